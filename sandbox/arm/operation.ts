import { ServiceError } from "../errors";
import type { Environment, Method, Operation, Reply, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";

/**
 * How the access to an operation is decided: `action` needs the action of the request over the scope of its path;
 * `visible` only some access there or below (the operation shows what the caller may see); `token` a valid token.
 */
type Guard = "action" | "visible" | "token";

export interface ArmOperation extends Operation {
  readonly guard: Guard;
}

type Run = (state: SandboxState, request: SandboxRequest, environment: Environment) => Reply;

/** One operation of Azure Resource Manager. Replies and refusals get ARM's headers. */
export function armOperation(method: Method, path: string, run: Run, guard: Guard = "action"): ArmOperation {
  return {
    service: "arm",
    method,
    path,
    guard,
    run(state, request, environment) {
      const reply = withArmHeaders(request, () => run(state, request, environment));
      return { ...reply, headers: { ...remainingCalls(request.method), ...reply.headers } };
    },
  };
}

/** Where extensions of ARM such as role assignments are served: the tenant, its management group, subscriptions, and below. */
const scopePatterns = [
  "",
  "/providers/Microsoft.Management/managementGroups/:managementGroup",
  "/subscriptions/:subscriptionId",
  "/subscriptions/:subscriptionId/resourceGroups/:resourceGroup",
  ...resourcePatterns("/subscriptions/:subscriptionId/resourceGroups/:resourceGroup"),
];

/** The same operation at every scope: `path` begins behind the scope, e.g. `/providers/Microsoft.Authorization/roleAssignments`. */
export function atEveryScope(method: Method, path: string, run: Run, guard: Guard = "action"): ArmOperation[] {
  return scopePatterns.map((scope) => armOperation(method, `${scope}${path}`, run, guard));
}

/** Ids of resources in `parent`, up to two levels of child resources. */
export function resourcePatterns(parent: string): string[] {
  const top = `${parent}/providers/:namespace/:type/:name`;
  return [top, `${top}/:type2/:name2`, `${top}/:type2/:name2/:type3/:name3`];
}

/** Runs `action`; a refusal gets the headers that ARM sends with it. */
export function withArmHeaders<T>(request: SandboxRequest, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.status, error.code, error.message, {
      headers: { ...remainingCalls(request.method), ...error.headers },
      ...(error.details ? { details: error.details } : {}),
    });
  }
}

/** What is left of the caller's hourly budget; the sandbox never takes from it. */
function remainingCalls(method: Method): Record<string, string> {
  if (method === "GET" || method === "HEAD") return { "x-ms-ratelimit-remaining-subscription-reads": "11999" };
  if (method === "DELETE") return { "x-ms-ratelimit-remaining-subscription-deletes": "14999" };
  return { "x-ms-ratelimit-remaining-subscription-writes": "1199" };
}
