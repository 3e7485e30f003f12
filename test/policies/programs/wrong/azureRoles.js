// Azure roles that reach too far.
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");
const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";
const role = (id) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

const rg = new ResourceGroup("w6-rg", { location: "westeurope" });
const app = new azuread.Application("w6-app", { displayName: "w6" });
const sp = new azuread.ServicePrincipal("w6-sp", { clientId: app.clientId });
new RoleAssignment("w6-owner", {
  scope: rg.id,
  principalId: sp.objectId,
  roleDefinitionId: role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
});
new RoleAssignment("w6-contributor", {
  scope: subscription,
  principalId: sp.objectId,
  roleDefinitionId: role("b24988ac-6180-42a0-ab88-20f7382dd24c"),
});
new pulumi.CustomResource("azure:authorization/assignment:Assignment", "w6-classic", {
  scope: subscription,
  principalId: sp.objectId,
  roleDefinitionName: "Contributor",
});
