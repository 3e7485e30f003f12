// A type with a version of the Azure API, and an application that exists already.
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";
const role = (id) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const contributor = role("b24988ac-6180-42a0-ab88-20f7382dd24c");
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const rg = new ResourceGroup("ver-rg", { location: "westeurope" });
const app = new azuread.Application("ver", { displayName: "ver" });
const sp = new azuread.ServicePrincipal("ver-sp", { clientId: app.clientId });
new pulumi.CustomResource("azure-native:authorization/v20220401:RoleAssignment", "ver-role", {
  principalId: sp.objectId,
  principalType: "ServicePrincipal",
  roleDefinitionId: contributor,
  scope: pulumi.interpolate`${rg.id}`,
});
const existing = azuread.getApplicationOutput({ displayName: "existing" });
new azuread.ApplicationPassword("existing-pw", { applicationId: existing.id, endDate: soon });
