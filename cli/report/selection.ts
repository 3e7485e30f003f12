import { delegatedTag } from "../../catalogue/integrationTags";
import type { TenantApplication, TenantServicePrincipal } from "../../tenant/model";
import { isMicrosofts } from "../../tenant/shapes";
import { signIn } from "./permissionAccess";
import type { TenantIndex } from "./tenantIndex";

/** An application of the tenant, a service principal in it, or mostly both. */
export interface Candidate {
  readonly application?: TenantApplication;
  readonly principal?: TenantServicePrincipal;
}

export type Selected = "integration" | "attended" | "managedIdentity" | "nothing";

/** Whether people sign in to an application of the tenant, rather than that it acts on its own. */
export type IsAttended = (application: TenantApplication) => boolean;

/** Every application and service principal of the tenant, once. */
export function candidates({ snapshot, applications, servicePrincipalsOfApps }: TenantIndex): Candidate[] {
  const withoutPrincipal = snapshot.applications.filter(
    ({ appId }) => !servicePrincipalsOfApps.has(appId.toLowerCase()),
  );
  return [
    ...snapshot.servicePrincipals.map((principal) => ({
      principal,
      application: applications.get(principal.appId.toLowerCase()),
    })),
    ...withoutPrincipal.map((application) => ({ application })),
  ];
}

/** Whether a candidate is an integration, as far as the tenant alone tells it. */
export function select(index: TenantIndex, { application, principal }: Candidate, isAttended: IsAttended): Selected {
  if (principal?.servicePrincipalType === "ManagedIdentity") return "managedIdentity";
  if (principal && isMicrosofts(principal)) return "nothing";
  const id = principal?.id ?? "";
  const actsAsItself = [index.consents, index.azureRoles, index.directoryRoles].some((held) => held.has(id));
  const grants = (index.grants.get(id) ?? []).filter(({ scope }) => hasMore(scope));
  if (application === undefined) {
    // An application of another tenant shows nothing of how people use it: only what it may do on its own tells.
    if (actsAsItself || actsForOneAccount(grants)) return "integration";
    return grants.length > 0 ? "attended" : "nothing";
  }
  const declares = application.requiredResourceAccess.some(({ resourceAccess }) => resourceAccess.length > 0);
  if (!actsAsItself && grants.length === 0 && !declares) return "nothing";
  if (!isAttended(application) || application.tags.includes(delegatedTag)) return "integration";
  const signsInItself = application.passwordCredentials.length + application.keyCredentials.length > 0;
  return actsAsItself || (signsInItself && actsForOneAccount(grants)) ? "integration" : "attended";
}

/** A grant that names a single account is how a background service acts as a service account. */
function actsForOneAccount(grants: readonly { readonly principalId: string | null }[]): boolean {
  const [first] = grants;
  return (
    first !== undefined && first.principalId !== null && grants.every((each) => each.principalId === first.principalId)
  );
}

const hasMore = (scope: string) => scope.split(/\s+/).some((name) => name !== "" && !signIn.has(name));
