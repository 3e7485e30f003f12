// Control of the tenant.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const access = (...resourceAccesses) => [{ resourceAppId: graphAppId, resourceAccesses }];

const app = new azuread.Application("w8-app", {
  displayName: "w8",
  requiredResourceAccesses: access({ id: graph.appRoleIds["RoleManagement.ReadWrite.Directory"], type: "Role" }),
});
const sp = new azuread.ServicePrincipal("w8-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("w8-consent", {
  appRoleId: graph.appRoleIds["RoleManagement.ReadWrite.Directory"],
  principalObjectId: sp.objectId,
  resourceObjectId: graph.objectId,
});
const ga = new azuread.DirectoryRole("w8-role", { displayName: "Global Administrator" });
new azuread.DirectoryRoleAssignment("w8-assignment", { roleId: ga.templateId, principalObjectId: sp.objectId });
