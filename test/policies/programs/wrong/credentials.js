// Credentials, redirect URIs and tenants that are too many or too open.
const azuread = require("@pulumi/azuread");

const audiences = ["api://AzureADTokenExchange"];

const app = new azuread.Application("w7-app", {
  displayName: "w7",
  signInAudience: "AzureADMultipleOrgs",
  web: { redirectUris: ["http://app.contoso.com/cb"] },
});
new azuread.ApplicationPassword("w7-noend", { applicationId: app.id });
const two = new azuread.Application("w7-two", { displayName: "w7two", password: { displayName: "inline" } });
new azuread.ApplicationPassword("w7-long", { applicationId: two.id, endDateRelative: "17520h" });
new azuread.ApplicationFederatedIdentityCredential("w7-fed", {
  applicationId: app.id,
  displayName: "x",
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso/*:ref:refs/heads/main",
  audiences,
});
