import type { AuditFinding } from "../../cli/audit/finding";
import type { TenantSnapshot } from "../../tenant/model";
import { declares, secret, subscriptionId, TenantBuilder } from "../support/snapshots";

/** What must never become part of a page's structure. */
export const hostileName = `</script></title><img src=x onerror=alert(1)>"'&lt;`;

/** One integration of each sort that the picture knows. */
export function fiveIntegrations(): TenantSnapshot {
  return new TenantBuilder()
    .add("defender", "ServiceNow SIR Defender", {
      requiredResourceAccess: declares({ scopes: ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"] }),
      passwordCredentials: [secret("k1", 12, "rotated by hand")],
    })
    .grants("defender", "SecurityIncident.Read.All SecurityIncident.ReadWrite.All User.Read")
    .add("spoke", "ServiceNow Entra Spoke", {
      requiredResourceAccess: declares({ scopes: ["User.ReadWrite.All", "GroupMember.ReadWrite.All"] }),
      tags: ["entra-integrations:delegated"],
      passwordCredentials: [secret("k2", 130), secret("k2b", -20, "old")],
    })
    .user("svc-servicenow", ["Groups Administrator"])
    .grants("spoke", "User.ReadWrite.All GroupMember.ReadWrite.All offline_access", "svc-servicenow")
    .add("azure", "ServiceNow Azure Spoke", { keyCredentials: [secret("k3", 500, "CN=azure-spoke")] })
    .azureRole("sp-azure", "Contributor", `/subscriptions/${subscriptionId}/resourceGroups/rg-servicenow`)
    .azureRole("sp-azure", "Reader", `/subscriptions/${subscriptionId}`)
    .add("okta", "Okta Microsoft Graph Client", { foreign: true })
    .consents("okta", "Directory.ReadWrite.All", "User.ReadWrite.All", "Group.ReadWrite.All", "Application.Read.All")
    .consents("okta", "Organization.Read.All", "LicenseAssignment.ReadWrite.All")
    .directoryRoles("sp-okta", ["Directory Writers"])
    .add("onboarding", "Onboarding job", {
      requiredResourceAccess: declares({ roles: ["User.Read.All", "Group.Read.All", "Mail.Send"] }),
      passwordCredentials: [secret("k5", undefined, "never ends")],
      federatedIdentityCredentials: [
        {
          id: "f1",
          name: "github",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:contoso/onboarding:ref:refs/heads/main",
          audiences: ["api://AzureADTokenExchange"],
        },
      ],
    })
    .consents("onboarding", "User.Read.All")
    .add("portal", "Intranet", {
      requiredResourceAccess: declares({ scopes: ["User.Read"] }),
      web: { redirectUris: ["https://intranet.contoso.com"] },
    })
    .build({
      skipped: [
        {
          what: "sign-ins of applications",
          needs: "AuditLog.Read.All",
          therefore: "Whether a secret is still used is not judged.",
          answer: "403 Authorization_RequestDenied",
        },
      ],
    });
}

export const findingsOfFive: readonly AuditFinding[] = [
  {
    id: "no-delegated-only",
    isRule: true,
    severity: "high",
    subject: {
      kind: "application",
      id: "object-defender",
      name: "ServiceNow SIR Defender",
      appId: "app-defender",
    },
    message: "ServiceNow SIR Defender acts without a user, and has delegated permissions only: its token carries none.",
    evidence: ["SecurityIncident.Read.All and SecurityIncident.ReadWrite.All are declared as Scope."],
    remedy: ["Declare both as application permissions and grant admin consent.", "Remove the delegated entries."],
  },
  {
    id: "no-tier-0-permissions",
    isRule: true,
    severity: "critical",
    subject: { kind: "servicePrincipal", id: "sp-okta", name: "Okta Microsoft Graph Client", appId: "app-okta" },
    message: "Okta Microsoft Graph Client holds Directory.ReadWrite.All, which amounts to control of the tenant.",
    evidence: ["App role assignment consent-okta-Directory.ReadWrite.All."],
    remedy: ["Consent to the narrower permissions instead."],
  },
  {
    id: "service-account-lacks-role",
    isRule: false,
    severity: "medium",
    subject: { kind: "user", id: "user-svc-servicenow", name: "svc-servicenow@contoso.com" },
    message: "svc-servicenow@contoso.com lacks the directory role that creating users takes.",
    evidence: ["It holds Groups Administrator in the whole directory."],
    remedy: ["Assign User Administrator."],
  },
  {
    id: "namespace-not-registered",
    isRule: false,
    severity: "low",
    subject: { kind: "subscription", id: subscriptionId, name: "Production" },
    message: "Microsoft.Automation is not registered in the subscription Production.",
    evidence: ["State: NotRegistered."],
    remedy: ["Register it: az provider register --namespace Microsoft.Automation."],
  },
];

/** Many, with names that are long, right to left, full of emoji, or an attack. */
export function manyIntegrations(count: number): TenantSnapshot {
  const names = [
    "Payroll export",
    `Provisioning of every subsidiary's contractors into the ${"very ".repeat(40)}long directory`,
    "تكامل الموارد البشرية",
    "🚀🔥👩‍💻 launch",
    hostileName,
    "averyveryverylongwordwithoutanyplacetobreakit".repeat(6),
    "\u202eevil direction",
  ];
  const builder = new TenantBuilder();
  for (let index = 0; index < count; index += 1) {
    const key = `n${index}`;
    builder
      .add(key, `${names[index % names.length]} ${index + 1}`, {
        passwordCredentials: [secret(`s${index}`, (index * 37) % 700, names[index % names.length])],
      })
      .consents(key, "User.Read.All", ...(index % 3 === 0 ? ["GroupMember.ReadWrite.All"] : []));
    if (index % 4 === 0) {
      builder
        .user(`${names[index % names.length]}-${index}`, ["User Administrator"])
        .grants(key, "User.ReadWrite.All", `${names[index % names.length]}-${index}`);
    }
  }
  return builder.build({ displayName: hostileName });
}
