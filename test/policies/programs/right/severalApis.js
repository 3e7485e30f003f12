// Several APIs, a directory role, and a program that manages its own applications.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });
const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const exchange = azuread.getServicePrincipalOutput({ clientId: "00000002-0000-0ff1-ce00-000000000000" });
const app = new azuread.Application("multi", {
  displayName: "mail-admin",
  requiredResourceAccesses: [
    { resourceAppId: graphAppId, resourceAccesses: [{ id: graph.appRoleIds["Mail.Send"], type: "Role" }] },
    {
      resourceAppId: "00000002-0000-0ff1-ce00-000000000000",
      resourceAccesses: [{ id: "dc50a0fb-09a3-484d-be87-e023b12c6440", type: "Role" }],
    },
  ],
});
const sp = new azuread.ServicePrincipal("multi-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("multi-1", {
  appRoleId: graph.appRoleIds["Mail.Send"],
  principalObjectId: sp.objectId,
  resourceObjectId: graph.objectId,
});
new azuread.AppRoleAssignment("multi-2", {
  appRoleId: "dc50a0fb-09a3-484d-be87-e023b12c6440",
  principalObjectId: sp.objectId,
  resourceObjectId: exchange.objectId,
});
const readers = new azuread.DirectoryRole("readers", { displayName: "Directory Readers" });
new azuread.DirectoryRoleAssignment("multi-role", { roleId: readers.templateId, principalObjectId: sp.objectId });
const iac = new azuread.Application("iac", {
  displayName: "iac",
  requiredResourceAccesses: [
    {
      resourceAppId: graphAppId,
      resourceAccesses: [{ id: graph.appRoleIds["Application.ReadWrite.OwnedBy"], type: "Role" }],
    },
  ],
});
const iacSp = new azuread.ServicePrincipal("iac-sp", { clientId: iac.clientId });
new azuread.AppRoleAssignment("iac-consent", {
  appRoleId: graph.appRoleIds["Application.ReadWrite.OwnedBy"],
  principalObjectId: iacSp.id,
  resourceObjectId: graph.id,
});
new azuread.ServicePrincipalPassword("iac-pw", { servicePrincipalId: iacSp.id, endDate: soon });
