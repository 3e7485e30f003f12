// A single-page application and daemons with an API of the same program, whose ids are generated.
const azuread = require("@pulumi/azuread");
const random = require("@pulumi/random");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const scopeId = new random.RandomUuid("spa-scope"),
  roleId = new random.RandomUuid("spa-role");
const api = new azuread.Application("spa-api", {
  displayName: "orders-api",
  identifierUris: ["api://orders"],
  api: {
    requestedAccessTokenVersion: 2,
    oauth2PermissionScopes: [
      {
        id: scopeId.result,
        value: "access_as_user",
        type: "User",
        enabled: true,
        adminConsentDescription: "a",
        adminConsentDisplayName: "a",
      },
    ],
  },
  appRoles: [
    {
      id: roleId.result,
      value: "Orders.Read",
      displayName: "r",
      description: "r",
      allowedMemberTypes: ["Application"],
      enabled: true,
    },
  ],
});
const apiSp = new azuread.ServicePrincipal("spa-api-sp", { clientId: api.clientId });
const spa = new azuread.Application("spa", {
  displayName: "orders-spa",
  singlePageApplication: { redirectUris: ["http://localhost:3000/", "https://orders.contoso.com/"] },
  requiredResourceAccesses: [
    { resourceAppId: api.clientId, resourceAccesses: [{ id: scopeId.result, type: "Scope" }] },
    {
      resourceAppId: graphAppId,
      resourceAccesses: [{ id: graph.oauth2PermissionScopeIds["User.Read"], type: "Scope" }],
    },
  ],
});
new azuread.ServicePrincipal("spa-sp", { clientId: spa.clientId });
new azuread.ApplicationPreAuthorized("spa-pre", {
  applicationId: api.id,
  authorizedClientId: spa.clientId,
  permissionIds: [scopeId.result],
});
for (const [name, declared, consented] of [
  ["daemon1", api.appRoleIds["Orders.Read"], apiSp.appRoleIds["Orders.Read"]],
  ["daemon2", roleId.result, roleId.result],
  ["daemon3", roleId.result, apiSp.appRoleIds["Orders.Read"]],
  ["daemon4", apiSp.appRoleIds.apply((r) => r["Orders.Read"]), api.appRoleIds["Orders.Read"]],
]) {
  const app = new azuread.Application(name, {
    displayName: name,
    requiredResourceAccesses: [{ resourceAppId: api.clientId, resourceAccesses: [{ id: declared, type: "Role" }] }],
  });
  const sp = new azuread.ServicePrincipal(`${name}-sp`, { clientId: app.clientId });
  new azuread.AppRoleAssignment(`${name}-consent`, {
    appRoleId: consented,
    principalObjectId: sp.objectId,
    resourceObjectId: apiSp.objectId,
  });
  new azuread.ApplicationPassword(`${name}-secret`, { applicationId: app.id, displayName: "x", endDate: soon });
}
const group = new azuread.Group("spa-group", { displayName: "readers", securityEnabled: true });
new azuread.AppRoleAssignment("spa-group-role", {
  appRoleId: api.appRoleIds["Orders.Read"],
  principalObjectId: group.objectId,
  resourceObjectId: apiSp.objectId,
});
