import type { SandboxState } from "./state";

/**
 * Template ids of the directory roles that a principal holds over the whole tenant, itself or through a group.
 * Assignments scoped to an administrative unit are left out, as in the claim `wids` of a real token.
 */
export function tenantWideRoles(state: SandboxState, principalId: string): string[] {
  const id = principalId.toLowerCase();
  const groups = state.groups.filter((group) => group.members.some((member) => member.toLowerCase() === id));
  const principals = new Set([id, ...groups.map((group) => group.id.toLowerCase())]);
  const held = state.directoryRoleAssignments
    .filter((role) => principals.has(role.principalId.toLowerCase()) && role.directoryScopeId === "/")
    .map((role) => role.roleDefinitionId);
  return [...new Set(held)];
}
