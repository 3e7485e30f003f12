import type { Clock } from "../clock";
import { ServiceError } from "../errors";
import { missingApplicationRoles } from "../graph/authorization/refusals";
import type { Operation, SandboxRequest } from "../operation";

/** An operation of one of the Defender APIs, with the permissions that allow it; one of them is enough. */
export interface DefenderOperation extends Operation {
  readonly application: readonly string[];
  readonly delegated: readonly string[];
}

/** The permission check of both Defender APIs. */
export function authorizeDefender(operation: Operation, request: SandboxRequest): void {
  const { application = [], delegated = [] } = operation as Partial<DefenderOperation>;
  const { caller } = request;
  if (caller.kind === "app") {
    if (application.some((role) => caller.roles.includes(role))) return;
    throw missingApplicationRoles(application, caller.roles);
  }
  if (delegated.some((scope) => caller.scopes.includes(scope))) return;
  throw new ServiceError(
    403,
    "Forbidden",
    `Missing scopes. API required scopes: ${delegated.join(",")}, token scopes: ${caller.scopes.join(",")}.`,
  );
}

/** The envelope of both Defender APIs. */
export function defenderErrorBody(error: ServiceError, requestId: string, _clock: Clock): unknown {
  return { error: { code: error.code, message: error.message, target: `|${requestId}.` } };
}
