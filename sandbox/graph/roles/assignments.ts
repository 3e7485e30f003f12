import type { Environment } from "../../operation";
import type { DirectoryRole, DirectoryRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, notFound } from "../errors";
import { newId, roleAssignmentId } from "../ids";
import { findEntry } from "../references";
import { isVisible, nowMs } from "../visibility";
import { roleFact } from "./show";

/** One store behind `/directoryRoles`, `/roleManagement/directory` and the scoped members of administrative units. */

export const wholeTenant = "/";

/** The activated role of a template; a role becomes active when it is first assigned, or on demand. */
export function activeRole(state: SandboxState, templateId: string): DirectoryRole | undefined {
  return state.directoryRoles.find((role) => role.roleTemplateId === templateId.toLowerCase());
}

export function activateRole(state: SandboxState, templateId: string, environment: Environment): DirectoryRole {
  const role = roleFact(state, templateId);
  if (!role) throw notFound(templateId);
  return (
    activeRole(state, role.templateId) ??
    state.directoryRoles.insert({
      id: newId(),
      createdMs: nowMs(environment),
      roleTemplateId: role.templateId,
      displayName: role.name,
      description: role.description,
    })
  );
}

/**
 * Assigns a directory role.
 *
 * @param roleId id of the role's definition (its template's)
 * @param scope `/`, or `/administrativeUnits/{id}`, or `/{object id}`
 */
export function assignRole(
  state: SandboxState,
  principalId: string,
  roleId: string,
  scope: string,
  environment: Environment,
): DirectoryRoleAssignment {
  const principal = findEntry(state, principalId);
  if (!principal || !isVisible(principal.object, environment)) throw notFound(principalId);
  if (!["user", "group", "servicePrincipal"].includes(principal.kind)) {
    throw badRequest("Only users, groups and service principals can be assigned to a directory role.", "principalId");
  }
  if (principal.kind === "group" && principal.object.properties.isAssignableToRole !== true) {
    throw badRequest(
      "The group cannot be assigned to a role: its property isAssignableToRole is not true.",
      "principalId",
    );
  }
  const role = roleFact(state, roleId);
  if (!role) throw notFound(roleId);
  checkScope(state, scope, environment);
  const id = roleAssignmentId(role.templateId, principal.object.id, scope);
  if (state.directoryRoleAssignments.get(id)) {
    throw badRequest(
      "A conflicting object with one or more of the specified property values is present in the directory.",
      "roleAssignments",
      "ConflictingObjects",
    );
  }
  activateRole(state, role.templateId, environment);
  return state.directoryRoleAssignments.insert({
    id,
    createdMs: nowMs(environment),
    principalId: principal.object.id,
    roleDefinitionId: role.templateId,
    directoryScopeId: scope,
  });
}

function checkScope(state: SandboxState, scope: string, environment: Environment): void {
  if (scope === wholeTenant) return;
  const unitId = /^\/administrativeUnits\/([^/]+)$/i.exec(scope)?.[1];
  const found = unitId ? state.administrativeUnits.get(unitId) : findEntry(state, scope.slice(1))?.object;
  if (!scope.startsWith("/") || !found || !isVisible(found, environment)) {
    throw badRequest(`The directory scope '${scope}' does not exist.`, "directoryScopeId");
  }
}

/** The scope in the form in which it is kept. */
export function canonicalScope(scope: string): string {
  const unitId = /^\/?(?:directory\/)?administrativeUnits\/([^/]+)$/i.exec(scope)?.[1];
  return unitId ? `/administrativeUnits/${unitId.toLowerCase()}` : scope;
}

export function findAssignment(state: SandboxState, id: string, environment: Environment): DirectoryRoleAssignment {
  const found = state.directoryRoleAssignments.get(id);
  if (!found || !isVisible(found, environment)) throw notFound(id);
  return found;
}
