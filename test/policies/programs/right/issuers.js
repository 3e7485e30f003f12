// Federated credentials of many issuers, each with one exact subject.
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");
const { UserAssignedIdentity } = require("@pulumi/azure-native/managedidentity/userAssignedIdentity");

const audiences = ["api://AzureADTokenExchange"];

const app = new azuread.Application("fed", { displayName: "fed" });
const tenant = azuread.getClientConfigOutput().tenantId;
for (const [name, issuer, subject] of [
  ["tfc", "https://app.terraform.io", "organization:contoso:project:p:workspace:w:run_phase:apply"],
  ["gitlab", "https://gitlab.com", "project_path:contoso/infra:ref_type:branch:ref:main"],
  ["ado", "https://vstoken.dev.azure.com/11111111-1111-4111-8111-111111111111", "sc://contoso/infra/deploy"],
  ["pulumi", "https://api.pulumi.com/oidc", "pulumi:deploy:org:contoso:project:p:stack:s:operation:update:scope:write"],
  ["google", "https://accounts.google.com", "112633961854638529490"],
  [
    "ghes",
    "https://token.actions.githubusercontent.com/contoso",
    "repo:contoso/infra:job_workflow_ref:contoso/infra/.github/workflows/a.yml@refs/heads/main",
  ],
])
  new azuread.ApplicationFederatedIdentityCredential(`fed-${name}`, {
    applicationId: app.id,
    displayName: name,
    issuer,
    subject,
    audiences,
  });
const rg = new ResourceGroup("fed-rg", {});
const identity = new UserAssignedIdentity("fed-id", { resourceGroupName: rg.name });
new azuread.ApplicationFederatedIdentityCredential("fed-mi", {
  applicationId: app.id,
  displayName: "mi",
  issuer: pulumi.interpolate`https://login.microsoftonline.com/${tenant}/v2.0`,
  subject: identity.principalId,
  audiences,
});
const repo = new pulumi.CustomResource("github:index/repository:Repository", "fed-repo", {
  name: "infra",
  fullName: undefined,
});
new azuread.ApplicationFederatedIdentityCredential("fed-repo-cred", {
  applicationId: app.id,
  displayName: "r",
  issuer: "https://token.actions.githubusercontent.com",
  subject: repo.urn.apply(() => "repo:contoso/infra:ref:refs/heads/main"),
  audiences,
});
