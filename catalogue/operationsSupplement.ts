/**
 * What the generated operations lack or have wrong, each with the page of learn.microsoft.com/graph/api that says so.
 *
 * The data says which permissions of a path are enough, and loses the word "and" of the documentation: a permission that is needed beside
 * another one is listed as if it were enough. And one path's least privileged permission is often given for its writing operations too.
 */

/** A row that adds to the generated one (`add`), or gives its members anew (the others stay). A path that the data lacks is a new row. */
export interface OperationCorrection {
  readonly method: string;
  readonly path: string;
  readonly add?: { readonly application?: readonly string[]; readonly delegated?: readonly string[] };
  readonly application?: readonly string[];
  readonly delegated?: readonly string[];
  readonly leastApplication?: string;
  readonly leastDelegated?: string;
  readonly also?: { readonly application?: readonly string[]; readonly delegated?: readonly string[] };
  readonly onlyFor?: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
}

const api = (page: string) => `https://learn.microsoft.com/graph/api/${page}`;
const both = (...names: string[]) => ({ application: names, delegated: names });
const least = (name: string) => ({ leastApplication: name, leastDelegated: name });

const groupMembers = {
  ...both("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("GroupMember.ReadWrite.All"),
};
const groupOwners = {
  ...both("Group.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("Group.ReadWrite.All"),
};
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
  application: ["Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All"],
  delegated: ["Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All"],
  ...least("Organization.Read.All"),
};
const ownersOf = (page: string) => ({
  application: ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All", "Directory.ReadWrite.All"],
  delegated: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
  leastApplication: "Application.ReadWrite.OwnedBy",
  leastDelegated: "Application.ReadWrite.All",
  source: api(page),
});
/** As the signed-in user: what the user's directory roles allow. Documented, and absent from the data for most operations. */
const asUser = { add: { delegated: ["Directory.AccessAsUser.All"] } };

export const operationCorrections: readonly OperationCorrection[] = [
  // Users.
  {
    method: "GET",
    path: "/users",
    leastApplication: "User.Read.All",
    leastDelegated: "User.ReadBasic.All",
    source: api("user-list"),
    ...asUser,
  },
  {
    method: "GET",
    path: "/users/{id}",
    leastApplication: "User.Read.All",
    leastDelegated: "User.Read",
    source: api("user-get"),
    ...asUser,
  },
  { method: "POST", path: "/users", source: api("user-post-users"), ...asUser },
  {
    method: "PATCH",
    path: "/users/{id}",
    // Each of these changes nothing but its own properties.
    onlyFor: {
      "User.EnableDisableAccount.All": ["accountEnabled"],
      "User-PasswordProfile.ReadWrite.All": ["passwordProfile"],
      "User.ManageIdentities.All": ["identities"],
      "User-Mail.ReadWrite.All": ["otherMails"],
      "User-Phone.ReadWrite.All": ["businessPhones", "mobilePhone"],
    },
    source: api("user-update"),
    ...asUser,
  },
  { method: "DELETE", path: "/users/{id}", source: api("user-delete"), ...asUser },
  {
    method: "POST",
    path: "/users/{id}/assignLicense",
    ...least("LicenseAssignment.ReadWrite.All"),
    source: api("user-assignlicense"),
  },
  {
    method: "PUT",
    path: "/users/{id}/manager/$ref",
    ...both("User.ReadWrite.All", "Directory.ReadWrite.All"),
    ...least("User.ReadWrite.All"),
    source: api("user-post-manager"),
  },
  {
    method: "DELETE",
    path: "/users/{id}/manager/$ref",
    ...both("User.ReadWrite.All", "Directory.ReadWrite.All"),
    ...least("User.ReadWrite.All"),
    source: api("user-delete-manager"),
  },

  {
    method: "POST",
    path: "/users/{id}/changePassword",
    application: [],
    delegated: ["Directory.AccessAsUser.All"],
    leastDelegated: "Directory.AccessAsUser.All",
    source: api("user-changepassword"),
  },
  {
    method: "GET",
    path: "/directory/deletedItems/microsoft.graph.user",
    ...both(
      "User.Read.All",
      "User.ReadWrite.All",
      "User.DeleteRestore.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ),
    ...least("User.Read.All"),
    source: api("directory-deleteditems-list"),
  },
  {
    method: "GET",
    path: "/directory/deletedItems/microsoft.graph.application",
    ...both("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"),
    ...least("Application.Read.All"),
    source: api("directory-deleteditems-list"),
  },
  {
    method: "GET",
    path: "/directory/deletedItems/microsoft.graph.group",
    ...both("Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"),
    ...least("Group.Read.All"),
    source: api("directory-deleteditems-list"),
  },
  {
    method: "DELETE",
    path: "/directory/deletedItems/{id}",
    // By type: users, applications and service principals, groups.
    ...both(
      "User.DeleteRestore.All",
      "User.ReadWrite.All",
      "Application.ReadWrite.OwnedBy",
      "Application.ReadWrite.All",
      "Group.ReadWrite.All",
    ),
    ...least("User.DeleteRestore.All"),
    source: api("directory-deleteditems-delete"),
  },
  {
    method: "POST",
    path: "/directory/deletedItems/{id}/restore",
    ...both(
      "User.DeleteRestore.All",
      "User.ReadWrite.All",
      "Application.ReadWrite.OwnedBy",
      "Application.ReadWrite.All",
      "Group.ReadWrite.All",
    ),
    ...least("User.DeleteRestore.All"),
    source: api("directory-deleteditems-restore"),
  },

  // Groups and their members.
  { method: "POST", path: "/groups/{id}/members/$ref", ...groupMembers, source: api("group-post-members"), ...asUser },
  { method: "DELETE", path: "/groups/{id}/members/{id}", source: api("group-delete-members"), ...asUser },
  { method: "POST", path: "/groups", source: api("group-post-groups"), ...asUser },
  // "Allows the app to list groups, read basic properties, read and update the membership": its own description.
  {
    method: "GET",
    path: "/groups",
    add: both("GroupMember.ReadWrite.All"),
    ...least("GroupMember.Read.All"),
    source: api("group-list"),
  },
  {
    method: "GET",
    path: "/groups/{id}",
    add: both("GroupMember.ReadWrite.All"),
    ...least("GroupMember.Read.All"),
    source: api("group-get"),
  },
  { method: "GET", path: "/groups/{id}/members", ...least("GroupMember.Read.All"), source: api("group-list-members") },
  {
    method: "PATCH",
    path: "/groups/{id}",
    ...least("Group.ReadWrite.All"),
    // A PATCH with members@odata.bind adds members, for which this is enough.
    add: { application: ["GroupMember.ReadWrite.All"], delegated: ["GroupMember.ReadWrite.All"] },
    onlyFor: { "GroupMember.ReadWrite.All": ["members@odata.bind"] },
    source: api("group-post-members"),
  },
  { method: "POST", path: "/groups/{id}/owners/$ref", ...groupOwners, source: api("group-post-owners"), ...asUser },
  { method: "DELETE", path: "/groups/{id}/owners/{id}/$ref", ...groupOwners, source: api("group-delete-owners") },

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
    ...both("AppRoleAssignment.ReadWrite.All"),
    ...least("AppRoleAssignment.ReadWrite.All"),
    source: api("serviceprincipal-delete-approleassignedto"),
  },
  {
    method: "DELETE",
    path: "/servicePrincipals/{id}/appRoleAssignments/{id}",
    ...both("AppRoleAssignment.ReadWrite.All"),
    ...least("AppRoleAssignment.ReadWrite.All"),
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

  // Directory roles and administrative units.
  {
    method: "PATCH",
    path: "/organization/{id}",
    ...least("Organization.ReadWrite.All"),
    source: api("organization-update"),
  },
  {
    method: "POST",
    path: "/directoryRoles/{id}/members/$ref",
    ...both("RoleManagement.ReadWrite.Directory"),
    ...least("RoleManagement.ReadWrite.Directory"),
    source: api("directoryrole-post-members"),
  },
  {
    method: "DELETE",
    path: "/directoryRoles/{id}/members/{id}/$ref",
    ...both("RoleManagement.ReadWrite.Directory"),
    ...least("RoleManagement.ReadWrite.Directory"),
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
