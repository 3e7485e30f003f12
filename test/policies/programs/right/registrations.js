// Applications in the form of registrations, each setting a resource of its own.
const azuread = require("@pulumi/azuread");
const random = require("@pulumi/random");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const reg = new azuread.ApplicationRegistration("reg", { displayName: "reg" });
new azuread.ApplicationApiAccess("reg-access", {
  applicationId: reg.id,
  apiClientId: graphAppId,
  roleIds: [graph.appRoleIds["GroupMember.Read.All"], graph.appRoleIds["User.Read.All"]],
  scopeIds: [graph.oauth2PermissionScopeIds["User.Read"]],
});
const sp = new azuread.ServicePrincipal("reg-sp", { clientId: reg.clientId });
for (const value of ["GroupMember.Read.All", "User.Read.All"])
  new azuread.AppRoleAssignment(`reg-${value}`, {
    appRoleId: graph.appRoleIds[value],
    principalObjectId: sp.objectId,
    resourceObjectId: graph.objectId,
  });
new azuread.ApplicationPassword("reg-pw", { applicationId: reg.id, endDate: soon });
const web = new azuread.ApplicationRegistration("regweb", { displayName: "portal" });
new azuread.ApplicationApiAccess("regweb-access", {
  applicationId: web.id,
  apiClientId: graphAppId,
  scopeIds: [graph.oauth2PermissionScopeIds["User.Read"], graph.oauth2PermissionScopeIds["Mail.Read"]],
});
new azuread.ApplicationRedirectUris("regweb-uris", {
  applicationId: web.id,
  type: "Web",
  redirectUris: ["https://portal.contoso.com/cb"],
});
new azuread.ApplicationPassword("regweb-pw", { applicationId: web.id, endDateRelative: "2160h" });
const scope = new random.RandomUuid("regapi-scope");
const regapi = new azuread.ApplicationRegistration("regapi", { displayName: "api" });
new azuread.ApplicationIdentifierUri("regapi-uri", { applicationId: regapi.id, identifierUri: "api://x" });
const ps = new azuread.ApplicationPermissionScope("regapi-ps", {
  applicationId: regapi.id,
  scopeId: scope.result,
  value: "access",
  adminConsentDescription: "a",
  adminConsentDisplayName: "b",
});
const ar = new azuread.ApplicationAppRole("regapi-ar", {
  applicationId: regapi.id,
  roleId: new random.RandomUuid("regapi-role").result,
  value: "Do",
  displayName: "d",
  description: "d",
  allowedMemberTypes: ["Application"],
});
const regapiSp = new azuread.ServicePrincipal("regapi-sp", { clientId: regapi.clientId });
const client = new azuread.ApplicationRegistration("regclient", { displayName: "client" });
new azuread.ApplicationApiAccess("regclient-access", {
  applicationId: client.id,
  apiClientId: regapi.clientId,
  roleIds: [ar.roleId],
});
const clientSp = new azuread.ServicePrincipal("regclient-sp", { clientId: client.clientId });
new azuread.AppRoleAssignment("regclient-consent", {
  appRoleId: ar.roleId,
  principalObjectId: clientSp.objectId,
  resourceObjectId: regapiSp.objectId,
});
new azuread.ApplicationPreAuthorized("reg-pre", {
  applicationId: regapi.id,
  authorizedClientId: web.clientId,
  permissionIds: [ps.scopeId],
});
