import { apiByAppId, apis, azureServiceManagement, azureUserImpersonationId } from "../../catalogue/apis";
import { firstPartyName } from "../../catalogue/firstParty";
import { permissionById } from "../../catalogue/permissions";
import type { ApiRef } from "./model";
import type { TenantIndex } from "./tenantIndex";

/** An API by the object id of its service principal. */
export function apiOfPrincipal(index: TenantIndex, resourceId: string): ApiRef & { readonly appId?: string } {
  const principal = index.servicePrincipals.get(resourceId);
  if (principal === undefined) return { id: resourceId, name: "an API that is not in the tenant" };
  return { id: resourceId, appId: principal.appId.toLowerCase(), name: principal.displayName };
}

/** An API by its client id, as applications declare it. */
export function apiOfApp(index: TenantIndex, appId: string): ApiRef {
  const known = apiByAppId(appId);
  const principal = index.servicePrincipalsOfApps.get(appId.toLowerCase());
  const name =
    principal?.displayName ?? (known ? apis[known].displayName : firstPartyName(appId)) ?? `the API ${appId}`;
  return { id: principal?.id ?? appId, name };
}

/** Name of a permission: as the API itself tells it, else as the catalogue does, else its id. */
export function permissionName(index: TenantIndex, appId: string, id: string): string {
  if (isAzure(appId) && id === azureUserImpersonationId) return "user_impersonation";
  const offered = index.servicePrincipalsOfApps
    .get(appId.toLowerCase())
    ?.appRoles.find((role) => role.id.toLowerCase() === id.toLowerCase())?.value;
  const known = apiByAppId(appId);
  return offered ?? (known && permissionById(known, id)?.permission.value) ?? id;
}

export const isGraph = (appId: string | undefined) => appId === apis.microsoftGraph.appId;
export const isAzure = (appId: string | undefined) => appId === azureServiceManagement.appId;
