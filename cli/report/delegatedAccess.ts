import { directoryRoleById } from "../../catalogue/directoryRoles";
import { effectiveAccess, type HeldRole } from "../../tenant/effectiveAccess";
import type { TenantDelegatedGrant, TenantDirectoryRoleAssignment, TenantServicePrincipal } from "../../tenant/model";
import { needOf } from "../../tenant/needs";
import { apiOfPrincipal, isAzure, isGraph } from "./apiNames";
import { azureRoleName } from "./azureAccess";
import type { DelegatedAccess, DelegatedUser, DirectoryRoleAccess } from "./model";
import { signIn } from "./permissionAccess";
import type { TenantIndex } from "./tenantIndex";

/** So many users of one API get a line each; more are counted. */
const mostUsers = 3;

/** Delegated permissions of a service principal, an entry for each API and whom the grant names. */
export function delegatedAccess(index: TenantIndex, principal: TenantServicePrincipal): readonly DelegatedAccess[] {
  const byApi = new Map<string, TenantDelegatedGrant[]>();
  for (const grant of index.grants.get(principal.id) ?? []) {
    if (scopesOf(grant).length > 0) byApi.set(grant.resourceId, [...(byApi.get(grant.resourceId) ?? []), grant]);
  }
  return [...byApi.values()].flatMap((grants) => {
    const everyone = grants.filter(({ consentType }) => consentType === "AllPrincipals");
    const named = grants.filter(({ consentType }) => consentType !== "AllPrincipals");
    const shown = everyone.map((grant) => one(index, grant));
    if (named.length <= mostUsers) return [...shown, ...named.map((grant) => one(index, grant))];
    const [first] = named as [TenantDelegatedGrant];
    return [...shown, { ...judged(index, first, [...new Set(named.flatMap(scopesOf))]), of: { users: named.length } }];
  });
}

function one(index: TenantIndex, grant: TenantDelegatedGrant): DelegatedAccess {
  const { consentType, principalId } = grant;
  if (consentType === "AllPrincipals" || principalId === null) {
    return { ...judged(index, grant, scopesOf(grant)), of: "everyone" };
  }
  const roles = rolesOfUser(index, principalId);
  return { ...judged(index, grant, scopesOf(grant), principalId, roles), of: userOf(index, principalId) };
}

function judged(
  index: TenantIndex,
  { resourceId }: TenantDelegatedGrant,
  scopes: readonly string[],
  userId?: string,
  roles?: readonly HeldRole[],
): Omit<DelegatedAccess, "of"> {
  const { id, name, appId } = apiOfPrincipal(index, resourceId);
  const azureRoles = isAzure(appId) && userId !== undefined ? azureRolesOf(index, userId) : undefined;
  return {
    type: "delegated",
    api: { id, name },
    scopes,
    ...(roles && { roles }),
    ...(azureRoles && { azureRoles }),
    ...(isGraph(appId) && { effective: effectiveAccess(scopes, roles) }),
  };
}

/** Directory roles of the service principal itself. */
export function directoryRoleAccess(index: TenantIndex, principal: TenantServicePrincipal): DirectoryRoleAccess[] {
  return heldRoles(index, principal.id).map((role) => ({ type: "directoryRole", role }));
}

function heldRoles(index: TenantIndex, principalId: string): readonly HeldRole[] {
  return (index.directoryRoles.get(principalId) ?? []).map(heldRole);
}

function heldRole({ roleDefinitionId, directoryScopeId }: TenantDirectoryRoleAssignment): HeldRole {
  const known = directoryRoleById(roleDefinitionId);
  return { name: known?.name ?? roleDefinitionId, builtIn: known !== undefined, directoryScopeId };
}

/** Roles of an account, also those that it has through groups; undefined where that could not be read. */
function rolesOfUser(index: TenantIndex, userId: string): readonly HeldRole[] | undefined {
  const skipped = new Set(index.snapshot.skipped.map(({ what }) => what));
  if (skipped.has(needOf("directoryRoles").what)) return undefined;
  const groups = index.users.get(userId)?.groupIds ?? [];
  const roles = [userId, ...groups].flatMap((id) => heldRoles(index, id));
  // Without a role of its own it may have one through a group.
  return roles.length === 0 && skipped.has(needOf("groups").what) ? undefined : roles;
}

function userOf(index: TenantIndex, id: string): DelegatedUser {
  const user = index.users.get(id);
  return { id, userPrincipalName: user?.userPrincipalName ?? id, enabled: user?.accountEnabled ?? true };
}

function azureRolesOf(index: TenantIndex, userId: string): readonly string[] {
  return (index.azureRoles.get(userId) ?? []).map(({ assignment }) => azureRoleName(assignment.roleDefinitionId));
}

const scopesOf = ({ scope }: TenantDelegatedGrant) =>
  [...new Set(scope.split(/\s+/))].filter((name) => name !== "" && !signIn.has(name)).sort();
