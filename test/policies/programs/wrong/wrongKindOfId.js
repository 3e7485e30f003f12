// The id of a delegated permission, as an application permission.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];

new azuread.Application("w5-app", {
  displayName: "w5",
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["User.Read.All"], type: "Role" }),
});
