import { directoryRoleById, type DirectoryRole as RoleFact } from "../../../catalogue/directoryRoles";
import type { DirectoryRole, DirectoryRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import type { Body } from "../schema/body";

/** An activated role, as `/directoryRoles` shows it. */
export function showDirectoryRole(role: DirectoryRole): Body {
  const { id, description, displayName, roleTemplateId } = role;
  return { id, deletedDateTime: null, description, displayName, roleTemplateId };
}

export function showRoleTemplate({ templateId, description, name }: RoleFact): Body {
  return { id: templateId, deletedDateTime: null, description, displayName: name };
}

/** A built-in role, as `/roleManagement/directory/roleDefinitions` shows it. */
export function showRoleDefinition({ templateId, description, name, privileged }: RoleFact): Body {
  return {
    id: templateId,
    description,
    displayName: name,
    isBuiltIn: true,
    isEnabled: true,
    isPrivileged: privileged,
    resourceScopes: ["/"],
    templateId,
    version: "1",
    rolePermissions: [],
  };
}

export function showRoleAssignment({
  id,
  principalId,
  roleDefinitionId,
  directoryScopeId,
}: DirectoryRoleAssignment): Body {
  return { id, principalId, roleDefinitionId, directoryScopeId, appScopeId: null, condition: null };
}

/** The role that an id means: a template's, or that of an activated role. */
export function roleFact(state: SandboxState, id: string): RoleFact | undefined {
  return directoryRoleById(id) ?? directoryRoleById(state.directoryRoles.get(id)?.roleTemplateId ?? "");
}
