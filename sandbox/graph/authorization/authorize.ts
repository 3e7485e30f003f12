import { rolesThatAllow } from "../../../catalogue/directoryRoles";
import {
  type GraphOperation as CatalogueOperation,
  findOperation,
  operationAllowed,
} from "../../../catalogue/operations";
import type { Environment, Operation, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { badQuery } from "../errors";
import type { GraphOperation } from "../operation";
import { ownedByPermission } from "../ownership";
import { isObject } from "../schema/body";
import { checkFurther, type Right } from "./further";
import { heldRoles } from "./heldRoles";
import { refusal } from "./refusals";
import { owns, targetOf } from "./target";

/**
 * Decides as Microsoft Graph does. An application needs an application permission in its token, or a directory role. A user needs a
 * delegated permission in the token *and* a directory role that allows the operation, where the operation takes one: the intersection.
 *
 * @throws the 403 of the service
 */
export function authorize(
  operation: Operation,
  request: SandboxRequest,
  state: SandboxState,
  environment: Environment,
): void {
  if (operation.access !== undefined) return;
  if (request.caller.kind === "app" && /^\/me(\/|$)/i.test(request.path)) {
    throw badQuery("/me request is only valid with delegated authentication flow.");
  }
  const required = requirementOf(operation, request, state);
  const right =
    request.caller.kind === "app" ? rightOfApp(required, request, state) : rightOfUser(required, request, state);
  if (!right) throw refusal(request, required);
  checkFurther(right, request, state, environment);
}

/** The operation of the catalogue whose permissions apply. */
export function requirementOf(
  operation: GraphOperation,
  request: SandboxRequest,
  state: SandboxState,
): CatalogueOperation {
  const own = `${operation.method} ${operation.path.replace(/:(\w+)\*?/g, "{$1}")}`;
  const name = operation.permissionsFor?.(state, request) ?? operation.permissionsOf ?? own;
  const [method = "", path = ""] = name.split(" ");
  const found = findOperation(method, path);
  if (!found) throw new Error(`The catalogue does not know the permissions of ${name}.`);
  return /^\/security\/alerts_v2/i.test(path) ? withIncidents(found) : found;
}

/** Whoever may read incidents may read their alerts: the refusal of alerts_v2 lists these roles. */
function withIncidents(operation: CatalogueOperation): CatalogueOperation {
  const add = (names: readonly string[]) => {
    const more = names.map((name) => name.replace("SecurityAlert", "SecurityIncident"));
    return [...new Set([...names, ...more])];
  };
  return { ...operation, application: add(operation.application), delegated: add(operation.delegated) };
}

function rightOfApp(required: CatalogueOperation, request: SandboxRequest, state: SandboxState): Right | undefined {
  const { roles, objectId } = request.caller;
  const properties = changedProperties(request);
  const target = targetOf(request, state);
  if (operationAllowed(required, "application", roles, properties)) {
    const broader = roles.filter((role) => role !== ownedByPermission);
    const ownedOnly =
      required.application.includes(ownedByPermission) &&
      !operationAllowed(required, "application", broader, properties);
    if (!ownedOnly) return { by: "permission" };
    // Reading is not limited to what the caller owns, and a new object belongs to its maker.
    if (request.method === "GET" || target === undefined || owns(objectId, target, state)) {
      return { by: "permission", ownedOnly: true };
    }
  }
  const held = heldRoles(state, objectId, target?.object.id);
  const allowed = rolesThatAllow(required.method, required.path, properties);
  if (allowed === undefined) return held.length > 0 ? { by: "role", roles: held } : undefined;
  return held.some((role) => allowed.includes(role)) ? { by: "role", roles: held } : undefined;
}

function rightOfUser(required: CatalogueOperation, request: SandboxRequest, state: SandboxState): Right | undefined {
  const { scopes, objectId } = request.caller;
  const properties = changedProperties(request);
  const target = targetOf(request, state);
  const self = target?.kind === "user" && target.object.id === objectId;
  const granted = self ? [...scopes, ...scopesOnSelf(scopes, request)] : scopes;
  if (!operationAllowed(required, "delegated", granted, properties)) return undefined;

  const held = heldRoles(state, objectId, target?.object.id);
  const allowed = rolesThatAllow(required.method, required.path, properties);
  if (allowed === undefined) return { by: "role", roles: held };
  if (held.some((role) => allowed.includes(role))) return { by: "role", roles: held };
  if (owns(objectId, target, state) && !/approleassign/i.test(required.path)) return { by: "owner", roles: held };
  if (self && request.method === "PATCH" && properties?.every((name) => !protectedFromSelf.includes(name))) {
    return { by: "self", roles: held };
  }
  return undefined;
}

/** A user's permission on the own account stands for the wider one on it. */
function scopesOnSelf(scopes: readonly string[], request: SandboxRequest): string[] {
  if (request.method !== "PATCH" && request.method !== "GET") return [];
  return [
    ...(scopes.includes("User.ReadWrite") ? ["User.ReadWrite.All"] : []),
    ...(scopes.includes("User.Read") && request.method === "GET" ? ["User.Read.All"] : []),
  ];
}

/** What people may not change of their own account. */
const protectedFromSelf = [
  "accountEnabled",
  "userPrincipalName",
  "usageLocation",
  "passwordProfile",
  "mailNickname",
  "userType",
];

function changedProperties(request: SandboxRequest): string[] | undefined {
  return request.method === "PATCH" && isObject(request.body) ? Object.keys(request.body) : undefined;
}
