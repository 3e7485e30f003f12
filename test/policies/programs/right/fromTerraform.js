// As programs that were converted from Terraform look: published application ids, ids by name from the data source.
const azuread = require("@pulumi/azuread");

const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const wellKnown = azuread.getApplicationPublishedAppIdsOutput();
const id = wellKnown.result.apply((r) => r.MicrosoftGraph);
const msgraph = azuread.getServicePrincipalOutput({ clientId: id });
const app = new azuread.Application("tf-app", {
  displayName: "tf",
  requiredResourceAccesses: [
    {
      resourceAppId: id,
      resourceAccesses: [
        { id: msgraph.appRoleIds.apply((r) => r["User.Read.All"]), type: "Role" },
        { id: msgraph.apply((m) => m.oauth2PermissionScopeIds["User.Read"]), type: "Scope" },
      ],
    },
  ],
});
const sp = new azuread.ServicePrincipal("tf-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("tf-consent", {
  appRoleId: msgraph.appRoleIds.apply((r) => r["User.Read.All"]),
  principalObjectId: sp.objectId,
  resourceObjectId: msgraph.objectId,
});
new azuread.ApplicationCertificate("tf-cert", {
  applicationId: app.id,
  type: "AsymmetricX509Cert",
  value: app.clientId.apply(() => "pem"),
  endDate: soon,
});
