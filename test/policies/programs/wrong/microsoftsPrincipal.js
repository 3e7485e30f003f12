// Microsoft Graph's own service principal as a resource, as older examples for Terraform have it.
const azuread = require("@pulumi/azuread");

const wellKnown = azuread.getApplicationPublishedAppIdsOutput();
const msgraph = new azuread.ServicePrincipal("w2-msgraph", {
  clientId: wellKnown.result.apply((r) => r.MicrosoftGraph),
  useExisting: true,
});
const app = new azuread.Application("w2-app", {
  displayName: "w2",
  requiredResourceAccesses: [
    {
      resourceAppId: wellKnown.result.apply((r) => r.MicrosoftGraph),
      resourceAccesses: [
        { id: msgraph.appRoleIds["User.Read.All"], type: "Role" },
        { id: msgraph.oauth2PermissionScopeIds["User.Read"], type: "Scope" },
      ],
    },
  ],
});
const sp = new azuread.ServicePrincipal("w2-sp", { clientId: app.clientId });
new azuread.AppRoleAssignment("w2-consent", {
  appRoleId: msgraph.appRoleIds["User.Read.All"],
  principalObjectId: sp.objectId,
  resourceObjectId: msgraph.objectId,
});
