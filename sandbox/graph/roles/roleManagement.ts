import { directoryRoles, type DirectoryRole as RoleFact } from "../../../catalogue/directoryRoles";
import type { DirectoryRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { showRelated } from "../directory/show";
import { badRequest, notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { checkedProperties, objectBody } from "../schema/body";
import { roleAssignmentType, roleDefinitionType } from "../schema/others";
import { visibleItems } from "../visibility";
import { assignRole, canonicalScope, findAssignment, wholeTenant } from "./assignments";
import { roleFact, showRoleAssignment, showRoleDefinition } from "./show";

type Definition = RoleFact & { readonly id: string };

const definitions: readonly Definition[] = directoryRoles.map((role) => ({ ...role, id: role.templateId }));

const definitionView: View<Definition> = {
  type: roleDefinitionType,
  set: "roleManagement/directory/roleDefinitions",
  show: showRoleDefinition,
  expand: (_role, name) => (name === "inheritsPermissionsFrom" ? [] : undefined),
};

function assignmentView(state: SandboxState): View<DirectoryRoleAssignment> {
  return {
    type: roleAssignmentType,
    set: "roleManagement/directory/roleAssignments",
    show: showRoleAssignment,
    expand(assignment, name) {
      if (name === "principal") return showRelated([assignment.principalId], state)[0] ?? null;
      const role = name === "roleDefinition" ? roleFact(state, assignment.roleDefinitionId) : undefined;
      return role && showRoleDefinition(role);
    },
  };
}

const assignments = "/roleManagement/directory/roleAssignments";
const roleDefinitions = "/roleManagement/directory/roleDefinitions";

export const roleManagementOperations: readonly GraphOperation[] = [
  operation("GET", roleDefinitions, (_state, request, environment) =>
    listReply(definitions, definitionView, request, environment),
  ),
  operation("GET", `${roleDefinitions}/:id`, (state, request, environment) => {
    const { id = "" } = request.params;
    const found = roleFact(state, id);
    if (!found) throw notFound(id);
    return entityReply({ ...found, id: found.templateId }, definitionView, request, environment);
  }),
  operation("GET", assignments, (state, request, environment) =>
    listReply(visibleItems(state.directoryRoleAssignments, environment), assignmentView(state), request, environment),
  ),
  operation("POST", assignments, (state, request, environment) => {
    const given = checkedProperties(roleAssignmentType, objectBody(request));
    const { principalId, roleDefinitionId, directoryScopeId, appScopeId } = given;
    for (const [name, value] of Object.entries({ principalId, roleDefinitionId })) {
      if (typeof value !== "string") {
        throw badRequest(`A value is required for property '${name}' of resource 'UnifiedRoleAssignment'.`, name);
      }
    }
    if (typeof directoryScopeId !== "string" && typeof appScopeId !== "string") {
      throw badRequest(
        "Exactly one of the properties directoryScopeId and appScopeId must be specified.",
        "directoryScopeId",
      );
    }
    const scope = typeof directoryScopeId === "string" ? canonicalScope(directoryScopeId) : wholeTenant;
    const made = assignRole(state, String(principalId), String(roleDefinitionId), scope, environment);
    return createdReply(made, assignmentView(state), request, environment);
  }),
  operation("GET", `${assignments}/:id`, (state, request, environment) =>
    entityReply(
      findAssignment(state, request.params.id ?? "", environment),
      assignmentView(state),
      request,
      environment,
    ),
  ),
  operation("DELETE", `${assignments}/:id`, (state, request, environment) => {
    state.directoryRoleAssignments.remove(findAssignment(state, request.params.id ?? "", environment).id);
    return noContent;
  }),
];
