import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { objectBody, optionalObject } from "../body";
import { armError, badRequestFormat, roleDefinitionDoesNotExist } from "../errors";
import { meetsField, parseFilter } from "../filter";
import { isGuid, withoutDashes } from "../guid";
import { atEveryScope } from "../operation";
import { page } from "../paging";
import { normalizeId, providerPartOf, sameId } from "../resourceId";
import {
  customRoleType,
  findRoleDefinition,
  type RoleDefinition,
  roleDefinitionIdAt,
  roleDefinitionsAt,
} from "../roleDefinitions";
import { type RolePermission, renderPermission } from "../rolePermission";
import { systemDataFor } from "../systemData";

const collection = "/providers/Microsoft.Authorization/roleDefinitions";
const item = `${collection}/:name`;

/** Role definitions: Azure's built-in ones, and custom ones. */
export const roleDefinitionOperations = [
  ...atEveryScope("GET", collection, list),
  ...atEveryScope("GET", item, read),
  ...atEveryScope("PUT", item, createOrUpdate),
  ...atEveryScope("DELETE", item, remove),
];

function list(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const scope = scopeOf(request);
  const filter = parseFilter(request.query.get("$filter"), ["rolename", "type", "atscopeandbelow"]);
  const found = roleDefinitionsAt(state, scope).filter(
    (role) => meetsField(filter, "rolename", role.roleName) && meetsField(filter, "type", role.type),
  );
  const rendered = found.map((role) => render(state, scope, role));
  return { status: 200, body: page(rendered, request, environment) };
}

function read(state: SandboxState, request: SandboxRequest): Reply {
  const name = request.params.name ?? "";
  const role = findRoleDefinition(state, name);
  if (!role) throw roleDefinitionDoesNotExist(name);
  return { status: 200, body: render(state, scopeOf(request), role) };
}

function createOrUpdate(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const name = request.params.name ?? "";
  if (!isGuid(name)) {
    throw armError(400, "InvalidRoleDefinitionId", `The role definition ID '${name}' is not valid.`);
  }
  const scope = scopeOf(request);
  const existing = findRoleDefinition(state, name);
  if (existing?.type === "BuiltInRole") {
    throw armError(
      403,
      "RoleDefinitionCannotBeModified",
      `The built-in role '${existing.roleName}' cannot be modified.`,
    );
  }
  const role = readBody(request, scope);
  const twin = roleDefinitionsAt(state, "/").find(
    (other) =>
      other.roleName.toLowerCase() === role.roleName.toLowerCase() && other.name.toLowerCase() !== name.toLowerCase(),
  );
  if (twin) {
    throw armError(
      409,
      "RoleDefinitionWithSameNameExists",
      `A custom role with the same name already exists in this directory. Use a different name. ` +
        `RoleDefinitionName: '${role.roleName}'. Existing role definition ID: '${withoutDashes(twin.name)}'.`,
    );
  }
  const id = roleDefinitionIdAt(scope, existing?.name ?? name);
  state.armResources.insert({
    id,
    type: customRoleType,
    name: existing?.name ?? name,
    location: null,
    tags: {},
    properties: { ...role },
    systemData: systemDataFor(state, request.caller, environment, state.armResources.get(id)?.systemData),
  });
  return { status: 201, body: render(state, scope, { ...role, name: existing?.name ?? name }) };
}

function remove(state: SandboxState, request: SandboxRequest): Reply {
  const scope = scopeOf(request);
  const role = findRoleDefinition(state, request.params.name ?? "");
  if (!role) return { status: 204 };
  const body = render(state, scope, role);
  if (role.type === "BuiltInRole") {
    throw armError(403, "RoleDefinitionCannotBeModified", `The built-in role '${role.roleName}' cannot be deleted.`);
  }
  const assigned = state.armRoleAssignments.find(
    (assignment) => findRoleDefinition(state, assignment.roleDefinitionId)?.name === role.name,
  );
  if (assigned) {
    throw armError(400, "RoleDefinitionHasAssignments", "There are existing role assignments referencing role.");
  }
  for (const resource of state.armResources.list()) {
    if (resource.type === customRoleType && resource.name === role.name) state.armResources.remove(resource.id);
  }
  return { status: 200, body };
}

/** The definition in the body; raises BadRequestFormat where a part is missing or of another kind. */
function readBody(request: SandboxRequest, scope: string): Omit<RoleDefinition, "name"> {
  const sent = optionalObject(objectBody(request.body).properties, "properties") ?? {};
  const { roleName, description, permissions, assignableScopes } = sent;
  if (typeof roleName !== "string" || roleName === "" || !Array.isArray(permissions)) throw badRequestFormat();
  const scopes =
    Array.isArray(assignableScopes) && assignableScopes.length > 0 ? assignableScopes.map(String) : [scope];
  if (scopes.some((each) => sameId(each, "/"))) {
    throw armError(400, "RoleDefinitionNotAssignableAtRoot", "A custom role cannot have '/' as an assignable scope.");
  }
  return {
    roleName,
    description: typeof description === "string" ? description : "",
    type: "CustomRole",
    permissions: permissions.map(readPermission),
    assignableScopes: scopes,
  };
}

function readPermission(permission: unknown): RolePermission {
  const sent = optionalObject(permission, "properties.permissions") ?? {};
  return {
    actions: texts(sent.actions),
    notActions: texts(sent.notActions),
    dataActions: texts(sent.dataActions),
    notDataActions: texts(sent.notDataActions),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function render(state: SandboxState, scope: string, { name, ...role }: RoleDefinition) {
  const kept = state.armResources.find((resource) => resource.type === customRoleType && resource.name === name);
  const { createdAt, lastModifiedAt } = (kept?.systemData ?? {}) as Record<string, unknown>;
  return {
    properties: {
      roleName: role.roleName,
      type: role.type,
      description: role.description,
      assignableScopes: role.assignableScopes,
      permissions: role.permissions.map(renderPermission),
      createdOn: createdAt ?? "2015-02-02T21:55:09.8806423Z",
      updatedOn: lastModifiedAt ?? "2024-01-25T16:05:44.0000000Z",
      createdBy: null,
      updatedBy: null,
    },
    id: roleDefinitionIdAt(scope, name),
    type: customRoleType,
    name,
  };
}

function scopeOf(request: SandboxRequest): string {
  return providerPartOf(request.path)?.scope ?? normalizeId("/");
}
