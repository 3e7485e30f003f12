import { type DirectoryRoleName, directoryRoleById } from "../../../catalogue/directoryRoles";
import type { SandboxState } from "../../state/state";

/**
 * Names of the directory roles that a principal holds, itself or through a group, over the whole tenant.
 *
 * @param targetId an object: roles that are scoped to an administrative unit count where it is a member of that unit
 */
export function heldRoles(state: SandboxState, principalId: string, targetId?: string): DirectoryRoleName[] {
  const principals = new Set([
    principalId,
    ...state.groups.filter(({ members }) => members.includes(principalId)).map(({ id }) => id),
  ]);
  const names = state.directoryRoleAssignments
    .filter((assignment) => principals.has(assignment.principalId))
    .filter(({ directoryScopeId }) => covers(state, directoryScopeId, targetId))
    .flatMap(({ roleDefinitionId }) => directoryRoleById(roleDefinitionId)?.name ?? []);
  return [...new Set(names)];
}

function covers(state: SandboxState, scope: string, targetId: string | undefined): boolean {
  if (scope === "/") return true;
  const unitId = /^\/administrativeUnits\/(.+)$/i.exec(scope)?.[1];
  if (unitId === undefined || targetId === undefined) return false;
  return targetId === unitId || (state.administrativeUnits.get(unitId)?.members.includes(targetId) ?? false);
}
