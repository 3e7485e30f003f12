import type { Caller } from "../operation";
import type { ArmRoleAssignment } from "../state/entities";
import type { SandboxState } from "../state/state";
import { linkedAuthorizationFailed, type RefusedClient } from "./errors";
import type { Requirement } from "./requirement";
import { covers } from "./resourceId";
import { findRoleDefinition } from "./roleDefinitions";
import { permits, type RolePermission } from "./rolePermission";

/** The caller's object id and those of the groups that it is in, directly or through other groups. */
export function principalIdsOf(state: SandboxState, objectId: string): ReadonlySet<string> {
  const ids = new Set([objectId.toLowerCase()]);
  // A set may grow while it is walked: every group found is searched for in turn.
  for (const id of ids) {
    for (const group of state.groups.list()) {
      if (group.members.some((member) => member.toLowerCase() === id)) ids.add(group.id.toLowerCase());
    }
  }
  return ids;
}

/** Role assignments that give the caller something, anywhere. */
function assignmentsOf(state: SandboxState, caller: Caller): ArmRoleAssignment[] {
  const ids = principalIdsOf(state, caller.objectId);
  return state.armRoleAssignments.filter((assignment) => ids.has(assignment.principalId.toLowerCase()));
}

/** The permissions of every role that the caller holds at `scope` or above. */
export function permissionsAt(state: SandboxState, caller: Caller, scope: string): RolePermission[] {
  return assignmentsOf(state, caller)
    .filter((assignment) => covers(assignment.scope, scope))
    .flatMap((assignment) => findRoleDefinition(state, assignment.roleDefinitionId)?.permissions ?? []);
}

export function may(state: SandboxState, caller: Caller, { action, scope }: Requirement): boolean {
  return permits(permissionsAt(state, caller, scope), action);
}

/** True where the caller holds any role at `scope`, above it or below it. */
export function hasAnyAccess(state: SandboxState, caller: Caller, scope: string): boolean {
  return assignmentsOf(state, caller).some(
    (assignment) => covers(assignment.scope, scope) || covers(scope, assignment.scope),
  );
}

/** How refusals name the caller. */
export function clientOf(state: SandboxState, caller: Caller): RefusedClient {
  const user = caller.kind === "user" ? state.users.get(caller.objectId) : undefined;
  return { name: user?.userPrincipalName ?? caller.appId, objectId: caller.objectId };
}

/** Raises LinkedAuthorizationFailed where the request may be done, but not what it does to another resource. */
export function requireLinked(state: SandboxState, caller: Caller, allowed: Requirement, missing: Requirement): void {
  if (!may(state, caller, missing)) throw linkedAuthorizationFailed(clientOf(state, caller), allowed, missing);
}
