/** Corrections to the generated operations on users and groups. */
import { api, both, least, type OperationCorrection } from "./operationCorrection";

const groupMembers = {
  ...both("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("GroupMember.ReadWrite.All"),
};
const groupOwners = {
  ...both("Group.ReadWrite.All", "Directory.ReadWrite.All"),
  ...least("Group.ReadWrite.All"),
};
/** As the signed-in user: what the user's directory roles allow. Documented, and absent from the data for most operations. */
const asUser = { add: { delegated: ["Directory.AccessAsUser.All"] } };
/** By the type of the item: users, applications and service principals, groups. */
const deletedItem = {
  ...both(
    "User.DeleteRestore.All",
    "User.ReadWrite.All",
    "Application.ReadWrite.OwnedBy",
    "Application.ReadWrite.All",
    "Group.ReadWrite.All",
  ),
  ...least("User.DeleteRestore.All"),
};

export const userOperations: readonly OperationCorrection[] = [
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
    ...deletedItem,
    source: api("directory-deleteditems-delete"),
  },
  {
    method: "POST",
    path: "/directory/deletedItems/{id}/restore",
    ...deletedItem,
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
];
