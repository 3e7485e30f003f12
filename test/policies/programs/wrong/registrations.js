// The same in the form of a registration, and with a federated credential.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();
const audiences = ["api://AzureADTokenExchange"];

const reg = new azuread.ApplicationRegistration("w10-reg", { displayName: "w10" });
new azuread.ApplicationApiAccess("w10-access", {
  applicationId: reg.id,
  apiClientId: graphAppId,
  scopeIds: [graph.oauth2PermissionScopeIds["SecurityIncident.Read.All"]],
});
new azuread.ApplicationPassword("w10-pw", { applicationId: reg.id, endDate: soon });
const fed = new azuread.Application("w10-fed-app", {
  displayName: "w10fed",
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["Mail.Send"], type: "Scope" }),
});
new azuread.ApplicationFederatedIdentityCredential("w10-fed", {
  applicationId: fed.id,
  displayName: "x",
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso/infra:ref:refs/heads/main",
  audiences,
});
