import type { Environment, Operation, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";
import { clientOf, hasAnyAccess, may } from "./access";
import { apiVersionOf } from "./apiVersion";
import { authorizationFailed, invalidSubscriptionId, subscriptionNotFound } from "./errors";
import { isGuid } from "./guid";
import { type ArmOperation, withArmHeaders } from "./operation";
import { requirementOf } from "./requirement";
import { subscriptionOf } from "./resourceId";
import { settle } from "./settle";

/**
 * ARM's front door, in its order: api-version, subscription, access. What comes behind it (registration, existence) is
 * the operation's own. Also lets what was due by the clock happen, so that every request finds the state of its time.
 */
export function authorize(
  operation: Operation,
  request: SandboxRequest,
  state: SandboxState,
  environment: Environment,
): void {
  withArmHeaders(request, () => {
    settle(state, environment);
    apiVersionOf(request, environment.clock);
    requireSubscription(state, request.path);
    requireAccess(operation as ArmOperation, request, state);
  });
}

function requireSubscription(state: SandboxState, path: string): void {
  const id = subscriptionOf(path);
  if (id === undefined) return;
  if (!isGuid(id)) throw invalidSubscriptionId(id);
  if (!state.subscriptions.get(id)) throw subscriptionNotFound(id);
}

function requireAccess({ guard }: ArmOperation, request: SandboxRequest, state: SandboxState): void {
  if (guard === "token") return;
  const requirement = requirementOf(request.method, request.path);
  const allowed =
    may(state, request.caller, requirement) ||
    (guard === "visible" && hasAnyAccess(state, request.caller, requirement.scope));
  if (!allowed) throw authorizationFailed(clientOf(state, request.caller), requirement.action, requirement.scope);
}
