// A service account with a role in one administrative unit.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const au = new azuread.AdministrativeUnit("au", { displayName: "au" });
const user = new azuread.User("au-user", {
  userPrincipalName: "svc-spoke@contoso.com",
  displayName: "svc",
  password: "Not-A-Secret-1",
});
const ua = new azuread.DirectoryRole("au-role", { displayName: "User Administrator" });
new azuread.AdministrativeUnitRoleMember("au-member", {
  administrativeUnitObjectId: au.objectId,
  roleObjectId: ua.objectId,
  memberObjectId: user.objectId,
});
const app = new azuread.Application("au-app", {
  displayName: "spoke",
  web: { redirectUris: ["https://dev1.service-now.com/oauth_redirect.do"] },
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["User.ReadWrite.All"], type: "Scope" }),
});
const sp = new azuread.ServicePrincipal("au-sp", { clientId: app.clientId });
new azuread.ServicePrincipalDelegatedPermissionGrant("au-grant", {
  servicePrincipalObjectId: sp.objectId,
  resourceServicePrincipalObjectId: graph.objectId,
  userObjectId: user.objectId,
  claimValues: ["User.ReadWrite.All", "openid"],
});
new azuread.ApplicationPassword("au-pw", { applicationId: app.id, endDate: soon });
new azuread.DirectoryRoleEligibilityScheduleRequest("au-el", {
  roleDefinitionId: "62e90394-69f5-4237-9190-012177145e10",
  principalId: user.objectId,
  directoryScopeId: "/",
  justification: "x",
});
