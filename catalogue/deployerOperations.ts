import type { ApplicationPermission } from "./permissionIndex";

/**
 * What deploying an integration asks of Microsoft Graph, and the application permissions that allow it, least privileged
 * first. An extract of `operations.ts`, which a test holds it to: the program reads it at every start, and the whole table
 * takes longer to load than the rest of the program.
 */
export interface DeployerOperation {
  readonly method: string;
  readonly path: string;
  /** One of these. */
  readonly application: readonly ApplicationPermission[];
  /** And one of these, where there are any. */
  readonly companions?: readonly ApplicationPermission[];
}

export const deployerOperations = {
  registerApplication: {
    method: "POST",
    path: "/applications",
    application: ["Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"],
  },
  consent: {
    method: "POST",
    path: "/servicePrincipals/{id}/appRoleAssignedTo",
    application: ["AppRoleAssignment.ReadWrite.All"],
    companions: [
      "Application.Read.All",
      "Application.ReadWrite.OwnedBy",
      "Application.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ],
  },
  createUser: { method: "POST", path: "/users", application: ["User.ReadWrite.All", "Directory.ReadWrite.All"] },
  assignDirectoryRole: {
    method: "POST",
    path: "/roleManagement/directory/roleAssignments",
    application: ["RoleManagement.ReadWrite.Directory"],
  },
  grantDelegatedPermissions: {
    method: "POST",
    path: "/oauth2PermissionGrants",
    application: ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
  },
} as const satisfies Record<string, DeployerOperation>;
