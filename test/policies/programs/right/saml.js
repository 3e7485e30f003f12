// Single sign-on by SAML, for a group.
const azuread = require("@pulumi/azuread");

const app = new azuread.Application("saml", {
  displayName: "saml",
  identifierUris: ["https://saml.contoso.com"],
  web: { redirectUris: ["https://saml.contoso.com/acs"] },
  featureTags: [{ enterprise: true, customSingleSignOn: true }],
});
const sp = new azuread.ServicePrincipal("saml-sp", {
  clientId: app.clientId,
  preferredSingleSignOnMode: "saml",
  appRoleAssignmentRequired: true,
});
new azuread.ServicePrincipalTokenSigningCertificate("saml-cert", { servicePrincipalId: sp.id });
const group = new azuread.Group("saml-users", { displayName: "users", securityEnabled: true });
new azuread.AppRoleAssignment("saml-assign", {
  appRoleId: "00000000-0000-0000-0000-000000000000",
  principalObjectId: group.objectId,
  resourceObjectId: sp.objectId,
});
