// Delegated permission grants for everyone, and for an account without a role.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });

const app = new azuread.Application("w9-app", {
  displayName: "w9",
  web: { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] },
});
const sp = new azuread.ServicePrincipal("w9-sp", { clientId: app.clientId });
new azuread.ServicePrincipalDelegatedPermissionGrant("w9-all", {
  servicePrincipalObjectId: sp.objectId,
  resourceServicePrincipalObjectId: graph.objectId,
  claimValues: ["User.ReadWrite.All"],
});
const user = new azuread.User("w9-user", {
  userPrincipalName: "svc@contoso.com",
  displayName: "svc",
  password: "Not-A-Secret-1",
});
new azuread.ServicePrincipalDelegatedPermissionGrant("w9-grant", {
  servicePrincipalObjectId: sp.objectId,
  resourceServicePrincipalObjectId: graph.objectId,
  userObjectId: user.objectId,
  claimValues: ["User.ReadWrite.All"],
});
