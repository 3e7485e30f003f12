// An application of somebody else.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });

const sp = new azuread.ServicePrincipal("tp", { clientId: "9f0c9b5e-0000-4000-8000-00000000000a", useExisting: true });
new azuread.AppRoleAssignment("tp-1", {
  appRoleId: graph.appRoleIds["User.Read.All"],
  principalObjectId: sp.objectId,
  resourceObjectId: graph.objectId,
});
const own = new azuread.Application("tp-own", { displayName: "own" });
new azuread.ServicePrincipal("tp-own-sp", { clientId: own.clientId, useExisting: true });
