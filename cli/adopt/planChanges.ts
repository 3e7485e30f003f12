import type { PermissionEvidence } from "../../integrations/evidence";
import type { Migration } from "./migration";
import { titleOf } from "./planFacts";

/** What `pulumi up` changes in the tenant, a sentence each with its reason. */
export function changesOf(migration: Migration): string[] {
  const { evidence, decision, account, accountRole, azureAssignments, options } = migration;
  const { needs, added, dropped, toConsent } = decision;
  const { account: wanted, azure } = needs;
  const roles = (azure?.roles ?? []).filter((role) => !azureAssignments.some((one) => one.role === role));
  return [
    ...(evidence.principal ? [] : ["A service principal is made: without one nothing can be consented."]),
    ...byType(added, "Declared as"),
    ...byType(dropped, "No longer declared as", " Consents and grants behind them stay."),
    ...(toConsent.length > 0
      ? [
          `Consented by the administrator: ${toConsent.map(titleOf).join(", ")}. Without consent a token carries no role, and the API answers 403.`,
        ]
      : []),
    ...(wanted && !account ? [`The account ${wanted.userPrincipalName} is made.`] : []),
    ...(wanted && !accountRole
      ? [
          `${wanted.userPrincipalName} gets the directory role ${wanted.directoryRole}: a delegated token may do only what its user may too, hence the 403.`,
        ]
      : []),
    ...(wanted && decision.accountGrants.length === 0
      ? [`${wanted.userPrincipalName} gets a delegated grant that names it alone.`]
      : []),
    ...widened(migration),
    ...roles.map((role) => `The service principal gets ${role} on the resource group ${azure?.resourceGroup}.`),
    ...(azure?.resourceProviders ?? [])
      .filter(
        (namespace) => evidence.providers[azure?.subscriptionId ?? ""]?.[namespace.toLowerCase()] !== "Registered",
      )
      .map(
        (namespace) => `${namespace} is registered in the subscription: hence the 409 MissingSubscriptionRegistration.`,
      ),
    ...(evidence.application ? [`A new ${credentialName(options)} is made beside what is there.`] : []),
  ];
}

function byType(entries: readonly PermissionEvidence[], verb: string, then = ""): string[] {
  return (["application", "delegated"] as const).flatMap((type) => {
    const some = entries.filter((one) => one.type === type);
    if (some.length === 0) return [];
    return [`${verb} ${type} permission${some.length === 1 ? "" : "s"}: ${some.map(titleOf).join(", ")}.${then}`];
  });
}

function widened({ decision }: Migration): string[] {
  const wanted = (decision.needs.account?.delegatedPermissions ?? []).map(({ value }): string => value);
  return decision.accountGrants.flatMap(({ id, scopes }) => {
    const missing = wanted.filter((value) => !scopes.includes(value));
    return missing.length > 0 ? [`The delegated grant ${id} is widened by ${missing.join(", ")}.`] : [];
  });
}

function credentialName({ credential }: Migration["options"]): string {
  const { type = "clientSecret" } = (credential ?? {}) as { type?: string };
  return { clientSecret: "client secret", certificate: "certificate", federated: "federated credential" }[type] ?? type;
}

/** What stays as it is, whatever the stack does. */
export function leftAloneOf({ evidence, decision, azureOthers }: Migration): string[] {
  const { application } = evidence;
  const { kept, untouched, retired } = decision;
  const flagged = kept.filter(({ value }) => value !== "User.Read");
  return [
    ...(application
      ? ["Its name, owners, notes, tags, redirect URIs, exposed API, app roles, claims: the stack ignores them."]
      : ["Its service principal and every consent that it has; `pulumi destroy` leaves them."]),
    ...(application && application.credentials.length > 0
      ? [
          application.credentials.length === 1
            ? "Its old credential, until you remove it."
            : `Its ${application.credentials.length} old credentials, until you remove them.`,
        ]
      : []),
    ...(retired.length > 0 ? ["Its delegated grants: tokens that were issued on them go on working."] : []),
    ...flagged.map(
      (one) =>
        `${titleOf(one)}, ${one.type}: not needed by this kind, perhaps used by something else. If not, remove it from \`keep\`.`,
    ),
    ...untouched.map((one) => `The consent to ${titleOf(one)}: ${one.why}.`),
    ...azureOthers.map(({ role, scope }) => `${role} on ${scope}.`),
  ];
}

/** What somebody should look at before the first step. */
export function warningsOf(migration: Migration): string[] {
  const { evidence, account, remarks, decision } = migration;
  const { application, principal } = evidence;
  return [
    ...remarks,
    ...(principal && !principal.enabled
      ? [
          "The service principal is disabled: it gets no token, with the old credential or the new. Somebody blocked it, so the stack does not enable it: portal > Enterprise applications > the application > Properties.",
        ]
      : []),
    ...(application && (application.signInAudience ?? "AzureADMyOrg") !== "AzureADMyOrg"
      ? [
          `It is open to other tenants (${application.signInAudience}), which the policy \`single-tenant\` reports: \`az ad app update --id ${evidence.clientId} --sign-in-audience AzureADMyOrg\`, unless others use it.`,
        ]
      : []),
    ...(application && application.redirectUris.length > 1
      ? ["It has several redirect URIs: each is a way in. Remove those that nobody uses."]
      : []),
    ...(decision.needs.account && application && application.redirectUris.length === 0
      ? [
          "It has no redirect URI, so nobody can sign in as the service account: add `https://<instance>/oauth_redirect.do`.",
        ]
      : []),
    ...(account && account.otherClients > 0
      ? [
          `${account.userPrincipalName} serves ${account.otherClients} other application${account.otherClients === 1 ? "" : "s"}: a service account should have one.`,
        ]
      : []),
    ...(account && !account.enabled
      ? [`${account.userPrincipalName} is disabled: its tokens are refused until somebody enables it.`]
      : []),
    ...(decision.needs.azure ? evidence.unread : []),
  ];
}
