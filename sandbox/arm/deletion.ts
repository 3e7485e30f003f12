import type { ArmResource } from "../state/entities";
import type { SandboxState } from "../state/state";
import { covers } from "./resourceId";

/** How long the deletion of a resource group takes by the sandbox's clock: long enough to be seen, short enough to wait for. */
const deletionMs = 500;

/** When a resource group that is being deleted will be gone, in milliseconds; undefined for any other. */
export function deletionTimeOf(resource: ArmResource): number | undefined {
  return typeof resource.deletedMs === "number" ? resource.deletedMs : undefined;
}

export function startDeletion(state: SandboxState, group: ArmResource, now: Date): void {
  if (deletionTimeOf(group) !== undefined) return;
  state.armResources.insert({
    ...group,
    deletedMs: now.getTime() + deletionMs,
    properties: { ...group.properties, provisioningState: "Deleting" },
  });
}

export function finishDeletions(state: SandboxState, now: Date): void {
  for (const resource of state.armResources.list()) {
    const time = deletionTimeOf(resource);
    if (time !== undefined && time <= now.getTime()) removeWithChildren(state, resource.id);
  }
}

/** Removes a resource or resource group, what lies in it, and the role assignments on any of them. */
export function removeWithChildren(state: SandboxState, id: string): void {
  for (const resource of state.armResources.list()) if (covers(id, resource.id)) state.armResources.remove(resource.id);
  for (const assignment of state.armRoleAssignments.list()) {
    if (covers(id, assignment.scope)) state.armRoleAssignments.remove(assignment.id);
  }
}
