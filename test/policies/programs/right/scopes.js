// Azure roles at scopes of all kinds.
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");
const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const { RoleDefinition } = require("@pulumi/azure-native/authorization/roleDefinition");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");
const { StorageAccount } = require("@pulumi/azure-native/storage/storageAccount");

const subscription = "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001";
const role = (id) => `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const contributor = role("b24988ac-6180-42a0-ab88-20f7382dd24c");

const rg = new ResourceGroup("sc-rg", { location: "westeurope" });
const storage = new StorageAccount("sc-st", {
  resourceGroupName: rg.name,
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
});
const app = new azuread.Application("sc", { displayName: "data-job" });
const sp = new azuread.ServicePrincipal("sc-sp", { clientId: app.clientId });
const assign = (name, scope, roleDefinitionId) =>
  new RoleAssignment(`sc-${name}`, {
    principalId: sp.objectId,
    principalType: "ServicePrincipal",
    scope,
    roleDefinitionId,
  });
assign("1", storage.id, role("ba92f5b4-2d11-453d-a403-e96b0029c9fe"));
assign("2", pulumi.interpolate`${subscription}/resourceGroups/${rg.name}`, contributor);
assign("3", pulumi.interpolate`${rg.id}/providers/Microsoft.Storage/storageAccounts/${storage.name}`, contributor);
assign("4", subscription, role("acdd72a7-3385-48ef-bd42-f606fba81ae7"));
const custom = new RoleDefinition("sc-def", {
  roleName: "Restart",
  scope: subscription,
  assignableScopes: [subscription],
  permissions: [{ actions: ["Microsoft.Compute/virtualMachines/restart/action"], notActions: [] }],
});
assign("5", subscription, custom.id);
assign(
  "6",
  rg.id,
  azuread.getClientConfigOutput().objectId.apply(() => contributor),
);
new pulumi.CustomResource("azure:authorization/assignment:Assignment", "sc-classic", {
  scope: rg.id,
  principalId: sp.objectId,
  roleDefinitionName: "Contributor",
});
const group = new azuread.Group("sc-group", { displayName: "ops", securityEnabled: true, members: [sp.objectId] });
new RoleAssignment("sc-7", {
  principalId: group.objectId,
  principalType: "Group",
  scope: rg.id,
  roleDefinitionId: contributor,
});
