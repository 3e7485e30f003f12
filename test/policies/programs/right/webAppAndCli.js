// Applications that people sign in to.
const azuread = require("@pulumi/azuread");

const graphAppId = "00000003-0000-0000-c000-000000000000";
const graph = azuread.getServicePrincipalOutput({ clientId: graphAppId });

const web = new azuread.Application("web", {
  displayName: "web",
  web: {
    redirectUris: ["https://web.contoso.com/signin-oidc"],
    logoutUrl: "https://web.contoso.com/out",
    implicitGrant: { idTokenIssuanceEnabled: true },
  },
  requiredResourceAccesses: [
    {
      resourceAppId: graphAppId,
      resourceAccesses: ["User.Read", "Mail.Read", "offline_access"].map((v) => ({
        id: graph.oauth2PermissionScopeIds[v],
        type: "Scope",
      })),
    },
  ],
});
new azuread.ApplicationPassword("web-pw", { applicationId: web.id, displayName: "web", endDateRelative: "2160h" });
new azuread.ServicePrincipal("web-sp", { clientId: web.clientId });
new azuread.Application("cli", {
  displayName: "cli",
  fallbackPublicClientEnabled: true,
  publicClient: { redirectUris: ["http://localhost", "https://login.microsoftonline.com/common/oauth2/nativeclient"] },
  requiredResourceAccesses: [
    {
      resourceAppId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
      resourceAccesses: [{ id: "41094075-9dad-400e-a0bd-54e686782033", type: "Scope" }],
    },
  ],
});
