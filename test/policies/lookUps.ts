/** What data sources answer in the tests' programs: known in a preview, as far as the arguments are. */
import { apiByAppId } from "../../catalogue/apis";
import { listPermissions, type Permission, type PermissionType } from "../../catalogue/permissions";
import type { LookUps } from "./echoProvider";

const objectId = "5a6f1c1e-0000-4000-8000-000000000001";

export const lookUps: LookUps = {
  "azuread:index/getServicePrincipal:getServicePrincipal": ({ clientId }) => {
    const api = apiByAppId(String(clientId));
    const permissions = api === undefined ? [] : listPermissions(api);
    return {
      clientId,
      objectId,
      id: objectId,
      appRoleIds: idsOf(permissions, "application"),
      oauth2PermissionScopeIds: idsOf(permissions, "delegated"),
    };
  },
  "azuread:index/getApplicationPublishedAppIds:getApplicationPublishedAppIds": () => ({
    id: "appIds",
    result: { MicrosoftGraph: "00000003-0000-0000-c000-000000000000" },
  }),
  "azuread:index/getClientConfig:getClientConfig": () => ({ id: "config", objectId, tenantId: objectId }),
  "azuread:index/getApplication:getApplication": ({ displayName }) => ({
    id: `/applications/${objectId}`,
    objectId,
    clientId: objectId,
    displayName,
  }),
};

/** The ids by name, as a service principal publishes them. */
function idsOf(permissions: readonly Permission[], type: PermissionType): Record<string, string> {
  return Object.fromEntries(
    permissions.flatMap((permission) => {
      const id = permission[type];
      return id === undefined ? [] : [[permission.value, id]];
    }),
  );
}
