/**
 * The actions of ServiceNow's Microsoft Entra ID Spoke (formerly Microsoft Azure Active Directory spoke), and the Microsoft Graph operations
 * that they call.
 *
 * Source of the names, and of what application permissions do not support: ServiceNow, "Microsoft Entra ID Spoke", table "Spoke actions"
 * (github.com/ServiceNow/ServiceNowDocs, integration-hub/microsoft-azure-ad-spoke.md of 2025-09-01). ServiceNow names permissions, not
 * operations; the operations are derived from what an action does. Where ServiceNow's list of permissions is older than Microsoft's,
 * Microsoft's data decides (Revoke User SignIn Sessions has an application permission today).
 */
import { type LeastPrivileges, leastPrivileged, type WantedOperation } from "./leastPrivilege";
import type { PermissionType } from "./permissionIndex";
import { didYouMean } from "./suggest";

interface Action {
  readonly operations: readonly WantedOperation[];
  /** Why it works only for a signed-in user. */
  readonly delegatedOnly?: string;
  /**
   * Delegated permission to use instead of the operations' least privileged one: where that is enough only for the signed-in user's own
   * data (`User.Read`), or where ServiceNow documents another.
   */
  readonly delegated?: string;
}

const call = (method: string, path: string, ...properties: string[]): WantedOperation =>
  properties.length > 0 ? { method, path, properties } : { method, path };
const does = (...operations: WantedOperation[]): Action => ({ operations });

/** Reading another user's profile: `User.Read` reads one's own, `User.ReadBasic.All` no account status. */
const readsUser: Action = { operations: [call("GET", "/users/{id}")], delegated: "User.Read.All" };
const readUsers = call("GET", "/users");
const readGroups = call("GET", "/groups");
const readMembers = call("GET", "/groups/{id}/members");
const addMember = call("POST", "/groups/{id}/members/$ref");
const removeMember = call("DELETE", "/groups/{id}/members/{id}/$ref");
const addOwner = call("POST", "/groups/{id}/owners/$ref");
const createGroup = call("POST", "/groups");
const assignLicense = call("POST", "/users/{id}/assignLicense");
const intuneAssignments = "/deviceAppManagement/mobileApps/{id}/assignments";
const passwordOfAnother =
  "ServiceNow documents it as not supported with application permissions: it acts with the directory role of the signed-in user";

export const spokeActions = {
  // User Management
  "Create User": does(call("POST", "/users")),
  "Update User": does(call("PATCH", "/users/{id}")),
  "Delete User": does(call("DELETE", "/users/{id}")),
  "Look up User": readsUser,
  "Look up Users Stream": does(readUsers),
  "Look up Users Stream by Directory": does(readUsers),
  "Look up Incremental Changes for Users Stream": does(call("GET", "/users/delta")),
  "Fetch Latest Delta Token for Users": does(call("GET", "/users/delta")),
  "Enable User": does(readUsers, call("PATCH", "/users/{id}", "accountEnabled")),
  "Disable User": does(readUsers, call("PATCH", "/users/{id}", "accountEnabled")),
  "Is User Enabled": readsUser,
  "Is User in Group": does(readMembers),
  "Does User owns Group": does(call("GET", "/groups/{id}/owners")),
  "Look up Direct Reports": { operations: [call("GET", "/users/{id}/directReports")], delegated: "User.Read.All" },
  "Revoke User SignIn Sessions": does(call("POST", "/users/{id}/revokeSignInSessions")),

  // Group Management
  "Add User to Group": does(addMember),
  "Add Users to Group": does(addMember),
  "Remove User from Group": does(removeMember),
  "Add Owner to Group": does(addOwner),
  "Add Owners to Group": does(addOwner),
  "Remove Owner from Group": does(call("DELETE", "/groups/{id}/owners/{id}/$ref")),
  "Create Security Group": does(createGroup),
  "Create Office 365 Group": does(createGroup),
  "Update Office 365 Group": does(call("PATCH", "/groups/{id}")),
  "Delete Group": does(call("DELETE", "/groups/{id}")),
  "Look up Group": does(readGroups),
  "Look up Groups Stream": does(readGroups),
  "Look up Groups Stream by Directory": does(readGroups),
  "Look up Group Members Stream": does(readMembers),
  "Look up Group Membership Stream": {
    operations: [call("GET", "/users/{id}/memberOf")],
    delegated: "GroupMember.Read.All",
  },
  "Look up Group Membership Stream by Directory": does(readMembers),
  "Look up Group Transitive Membership Stream": {
    operations: [call("GET", "/users/{id}/transitiveMemberOf")],
    delegated: "GroupMember.Read.All",
  },

  // License Management
  "Assign User License": does(assignLicense),
  "Remove User License": does(assignLicense),
  "Look up Subscribed SKU": does(call("GET", "/subscribedSkus/{id}")),
  "Look up Subscribed SKUs": does(call("GET", "/subscribedSkus")),

  // Password Management
  "Reset Password": {
    operations: [call("PATCH", "/users/{id}", "passwordProfile")],
    delegatedOnly: passwordOfAnother,
    delegated: "Directory.AccessAsUser.All",
  },
  "Change Password": {
    operations: [call("POST", "/users/{id}/changePassword")],
    delegatedOnly: passwordOfAnother,
    delegated: "Directory.AccessAsUser.All",
  },
  "Look up Password Expiration": readsUser,
  "Generate Random Password": does(),

  // Application, device, organization and service principal management, audit logs
  "Look up Applications Stream": does(call("GET", "/applications")),
  "Look up App Roles Assignments Stream": does(call("GET", "/users/{id}/appRoleAssignments")),
  "Revoke User Application Access": does(call("DELETE", "/users/{id}/appRoleAssignments/{id}")),
  "Create Application Assignment": does(call("POST", intuneAssignments)),
  "Delete Application Assignment": does(call("DELETE", `${intuneAssignments}/{id}`)),
  "Look up Application Assignments Stream": does(call("GET", intuneAssignments)),
  "Add Device to Group": does(addMember),
  "Add Devices to Group": does(addMember),
  "Remove Device from Group": does(removeMember),
  "Is Device in Group": does(readMembers, call("GET", "/devices")),
  "Look up Devices Stream": does(call("GET", "/devices")),
  "Look up Tenant": does(call("GET", "/organization")),
  "Look up App Role Assigned to Service Principal Stream": does(
    call("GET", "/servicePrincipals/{id}/appRoleAssignedTo"),
  ),
  "Look up Service Principals Stream": does(call("GET", "/servicePrincipals")),
  "Look up Sign Ins Stream": does(call("GET", "/auditLogs/signIns")),
} as const satisfies Record<string, Action>;

