import type { Environment, SandboxRequest } from "../../operation";
import type { DirectoryRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { findEntry } from "../references";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { activeRole, assignRole, findAssignment } from "../roles/assignments";
import { type Body, checkedProperties, isObject, objectBody } from "../schema/body";
import { scopedRoleMemberType } from "../schema/others";
import { find, isVisible } from "../visibility";

function show(assignment: DirectoryRoleAssignment, state: SandboxState): Body {
  const { id, principalId, roleDefinitionId, directoryScopeId } = assignment;
  const principal = findEntry(state, principalId);
  return {
    id,
    administrativeUnitId: directoryScopeId.split("/").at(-1),
    roleId: activeRole(state, roleDefinitionId)?.id ?? null,
    roleMemberInfo: {
      id: principalId,
      displayName: principal?.object.displayName ?? null,
      ...(principal?.kind === "user" ? { userPrincipalName: principal.object.userPrincipalName } : {}),
    },
  };
}

/** Directory roles that are held over one administrative unit. */
export function scopedRoleMemberOperations(path: string): GraphOperation[] {
  const view = (state: SandboxState): View<DirectoryRoleAssignment> => ({
    type: scopedRoleMemberType,
    set: "scopedRoleMemberships",
    show: (assignment) => show(assignment, state),
  });
  const scopeOf = (state: SandboxState, request: SandboxRequest, environment: Environment) =>
    `/administrativeUnits/${find(state.administrativeUnits, request.params.id ?? "", environment).id}`;
  const found = (state: SandboxState, request: SandboxRequest, environment: Environment) => {
    const scope = scopeOf(state, request, environment);
    const { memberId = "" } = request.params;
    const assignment = findAssignment(state, memberId, environment);
    if (assignment.directoryScopeId !== scope) throw notFound(memberId);
    return assignment;
  };
  return [
    operation("GET", `${path}/:id/scopedRoleMembers`, (state, request, environment) => {
      const scope = scopeOf(state, request, environment);
      const held = state.directoryRoleAssignments.filter(
        (one) => one.directoryScopeId === scope && isVisible(one, environment),
      );
      return listReply(held, view(state), request, environment);
    }),
    operation("POST", `${path}/:id/scopedRoleMembers`, (state, request, environment) => {
      const scope = scopeOf(state, request, environment);
      const { roleId, roleMemberInfo } = checkedProperties(scopedRoleMemberType, objectBody(request));
      const memberId = isObject(roleMemberInfo) ? roleMemberInfo.id : undefined;
      if (typeof roleId !== "string" || typeof memberId !== "string") {
        throw badRequest("Both roleId and roleMemberInfo.id are required.", "roleMemberInfo");
      }
      // The id of an activated role: that of its template is not known here.
      const role = find(state.directoryRoles, roleId, environment);
      const made = assignRole(state, memberId, role.roleTemplateId, scope, environment);
      return createdReply(made, view(state), request, environment);
    }),
    operation("GET", `${path}/:id/scopedRoleMembers/:memberId`, (state, request, environment) =>
      entityReply(found(state, request, environment), view(state), request, environment),
    ),
    operation("DELETE", `${path}/:id/scopedRoleMembers/:memberId`, (state, request, environment) => {
      state.directoryRoleAssignments.remove(found(state, request, environment).id);
      return noContent;
    }),
  ];
}
