import { findTierZero } from "../../catalogue/tiers";
import type { TenantApplication, TenantServicePrincipal } from "../../tenant/model";
import { apiOfApp, apiOfPrincipal, isGraph, permissionName } from "./apiNames";
import type { ApplicationAccess, ConsentedPermission, UnconsentedAccess } from "./model";
import type { TenantIndex } from "./tenantIndex";

/** The app role that stands for "assigned without a role"; it permits nothing. */
const defaultAccess = "00000000-0000-0000-0000-000000000000";

/** Application permissions with admin consent, by API. */
export function applicationAccess(
  index: TenantIndex,
  application: TenantApplication | undefined,
  principal: TenantServicePrincipal,
): readonly ApplicationAccess[] {
  const declared = new Set(entriesOf(application, "Role").map(({ id }) => id.toLowerCase()));
  const byApi = new Map<string, ConsentedPermission[]>();
  for (const { appRoleId, resourceId } of index.consents.get(principal.id) ?? []) {
    if (appRoleId === defaultAccess) continue;
    const { appId = "" } = apiOfPrincipal(index, resourceId);
    const name = permissionName(index, appId, appRoleId);
    const tierZero = isGraph(appId) ? findTierZero(name)?.reason : undefined;
    const permission = {
      name,
      ...(tierZero && { tierZero }),
      ...(application && { declared: declared.has(appRoleId.toLowerCase()) }),
    };
    byApi.set(resourceId, [...(byApi.get(resourceId) ?? []), permission]);
  }
  return [...byApi].map(([resourceId, permissions]) => {
    const { id, name } = apiOfPrincipal(index, resourceId);
    return { type: "application", api: { id, name }, permissions: permissions.sort(mostPowerfulFirst) };
  });
}

const mostPowerfulFirst = (a: ConsentedPermission, b: ConsentedPermission) =>
  Number(b.tierZero !== undefined) - Number(a.tierZero !== undefined) || a.name.localeCompare(b.name);

/** What an application declares and nobody consented to, by API and type. */
export function unconsentedAccess(
  index: TenantIndex,
  application: TenantApplication | undefined,
  principal: TenantServicePrincipal | undefined,
): readonly UnconsentedAccess[] {
  const consented = new Set((principal ? (index.consents.get(principal.id) ?? []) : []).map((each) => each.appRoleId));
  const granted = (principal ? (index.grants.get(principal.id) ?? []) : []).map(({ resourceId, scope }) => ({
    appId: apiOfPrincipal(index, resourceId).appId,
    scopes: new Set(scope.split(/\s+/)),
  }));
  const isGranted = (appId: string, name: string) =>
    granted.some((grant) => grant.appId === appId.toLowerCase() && grant.scopes.has(name));
  const found: UnconsentedAccess[] = [];
  for (const { resourceAppId } of application?.requiredResourceAccess ?? []) {
    const entries = entriesOf(application, undefined, resourceAppId);
    const names = (type: "Role" | "Scope") =>
      entries
        .filter((entry) => entry.type === type)
        .map(({ id }) => ({ id, name: permissionName(index, resourceAppId, id) }));
    const roles = names("Role").filter(({ id }) => !consented.has(id));
    const scopes = names("Scope").filter(({ name }) => !signIn.has(name) && !isGranted(resourceAppId, name));
    const api = apiOfApp(index, resourceAppId);
    for (const [permissionType, permissions] of [
      ["application", roles],
      ["delegated", scopes],
    ] as const) {
      if (permissions.length === 0) continue;
      found.push({ type: "unconsented", api, permissionType, permissions: permissions.map(({ name }) => name).sort() });
    }
  }
  return found;
}

/** Delegated permissions that only sign a person in; the portal adds User.Read to every application. */
export const signIn: ReadonlySet<string> = new Set(["openid", "profile", "email", "offline_access", "User.Read"]);

function entriesOf(application: TenantApplication | undefined, type?: "Role" | "Scope", resourceAppId?: string) {
  return (application?.requiredResourceAccess ?? [])
    .filter((access) => resourceAppId === undefined || access.resourceAppId === resourceAppId)
    .flatMap(({ resourceAccess }) => resourceAccess)
    .filter((entry) => type === undefined || entry.type === type);
}
