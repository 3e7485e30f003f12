import type { Environment, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";
import { badRequest } from "./errors";
import { boundEntries, type DirectoryEntry } from "./references";
import type { Body } from "./schema/body";

/** Application permission that reaches only what the caller owns. */
export const ownedByPermission = "Application.ReadWrite.OwnedBy";

/** Who may own an application, a service principal or a group. */
export function checkOwner(entry: DirectoryEntry): string {
  if (entry.kind !== "user" && entry.kind !== "servicePrincipal") {
    throw badRequest(`The owner '${entry.object.id}' is neither a user nor a service principal.`, "owners");
  }
  return entry.object.id;
}

/**
 * The owners of a new object: those that the request binds, and its creator, where that is a person or an application that may
 * only manage what it owns.
 */
export function ownersOfNew(
  state: SandboxState,
  request: SandboxRequest,
  body: Body,
  environment: Environment,
): string[] {
  const bound = boundEntries(state, body, "owners", environment).map(checkOwner);
  const { caller } = request;
  const limited = caller.kind === "app" && caller.roles.includes(ownedByPermission);
  const creator = caller.kind === "user" || limited ? [caller.objectId] : [];
  return [...new Set([...bound, ...creator])];
}
