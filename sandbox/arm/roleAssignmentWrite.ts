import type { Environment, SandboxRequest } from "../operation";
import type { ArmRoleAssignment } from "../state/entities";
import type { SandboxState } from "../state/state";
import { type JsonObject, objectBody, optionalObject } from "./body";
import { armError, badRequestFormat, roleDefinitionDoesNotExist } from "./errors";
import { isGuid, withoutDashes } from "./guid";
import { resolvePrincipalType } from "./principals";
import { covers, normalizeId, sameId, segmentsOf } from "./resourceId";
import { findRoleDefinition, type RoleDefinition, roleDefinitionIdAt } from "./roleDefinitions";
import { requireScope } from "./scopeExists";

/**
 * Creates a role assignment, or finds the same one again. Raises, in this order: InvalidRoleAssignmentId, BadRequestFormat,
 * InvalidRoleDefinitionId, ResourceGroupNotFound, RoleDefinitionDoesNotExist, RoleAssignmentUpdateNotPermitted, RoleAssignmentExists,
 * PrincipalNotFound and its kin.
 */
export function putRoleAssignment(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
  scope: string,
): { readonly assignment: ArmRoleAssignment; readonly isNew: boolean } {
  const name = request.params.name ?? "";
  if (!isGuid(name)) {
    throw armError(
      400,
      "InvalidRoleAssignmentId",
      `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
    );
  }
  const wanted = readBody(request.body);
  requireScope(state, scope);
  const role = requireRole(state, wanted.roleDefinitionId, scope);
  const roleDefinitionId = roleDefinitionIdAt(scope, role.name);
  const id = normalizeId(request.path);
  const previous = state.armRoleAssignments.get(id);
  requireSameTriple(state, { id, name, principalId: wanted.principalId, roleDefinitionId });
  if (!previous) requireNoTwin(state, { scope, principalId: wanted.principalId, roleDefinitionId });
  const principalType =
    previous?.principalType ?? resolvePrincipalType(state, environment, wanted.principalId, wanted.principalType);

  const now = environment.clock.now().toISOString();
  const assignment = state.armRoleAssignments.insert({
    id: previous?.id ?? id,
    name: previous?.name ?? name,
    scope: previous?.scope ?? scope,
    roleDefinitionId,
    principalId: wanted.principalId,
    principalType,
    properties: {
      condition: wanted.condition ?? null,
      conditionVersion: wanted.conditionVersion ?? (wanted.condition === undefined ? null : "2.0"),
      createdOn: previous?.properties.createdOn ?? now,
      updatedOn: now,
      createdBy: previous?.properties.createdBy ?? request.caller.objectId,
      updatedBy: request.caller.objectId,
      delegatedManagedIdentityResourceId: wanted.delegatedManagedIdentityResourceId ?? null,
      description: wanted.description ?? null,
    },
  });
  return { assignment, isNew: !previous };
}

interface Wanted {
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly principalType: string | undefined;
  readonly condition: string | undefined;
  readonly conditionVersion: string | undefined;
  readonly delegatedManagedIdentityResourceId: string | undefined;
  readonly description: string | undefined;
}

function readBody(body: unknown): Wanted {
  const sent = optionalObject(objectBody(body).properties, "properties") ?? {};
  const roleDefinitionId = text(sent, "roleDefinitionId");
  const principalId = text(sent, "principalId");
  if (roleDefinitionId === undefined || principalId === undefined) throw badRequestFormat();
  return {
    roleDefinitionId,
    principalId,
    principalType: text(sent, "principalType"),
    condition: text(sent, "condition"),
    conditionVersion: text(sent, "conditionVersion"),
    delegatedManagedIdentityResourceId: text(sent, "delegatedManagedIdentityResourceId"),
    description: text(sent, "description"),
  };
}

/** A text; undefined where it is absent, null or empty. Raises BadRequestFormat for another kind of value. */
function text(sent: JsonObject, name: string): string | undefined {
  const value = sent[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw badRequestFormat();
  return value;
}

function requireRole(state: SandboxState, roleDefinitionId: string, scope: string): RoleDefinition {
  const segments = segmentsOf(roleDefinitionId);
  const name = segments.at(-1) ?? "";
  if (segments.at(-2)?.toLowerCase() !== "roledefinitions") throw badRequestFormat();
  if (!isGuid(name)) throw armError(400, "InvalidRoleDefinitionId", `The role definition ID '${name}' is not valid.`);
  const role = findRoleDefinition(state, name);
  if (!role) throw roleDefinitionDoesNotExist(name);
  if (role.assignableScopes.some((each) => covers(each, scope))) return role;
  throw armError(
    400,
    "InvalidRoleAssignmentScope",
    `The role '${role.roleName}' cannot be assigned at scope '${scope}': its assignable scopes are '${role.assignableScopes.join("', '")}'.`,
  );
}

/** A role assignment's GUID is used once in a tenant, and what it assigns never changes. */
function requireSameTriple(
  state: SandboxState,
  wanted: { id: string; name: string; principalId: string; roleDefinitionId: string },
): void {
  const named = state.armRoleAssignments.find((each) => each.name.toLowerCase() === wanted.name.toLowerCase());
  if (!named) return;
  const isSame =
    sameId(named.id, wanted.id) &&
    named.principalId.toLowerCase() === wanted.principalId.toLowerCase() &&
    sameId(named.roleDefinitionId, wanted.roleDefinitionId);
  if (isSame) return;
  throw armError(
    400,
    "RoleAssignmentUpdateNotPermitted",
    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  );
}

function requireNoTwin(
  state: SandboxState,
  wanted: { scope: string; principalId: string; roleDefinitionId: string },
): void {
  const twin = state.armRoleAssignments.find(
    (each) =>
      sameId(each.scope, wanted.scope) &&
      each.principalId.toLowerCase() === wanted.principalId.toLowerCase() &&
      sameId(each.roleDefinitionId, wanted.roleDefinitionId),
  );
  if (!twin) return;
  throw armError(
    409,
    "RoleAssignmentExists",
    `The role assignment already exists. The ID of the existing role assignment is ${withoutDashes(twin.name)}.`,
  );
}
