// A pipeline of GitHub Actions that deploys: federated credentials, and Contributor on one resource group.
const azuread = require("@pulumi/azuread");
const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");
const { AutomationAccount } = require("@pulumi/azure-native/automation/automationAccount");

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";
const role = (id) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const contributor = role("b24988ac-6180-42a0-ab88-20f7382dd24c");
const reader = role("acdd72a7-3385-48ef-bd42-f606fba81ae7");
const audiences = ["api://AzureADTokenExchange"];
const current = azuread.getClientConfigOutput({});

const app = new azuread.Application("gh-app", { displayName: "github-deployer", owners: [current.objectId] });
const sp = new azuread.ServicePrincipal("gh-sp", {
  clientId: app.clientId,
  appRoleAssignmentRequired: false,
  owners: [current.objectId],
});
for (const subject of ["ref:refs/heads/main", "pull_request", "environment:production"])
  new azuread.ApplicationFederatedIdentityCredential(`gh-${subject}`, {
    applicationId: app.id,
    displayName: subject.replace(/\W/g, "-"),
    audiences,
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:contoso/infra:${subject}`,
  });
const rg = new ResourceGroup("gh-rg", { location: "westeurope" });
new RoleAssignment("gh-role", {
  principalId: sp.objectId,
  principalType: "ServicePrincipal",
  roleDefinitionId: contributor,
  scope: rg.id,
});
new RoleAssignment("gh-reader", {
  principalId: sp.id,
  principalType: "ServicePrincipal",
  roleDefinitionId: reader,
  scope: subscription,
});
new AutomationAccount("gh-automation", { resourceGroupName: rg.name, sku: { name: "Basic" } });
