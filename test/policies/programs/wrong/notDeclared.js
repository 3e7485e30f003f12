// A consent that the application does not declare.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });

const app = new azuread.Application("w4-app", { displayName: "w4" });
const sp = new azuread.ServicePrincipal("w4-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("w4-consent", {
  appRoleId: graph.appRoleIds["User.Read.All"],
  principalObjectId: sp.objectId,
  resourceObjectId: graph.objectId,
});
