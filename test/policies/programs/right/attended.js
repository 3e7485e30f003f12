// Applications that have no redirect URI, and others that have one beside a federated credential.
const azuread = require("@pulumi/azuread");
const random = require("@pulumi/random");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();
const audiences = ["api://AzureADTokenExchange"];

const obo = new azuread.Application("obo", {
  displayName: "obo",
  api: { oauth2PermissionScopes: [{ id: new random.RandomUuid("obo-id").result, value: "access" }] },
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["Mail.Read"], type: "Scope" }),
});
new azuread.ApplicationPassword("obo-pw", { applicationId: obo.id, endDate: soon });
new azuread.Application("pt", {
  displayName: "pt",
  fallbackPublicClientEnabled: true,
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["User.ReadWrite.All"], type: "Scope" }),
});
const signIn = new azuread.Application("ghp", {
  displayName: "ghp",
  requiredResourceAccesses: access({ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }),
});
new azuread.ApplicationFederatedIdentityCredential("ghp-fic", {
  applicationId: signIn.id,
  displayName: "x",
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso/infra:environment:prod",
  audiences,
});
const webFed = new azuread.Application("wf", {
  displayName: "wf",
  web: { redirectUris: ["https://wf.contoso.com/cb"] },
  requiredResourceAccesses: access({ id: graph.oauth2PermissionScopeIds["Files.Read.All"], type: "Scope" }),
});
new azuread.ApplicationFederatedIdentityCredential("wf-fic", {
  applicationId: webFed.id,
  displayName: "x",
  issuer: "https://login.microsoftonline.com/t/v2.0",
  subject: "s",
  audiences,
});
