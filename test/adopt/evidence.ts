import { type ApiName, apis } from "../../catalogue/apis";
import { findPermission, type PermissionType } from "../../catalogue/permissions";
import type { AccountEvidence, ConsentEvidence, Evidence, PermissionEvidence } from "../../integrations/evidence";

export const tenantId = "11111111-aaaa-4bbb-8ccc-000000000001";
export const clientId = "22222222-aaaa-4bbb-8ccc-000000000002";
export const subscriptionId = "33333333-aaaa-4bbb-8ccc-000000000003";

/** An application of this tenant with nothing but what a test gives it. */
export function evidenceOf(more: Partial<Evidence> = {}): Evidence {
  return {
    tenantId,
    clientId,
    displayName: "By hand",
    ownerTenantId: tenantId,
    application: {
      objectId: "application",
      tags: [],
      redirectUris: [],
      servesPeople: false,
      signInAudience: "AzureADMyOrg",
      credentials: [],
      requiredResourceAccess: [],
    },
    principal: { objectId: "principal", enabled: true, tags: [] },
    declared: [],
    consents: [],
    grants: [],
    azureRoles: [],
    providers: {},
    subscriptionId,
    unread: [],
    ...more,
  };
}

export function permission(value: string, type: PermissionType, api: ApiName = "microsoftGraph"): PermissionEvidence {
  const id = findPermission(api, value)?.[type];
  if (!id) throw new Error(`${api} has no ${type} permission ${value}`);
  return { api: apis[api].appId, apiName: apis[api].displayName, id, value, type };
}

export function consented(value: string, api: ApiName = "microsoftGraph"): ConsentEvidence {
  const one = permission(value, "application", api);
  return { ...one, importId: `/servicePrincipals/api/appRoleAssignedTo/${value}`, assignmentId: value };
}

export const account = (more: Partial<AccountEvidence> = {}): AccountEvidence => ({
  objectId: "user",
  userPrincipalName: "svc@contoso.com",
  displayName: "Service",
  enabled: true,
  roles: [],
  otherClients: 0,
  ...more,
});

export const grantOf = (scopes: readonly string[], to?: AccountEvidence, api: ApiName = "microsoftGraph") => ({
  id: `grant-${to?.objectId ?? "everyone"}`,
  api: apis[api].appId,
  apiName: apis[api].displayName,
  scopes,
  account: to,
});
