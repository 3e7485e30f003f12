import { directoryRoleById, directoryRoles, type DirectoryRole as RoleFact } from "../../../catalogue/directoryRoles";
import type { Environment, SandboxRequest } from "../../operation";
import type { DirectoryRole } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { mixedReply } from "../directory/membership";
import { entriesOf, showRelated } from "../directory/show";
import { badRequest, notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { alreadyReferenced, referencedEntry } from "../references";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { checkedProperties, objectBody } from "../schema/body";
import { directoryRoleTemplateType, directoryRoleType } from "../schema/others";
import { find, visibleItems } from "../visibility";
import { activateRole, activeRole, assignRole, wholeTenant } from "./assignments";
import { showDirectoryRole, showRoleTemplate } from "./show";

type Template = RoleFact & { readonly id: string };

const templates: readonly Template[] = directoryRoles.map((role) => ({ ...role, id: role.templateId }));

const templateView: View<Template> = {
  type: directoryRoleTemplateType,
  set: "directoryRoleTemplates",
  show: showRoleTemplate,
};

function roleView(state: SandboxState): View<DirectoryRole> {
  return {
    type: directoryRoleType,
    set: "directoryRoles",
    show: showDirectoryRole,
    expand: (role, name) => (name === "members" ? showRelated(membersOf(state, role), state) : undefined),
  };
}

/** Object ids of those who hold the role over the whole tenant. */
function membersOf(state: SandboxState, role: DirectoryRole): string[] {
  return state.directoryRoleAssignments
    .filter((one) => one.roleDefinitionId === role.roleTemplateId && one.directoryScopeId === wholeTenant)
    .map(({ principalId }) => principalId);
}

/** `/directoryRoles/{id}` or `/directoryRoles(roleTemplateId='{id}')`. */
function findRole(state: SandboxState, request: SandboxRequest, environment: Environment): DirectoryRole {
  const { id = "" } = request.params;
  const templateId = /^roleTemplateId='(.*)'$/i.exec(id)?.[1];
  if (templateId === undefined) return find(state.directoryRoles, id, environment);
  const found = activeRole(state, templateId);
  if (!found) throw notFound(templateId);
  return found;
}

export const directoryRoleOperations: readonly GraphOperation[] = [
  operation("GET", "/directoryRoleTemplates", (_state, request, environment) =>
    listReply(templates, templateView, request, environment),
  ),
  operation("GET", "/directoryRoleTemplates/:id", (_state, request, environment) => {
    const { id = "" } = request.params;
    const found = directoryRoleById(id);
    if (!found) throw notFound(id);
    return entityReply({ ...found, id: found.templateId }, templateView, request, environment);
  }),
  operation("GET", "/directoryRoles", (state, request, environment) =>
    listReply(visibleItems(state.directoryRoles, environment), roleView(state), request, environment),
  ),
  operation("POST", "/directoryRoles", (state, request, environment) => {
    const { roleTemplateId } = checkedProperties(directoryRoleType, objectBody(request));
    if (typeof roleTemplateId !== "string") {
      throw badRequest(
        "A value is required for property 'roleTemplateId' of resource 'DirectoryRole'.",
        "roleTemplateId",
      );
    }
    if (activeRole(state, roleTemplateId)) {
      throw badRequest(
        "A conflicting object with one or more of the specified property values is present in the directory.",
        "roleTemplateId",
        "ConflictingObjects",
      );
    }
    return createdReply(activateRole(state, roleTemplateId, environment), roleView(state), request, environment);
  }),
  operation("GET", "/directoryRoles/:id", (state, request, environment) =>
    entityReply(findRole(state, request, environment), roleView(state), request, environment),
  ),
  operation("GET", "/directoryRoles/:id/members", (state, request, environment) => {
    const ids = membersOf(state, findRole(state, request, environment));
    return mixedReply(entriesOf(ids, state), state, request, environment);
  }),
  operation("POST", "/directoryRoles/:id/members/$ref", (state, request, environment) => {
    const role = findRole(state, request, environment);
    const { object } = referencedEntry(state, request, environment);
    if (membersOf(state, role).includes(object.id)) throw alreadyReferenced("members");
    assignRole(state, object.id, role.roleTemplateId, wholeTenant, environment);
    return noContent;
  }),
  operation("DELETE", "/directoryRoles/:id/members/:memberId/$ref", (state, request, environment) => {
    const role = findRole(state, request, environment);
    const wanted = request.params.memberId ?? "";
    const held = state.directoryRoleAssignments.find(
      (one) =>
        one.principalId === wanted.toLowerCase() &&
        one.roleDefinitionId === role.roleTemplateId &&
        one.directoryScopeId === wholeTenant,
    );
    if (!held) throw notFound(wanted);
    state.directoryRoleAssignments.remove(held.id);
    return noContent;
  }),
];
