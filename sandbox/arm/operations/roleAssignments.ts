import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { ArmRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { principalIdsOf } from "../access";
import { armError } from "../errors";
import { parseFilter } from "../filter";
import { atEveryScope } from "../operation";
import { page } from "../paging";
import { covers, normalizeId, providerPartOf } from "../resourceId";
import { putRoleAssignment } from "../roleAssignmentWrite";
import { requireScope } from "../scopeExists";

const collection = "/providers/Microsoft.Authorization/roleAssignments";
const item = `${collection}/:name`;

/** Role assignments, at every scope. */
export const roleAssignmentOperations = [
  ...atEveryScope("GET", collection, list),
  ...atEveryScope("GET", item, read),
  ...atEveryScope("PUT", item, put),
  ...atEveryScope("DELETE", item, remove),
];

/** All assignments at, above and below the scope, unless `$filter` says less. */
function list(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const scope = scopeOf(request);
  requireScope(state, scope);
  const { equals, calls } = parseFilter(request.query.get("$filter"), ["principalid", "atscope", "assignedto"]);
  const principalId = equals.get("principalid")?.toLowerCase();
  const assignedTo = calls.get("assignedto");
  const holders = assignedTo === undefined ? undefined : principalIdsOf(state, assignedTo);
  const found = state.armRoleAssignments.filter(
    (assignment) =>
      (covers(assignment.scope, scope) || (!calls.has("atscope") && covers(scope, assignment.scope))) &&
      (principalId === undefined || assignment.principalId.toLowerCase() === principalId) &&
      (holders === undefined || holders.has(assignment.principalId.toLowerCase())),
  );
  return { status: 200, body: page(found.map(render), request, environment) };
}

function read(state: SandboxState, request: SandboxRequest): Reply {
  const assignment = state.armRoleAssignments.get(normalizeId(request.path));
  if (!assignment) {
    requireScope(state, scopeOf(request));
    throw armError(404, "RoleAssignmentNotFound", `The role assignment '${request.params.name}' is not found.`);
  }
  return { status: 200, body: render(assignment) };
}

function put(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const { assignment, isNew } = putRoleAssignment(state, request, environment, scopeOf(request));
  return { status: isNew ? 201 : 200, body: render(assignment) };
}

/** 200 with what was removed; 204 where there was nothing. */
function remove(state: SandboxState, request: SandboxRequest): Reply {
  const assignment = state.armRoleAssignments.get(normalizeId(request.path));
  if (!assignment) return { status: 204 };
  state.armRoleAssignments.remove(assignment.id);
  return { status: 200, body: render(assignment) };
}

function scopeOf(request: SandboxRequest): string {
  return providerPartOf(request.path)?.scope ?? "/";
}

function render({ id, name, scope, roleDefinitionId, principalId, principalType, properties }: ArmRoleAssignment) {
  return {
    properties: { roleDefinitionId, principalId, principalType, scope, ...properties },
    id,
    type: "Microsoft.Authorization/roleAssignments",
    name,
  };
}
