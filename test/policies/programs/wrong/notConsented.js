// One of two permissions without consent.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];

const app = new azuread.Application("w3-app", {
  displayName: "w3",
  requiredResourceAccesses: access(
    { id: graph.appRoleIds["User.Read.All"], type: "Role" },
    { id: graph.appRoleIds["GroupMember.Read.All"], type: "Role" },
  ),
});
const sp = new azuread.ServicePrincipal("w3-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("w3-consent", {
  appRoleId: graph.appRoleIds["User.Read.All"],
  principalObjectId: sp.objectId,
  resourceObjectId: graph.objectId,
});