export type SpokeActionName = keyof typeof spokeActions;

/** Names that people use for actions, and that older versions of the spoke had. */
const otherNames: Readonly<Record<string, SpokeActionName>> = {
  "Create Group": "Create Security Group",
  "Update Group": "Update Office 365 Group",
  "Look up Group Members": "Look up Group Members Stream",
  "Look up Groups": "Look up Groups Stream",
  "Look up Users": "Look up Users Stream",
  "Assign License": "Assign User License",
  "Remove License": "Remove User License",
  "Reset User Password": "Reset Password",
  "Change User Password": "Change Password",
  "Add Member to Group": "Add User to Group",
  "Remove Member from Group": "Remove User from Group",
  "Revoke Sign In Sessions": "Revoke User SignIn Sessions",
  "Look up Devices": "Look up Devices Stream",
};

export const spokeActionNames = Object.keys(spokeActions) as readonly SpokeActionName[];

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/look ?up/g, "lookup")
    .replace(/[^a-z0-9]+/g, "");
const byPlainName = new Map<string, SpokeActionName>([
  ...Object.entries(otherNames).map(([other, name]): [string, SpokeActionName] => [plain(other), name]),
  ...spokeActionNames.map((name): [string, SpokeActionName] => [plain(name), name]),
]);

/** The spoke's own name of an action; letter case and spaces do not matter, and names in common use are understood. */
export function findSpokeAction(name: string): SpokeActionName | undefined {
  return byPlainName.get(plain(name));
}

/**
 * What is wrong with using an action with this type of permission, and which mode does support it; undefined when nothing is.
 *
 * @param type `application` for client credentials, `delegated` for a service account
 */
export function spokeActionProblem(name: string, type: PermissionType): string | undefined {
  const found = findSpokeAction(name);
  if (found === undefined) {
    const hint = didYouMean(name, [...spokeActionNames, ...Object.keys(otherNames)]);
    return `"${name}" is not an action of the Microsoft Entra ID Spoke that this catalogue knows.${hint}`;
  }
  const { operations, delegatedOnly }: Action = spokeActions[found];
  if (type === "application" && delegatedOnly !== undefined) {
    return `The action "${found}" cannot be used with application permissions: ${delegatedOnly}. Use mode serviceAccount for it.`;
  }
  const { impossible, unknown } = leastPrivileged(operations, type);
  const [refused] = [...impossible, ...unknown];
  if (refused === undefined) return undefined;
  const other = type === "application" ? "Use mode serviceAccount for it." : "Use mode application for it.";
  return `The action "${found}" cannot be used with ${type} permissions: none allows ${refused.method} ${refused.path}. ${other}`;
}

/** The operations that actions call, each once. Unknown names are left out: report them with `spokeActionProblem` first. */
export function operationsOfSpokeActions(names: readonly string[]): WantedOperation[] {
  return unique(known(names).flatMap(({ operations }) => operations));
}

/**
 * The least privileged Microsoft Graph permissions of one type with which a list of actions works. `impossible` has the operations of
 * actions that the type does not support; unknown names are left out.
 */
export function permissionsForSpokeActions(names: readonly string[], type: PermissionType): LeastPrivileges {
  const actions = known(names);
  const supported = actions.filter(({ delegatedOnly }) => type === "delegated" || delegatedOnly === undefined);
  const refused = actions.filter((action) => !supported.includes(action));
  const ruled = supported.filter(({ delegated }) => type === "delegated" && delegated !== undefined);
  const derived = supported.filter((action) => !ruled.includes(action));
  const result = leastPrivileged(unique(derived.flatMap(({ operations }) => operations)), type);
  const permissions = new Set([...result.permissions, ...ruled.flatMap(({ delegated }) => delegated ?? [])]);
  // Who may write may read.
  for (const name of permissions) {
    if (permissions.has(name.replace(".Read.", ".ReadWrite.")) && name.includes(".Read.")) permissions.delete(name);
  }
  return {
    permissions: [...permissions].sort(),
    impossible: unique([...result.impossible, ...refused.flatMap(({ operations }) => operations)]),
    unknown: result.unknown,
  };
}

function known(names: readonly string[]): Action[] {
  return names.flatMap((name) => {
    const found = findSpokeAction(name);
    return found === undefined ? [] : spokeActions[found];
  });
}

function unique(operations: readonly WantedOperation[]): WantedOperation[] {
  return [...new Map(operations.map((operation) => [JSON.stringify(operation), operation])).values()];
}
