import { microsoftOwnerOrganizationId } from "../catalogue/apis";
import { oktaApplications } from "../catalogue/oktaOffice365";
import { isOwnPrincipal } from "../components/foreignApplication";
import { type FoundPrincipal, findPrincipal } from "../components/foreignPrincipal";
import { RestError, type RestReader } from "../components/restClient";
import { findConflicts, foreignManaged } from "../licenses/conflicts";
import { atMost, describeCause, describeUser, type GroupNames, skuTitle } from "../licenses/describe";
import { resolveSkus } from "../licenses/managed";
import type { UserConflicts } from "../licenses/model";
import { readGroupNames, readLicenses } from "../licenses/read";
import type { Finding, Preflight, PreflightContext } from "./integration";
import type { OktaOptions } from "./oktaOffice365";

/** What `declare` takes from the preflight. */
export interface OktaSeen {
  /** What the tenant has of Okta's application already. */
  readonly found?: FoundPrincipal;
  /** The domain that the tenant was made with, e.g. `contoso.onmicrosoft.com`, where it may be read. */
  readonly initialDomain?: string;
}

/** So many users are named; `npm run licenses` names all. */
const mostUsers = 10;

/** Looks for Okta's application in the tenant, and for users whose licences Okta could not replace. */
export async function oktaPreflight(options: OktaOptions, context: PreflightContext): Promise<Preflight> {
  const { access } = context;
  const found = await findPrincipal(access.graph, options.clientId);
  const { tid: tenantId = "" } = await access.caller();
  const seen: OktaSeen = { found, initialDomain: await initialDomain(access.graph) };
  return {
    findings: [
      ...principalFindings(found, options.clientId, tenantId, context.name),
      ...(await licenseFindings(options, context, tenantId)),
    ],
    seen,
  };
}

function principalFindings(
  found: FoundPrincipal | undefined,
  clientId: string,
  tenantId: string,
  name: string,
): Finding[] {
  if (!found) return [];
  const owner = found.ownerTenantId?.toLowerCase();
  if (owner === microsoftOwnerOrganizationId || owner === tenantId.toLowerCase()) {
    const whose = owner === microsoftOwnerOrganizationId ? "Microsoft" : "this tenant";
    return [
      {
        severity: "error",
        message: `clientId ${clientId} is "${found.displayName}", an application of ${whose}, not Okta's.`,
        advice: "Give the client id of Okta's application: docs/configuration.md says where to read it.",
      },
    ];
  }
  const findings: Finding[] = [];
  const names: readonly string[] = oktaApplications.provisioning;
  if (!names.includes(found.displayName)) {
    findings.push({
      severity: "warning",
      message: `clientId ${clientId} is "${found.displayName}". Okta calls its application for provisioning ${names.map((name) => `"${name}"`).join(" or ")}.`,
      advice: "Compare it with the address of Okta's consent page, after client_id=.",
    });
  }
  // One of this stack's own shows as drift and is healed.
  if (!found.accountEnabled && !isOwnPrincipal(name, found)) {
    findings.push({
      severity: "error",
      message: `"${found.displayName}" is disabled in this tenant: Okta gets no token.`,
      advice:
        "Somebody blocked it, so it is not enabled again unasked. Enable it: portal > Enterprise applications > the application > Properties > Enabled for users to sign-in.",
    });
  }
  return findings;
}

async function licenseFindings(
  { managedLicenses, onConflict }: OktaOptions,
  { access }: PreflightContext,
  tenantId: string,
): Promise<Finding[]> {
  if (!managedLicenses) return [];
  const severity = onConflict === "fail" ? "error" : "warning";
  try {
    const tenant = await readLicenses(access.graph, tenantId);
    const { skuIds, problems } = resolveSkus(tenant, managedLicenses);
    if (problems.length > 0) {
      const advice = "Correct managedLicenses.";
      return problems.map((message) => ({ severity: "error", message: `managedLicenses: ${message}`, advice }));
    }
    const managed = new Set(skuIds);
    const affected = findConflicts(tenant, managed).filter((user) => user.managed.length > 0);
    const names = await readGroupNames(access.graph, groupsOf(affected));
    const groupName: GroupNames = (id) => names.get(id) ?? id;
    const certain = affected.filter(({ conflicts }) => conflicts.some((conflict) => conflict.certain));
    const possible = affected.filter((user) => !certain.includes(user));
    return [
      ...foreignManaged(tenant, managed).map(
        (conflict): Finding => ({
          severity: "warning",
          message: `managedLicenses: ${skuTitle(conflict)} is ${describeCause(conflict)}: Okta may neither assign nor remove it.`,
          advice: "Leave it out of what Okta assigns, or have the organisation buy it.",
        }),
      ),
      ...conflictFinding(severity, "fails", certain, groupName),
      ...conflictFinding("warning", "may fail", possible, groupName),
    ];
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return [
      {
        severity,
        message: `Licences could not be checked: ${[error.status || "", error.code].join(" ").trim()}: ${error.message}`,
        advice:
          "The identity that deploys needs Organization.Read.All, LicenseAssignment.Read.All and User.Read.All (application permissions), or leave managedLicenses out.",
      },
    ];
  }
}

function conflictFinding(
  severity: Finding["severity"],
  outcome: string,
  users: readonly UserConflicts[],
  groupName: GroupNames,
): Finding[] {
  if (users.length === 0) return [];
  const lines = atMost(
    users.map((user) => describeUser(user, groupName)),
    mostUsers,
  );
  return [
    {
      severity,
      message: [
        `Okta's replacement of licences ${outcome} on ${users.length} user${users.length > 1 ? "s" : ""}, who hold a licence that Okta may not remove (403 Authorization_RequestDenied, or 400 for one that is inherited):`,
        ...lines.map((line) => `  ${line}`),
      ].join("\n"),
      advice: "`npm run licenses -- list` names each of them, the cause and what to do.",
    },
  ];
}

export function groupsOf(users: readonly UserConflicts[]): Set<string> {
  return new Set(users.flatMap(({ conflicts }) => conflicts.flatMap(({ groups }) => groups ?? [])));
}

async function initialDomain(graph: RestReader): Promise<string | undefined> {
  interface Organization {
    readonly verifiedDomains?: readonly { readonly name: string; readonly isInitial?: boolean }[];
  }
  const [organization] = await graph
    .list<Organization>("/organization?$select=id,verifiedDomains")
    .catch((): Organization[] => []);
  return organization?.verifiedDomains?.find(({ isInitial }) => isInitial)?.name;
}
