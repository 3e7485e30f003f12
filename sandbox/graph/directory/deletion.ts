import type { Environment } from "../../operation";
import type { DeletedItem, DirectoryObject } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { inheritLicences } from "../licences/groups";
import type { DirectoryEntry } from "../references";
import { timestamp } from "../visibility";

type Deletable = Exclude<DirectoryEntry, { kind: "directoryRole" }>;

/**
 * Deletes an object as Entra ID does: it moves to the deleted items, and with it go its consents, memberships, ownerships and roles.
 * An application takes its service principal along.
 */
export function deleteEntry(state: SandboxState, entry: Deletable, environment: Environment): void {
  const { id } = entry.object;
  if (entry.kind === "application") {
    const principal = state.servicePrincipals.find(
      ({ appId, appOwnerOrganizationId }) => appId === entry.object.appId && appOwnerOrganizationId === state.tenantId,
    );
    if (principal) deleteEntry(state, { kind: "servicePrincipal", object: principal }, environment);
  }
  const item: DeletedItem = {
    id,
    kind: entry.kind,
    deletedDateTime: timestamp(environment),
    object: entry.object,
    appRoleAssignments: state.appRoleAssignments.filter((one) => concerns(id, one.principalId, one.resourceId)),
    oauth2PermissionGrants: state.oauth2PermissionGrants.filter((one) =>
      concerns(id, one.clientId, one.resourceId, one.principalId),
    ),
    memberOf: [
      ...state.groups.filter(({ members }) => members.includes(id)),
      ...state.administrativeUnits.filter(({ members }) => members.includes(id)),
    ].map((container) => container.id),
  };
  removeReferences(state, item);
  collectionOf(state, entry.kind).remove(id);
  state.deletedItems.insert(item);
  inheritLicences(state, environment);
}

/** Brings a deleted object back, with the consents and memberships whose other side still exists. */
export function restoreItem(state: SandboxState, item: DeletedItem, environment: Environment): DirectoryObject {
  const object = { ...item.object, createdMs: environment.clock.now().getTime() };
  collectionOf(state, item.kind).insert(object as never);
  state.deletedItems.remove(item.id);
  for (const assignment of item.appRoleAssignments) {
    if (exists(state, assignment.principalId, assignment.resourceId)) state.appRoleAssignments.insert(assignment);
  }
  for (const grant of item.oauth2PermissionGrants) {
    if (exists(state, grant.clientId, grant.resourceId)) state.oauth2PermissionGrants.insert(grant);
  }
  for (const containerId of item.memberOf) {
    for (const collection of [state.groups, state.administrativeUnits]) {
      const container = collection.get(containerId);
      if (container) collection.update(containerId, { members: [...container.members, item.id] });
    }
  }
  inheritLicences(state, environment);
  if (item.kind === "application") restorePrincipalOf(state, item, environment);
  return object;
}

function restorePrincipalOf(state: SandboxState, item: DeletedItem, environment: Environment): void {
  const { appId } = item.object as DirectoryObject & { appId?: string };
  const principal = state.deletedItems.find(
    ({ kind, object }) => kind === "servicePrincipal" && (object as { appId?: string }).appId === appId,
  );
  if (principal) restoreItem(state, principal, environment);
}

function removeReferences(state: SandboxState, item: DeletedItem): void {
  const { id } = item;
  if (item.kind === "application" || item.kind === "servicePrincipal") {
    const { appId } = item.object as DirectoryObject & { appId?: string };
    for (const use of state.credentialUses.filter((one) => one.appId === appId)) state.credentialUses.remove(use.id);
  }
  for (const assignment of item.appRoleAssignments) state.appRoleAssignments.remove(assignment.id);
  for (const grant of item.oauth2PermissionGrants) state.oauth2PermissionGrants.remove(grant.id);
  for (const { id: groupId, members, owners } of state.groups.list()) {
    if (members.includes(id) || owners.includes(id)) {
      state.groups.update(groupId, { members: except(members, id), owners: except(owners, id) });
    }
  }
  for (const { id: unitId, members } of state.administrativeUnits.list()) {
    if (members.includes(id)) state.administrativeUnits.update(unitId, { members: except(members, id) });
  }
  for (const { id: ownedId, owners } of state.applications.list()) {
    if (owners.includes(id)) state.applications.update(ownedId, { owners: except(owners, id) });
  }
  for (const { id: ownedId, owners } of state.servicePrincipals.list()) {
    if (owners.includes(id)) state.servicePrincipals.update(ownedId, { owners: except(owners, id) });
  }
  for (const { id: assignmentId, principalId, directoryScopeId } of state.directoryRoleAssignments.list()) {
    if (principalId === id || directoryScopeId === `/administrativeUnits/${id}`) {
      state.directoryRoleAssignments.remove(assignmentId);
    }
  }
  for (const user of state.users.list()) {
    if (user.properties.managerId !== id) continue;
    const { managerId: _gone, ...properties } = user.properties;
    state.users.update(user.id, { properties });
  }
}

function collectionOf(state: SandboxState, kind: DeletedItem["kind"]) {
  switch (kind) {
    case "application":
      return state.applications;
    case "servicePrincipal":
      return state.servicePrincipals;
    case "user":
      return state.users;
    case "group":
      return state.groups;
    case "administrativeUnit":
      return state.administrativeUnits;
  }
}

function exists(state: SandboxState, ...ids: readonly string[]): boolean {
  return ids.every((id) => state.servicePrincipals.get(id) ?? state.users.get(id) ?? state.groups.get(id));
}

function concerns(id: string, ...ids: readonly (string | null)[]): boolean {
  return ids.includes(id);
}

function except(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}
