// A background service with delegated permissions only.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const app = new azuread.Application("w1-app", {
  displayName: "sync",
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["User.ReadWrite.All"], type: "Scope" }),
  web: { homepageUrl: "https://x", redirectUris: [] },
  fallbackPublicClientEnabled: false,
});
new azuread.ServicePrincipal("w1-sp", { clientId: app.clientId });
new azuread.ApplicationPassword("w1-pw", { applicationId: app.id, endDate: soon });
// Typed into ServiceNow with its redirect URI, as administrators do; the jobs that read incidents have no user all the same.
new azuread.Application("w1-sir", {
  displayName: "incidents",
  web: { redirectUris: ["https://dev1.service-now.com/oauth_redirect.do"] },
  requiredResourceAccesses: access(
    { id: graph.oauth2PermissionScopeIds["SecurityIncident.Read.All"], type: "Scope" },
    { id: graph.oauth2PermissionScopeIds["SecurityIncident.ReadWrite.All"], type: "Scope" },
  ),
});
