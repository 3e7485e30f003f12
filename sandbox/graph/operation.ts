import type { Method, Operation, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";

/** An operation of Microsoft Graph. */
export interface GraphOperation extends Operation {
  /** As `permissionsOf`, where it depends on the object that is called, e.g. a deleted item. */
  permissionsFor?(state: SandboxState, request: SandboxRequest): string | undefined;
}

type Extra = Partial<Pick<GraphOperation, "versions" | "permissionsOf" | "access" | "permissionsFor">>;

/** @param path as in `Operation.path`: `/applications/:id` */
export function operation(method: Method, path: string, run: Operation["run"], extra: Extra = {}): GraphOperation {
  return { service: "graph", method, path, run, ...extra };
}
