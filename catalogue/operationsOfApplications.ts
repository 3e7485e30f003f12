/** Corrections to the generated operations on applications, consent, licences, the organization and directory roles. */
import { api, both, least, type OperationCorrection } from "./operationCorrection";

const readDirectoryObjects = [
  "Application.Read.All",
  "Application.ReadWrite.OwnedBy",
  "Application.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const appRoleAssignment = {
  ...both("AppRoleAssignment.ReadWrite.All"),
  ...least("AppRoleAssignment.ReadWrite.All"),
  also: both(...readDirectoryObjects),
};
const delegatedGrant = {
  ...both("DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("DelegatedPermissionGrant.ReadWrite.All"),
};
const subscriptions = {
  ...both("Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("Organization.Read.All"),
};
const ownersOf = (page: string) => ({
  application: ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"],
  delegated: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
  leastApplication: "Application.ReadWrite.OwnedBy",
  leastDelegated: "Application.ReadWrite.All",
  source: api(page),
});
const roleManagement = {
  ...both("RoleManagement.ReadWrite.Directory"),
  ...least("RoleManagement.ReadWrite.Directory"),
};

export const applicationOperations: readonly OperationCorrection[] = [
  // Applications and service principals.
  {
    method: "POST",
    path: "/applications",
    leastApplication: "Application.ReadWrite.OwnedBy",
    leastDelegated: "Application.ReadWrite.All",
    source: api("application-post-applications"),
  },
  { method: "POST", path: "/applications/{id}/owners", ...ownersOf("application-post-owners") },
  { method: "POST", path: "/servicePrincipals/{id}/owners", ...ownersOf("serviceprincipal-post-owners") },

  // Consent: "AppRoleAssignment.ReadWrite.All and Application.Read.All". Application.ReadWrite.All alone may not consent.
  {
    method: "POST",
    path: "/servicePrincipals/{id}/appRoleAssignedTo",
    ...appRoleAssignment,
    source: api("serviceprincipal-post-approleassignedto"),
  },
  {
    method: "POST",
    path: "/servicePrincipals/{id}/appRoleAssignments",
    ...appRoleAssignment,
    source: api("serviceprincipal-post-approleassignments"),
  },
  {
    method: "DELETE",
    path: "/servicePrincipals/{id}/appRoleAssignedTo/{id}",
    ...appRoleAssignment,
    also: undefined,
    source: api("serviceprincipal-delete-approleassignedto"),
  },
  {
    method: "DELETE",
    path: "/servicePrincipals/{id}/appRoleAssignments/{id}",
    ...appRoleAssignment,
    also: undefined,
    source: api("serviceprincipal-delete-approleassignments"),
  },
  { method: "POST", path: "/oauth2PermissionGrants", ...delegatedGrant, source: api("oauth2permissiongrant-post") },
  {
    method: "PATCH",
    path: "/oauth2PermissionGrants/{id}",
    ...delegatedGrant,
    source: api("oauth2permissiongrant-update"),
  },
  {
    method: "DELETE",
    path: "/oauth2PermissionGrants/{id}",
    ...delegatedGrant,
    source: api("oauth2permissiongrant-delete"),
  },

  // Licences.
  { method: "GET", path: "/directory/subscriptions", ...subscriptions, source: api("directory-list-subscriptions") },
  { method: "GET", path: "/directory/subscriptions/{id}", ...subscriptions, source: api("companysubscription-get") },
  {
    method: "GET",
    path: "/subscribedSkus",
    ...least("LicenseAssignment.Read.All"),
    source: api("subscribedsku-list"),
  },

  // Sign-ins by credential: of the beta alone, which the data does not cover.
  {
    method: "GET",
    path: "/reports/appCredentialSignInActivities",
    ...both("AuditLog.Read.All", "Directory.Read.All"),
    ...least("AuditLog.Read.All"),
    source: api("reportroot-list-appcredentialsigninactivities"),
  },

  // Organization: the data has only the permissions of Intune's properties for one organization.
  {
    method: "GET",
    path: "/organization",
    leastApplication: "Organization.Read.All",
    leastDelegated: "User.Read",
    source: api("organization-list"),
  },
  {
    method: "GET",
    path: "/organization/{id}",
    add: {
      application: [
        "Organization.Read.All",
        "Organization.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
      ],
      delegated: [
        "User.Read",
        "Organization.Read.All",
        "Organization.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
      ],
    },
    leastApplication: "Organization.Read.All",
    leastDelegated: "User.Read",
    source: api("organization-get"),
  },

  {
    method: "PATCH",
    path: "/organization/{id}",
    ...least("Organization.ReadWrite.All"),
    source: api("organization-update"),
  },

  // Directory roles and administrative units.
  {
    method: "POST",
    path: "/directoryRoles/{id}/members/$ref",
    ...roleManagement,
    source: api("directoryrole-post-members"),
  },
  {
    method: "DELETE",
    path: "/directoryRoles/{id}/members/{id}/$ref",
    ...roleManagement,
    source: api("directoryrole-delete-member"),
  },
  {
    method: "POST",
    path: "/directory/administrativeUnits/{id}/members/$ref",
    ...both("AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"),
    ...least("AdministrativeUnit.ReadWrite.All"),
    source: api("administrativeunit-post-members"),
  },
];
