/** Type tokens of the resources that the rules read. */
export const types = {
  application: "azuread:index/application:Application",
  applicationRegistration: "azuread:index/applicationRegistration:ApplicationRegistration",
  applicationApiAccess: "azuread:index/applicationApiAccess:ApplicationApiAccess",
  applicationRedirectUris: "azuread:index/applicationRedirectUris:ApplicationRedirectUris",
  applicationFallbackPublicClient: "azuread:index/applicationFallbackPublicClient:ApplicationFallbackPublicClient",
  applicationPermissionScope: "azuread:index/applicationPermissionScope:ApplicationPermissionScope",
  applicationPassword: "azuread:index/applicationPassword:ApplicationPassword",
  applicationCertificate: "azuread:index/applicationCertificate:ApplicationCertificate",
  federatedCredential: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  flexibleFederatedCredential:
    "azuread:index/applicationFlexibleFederatedIdentityCredential:ApplicationFlexibleFederatedIdentityCredential",
  servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
  servicePrincipalPassword: "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
  servicePrincipalCertificate: "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
  appRoleAssignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
  delegatedPermissionGrant:
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
} as const;
