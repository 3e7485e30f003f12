import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { deletionTimeOf } from "../deletion";
import { armError } from "../errors";
import { deletedGroupId } from "../longRunning";
import { armOperation } from "../operation";

/** Polling of long-running operations: 202 with the same Location until they are done, then 200. */
export const operationResultOperations = [
  armOperation("GET", "/subscriptions/:subscriptionId/operationresults/:token", poll, "token"),
];

function poll(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const id = deletedGroupId(request.params.subscriptionId ?? "", request.params.token ?? "");
  if (id === undefined) {
    throw armError(404, "OperationNotFound", `The operation '${request.params.token}' could not be found.`);
  }
  const group = state.armResources.get(id);
  const isRunning = group !== undefined && deletionTimeOf(group) !== undefined;
  if (!isRunning) return { status: 200 };
  const location = `${environment.baseUrls.arm}${request.path}?${request.query}`;
  return { status: 202, headers: { location, "retry-after": "1" } };
}
