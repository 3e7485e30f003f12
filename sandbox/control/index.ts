import type { Clock } from "../clock";
import type { FaultControl } from "../http/faults";
import type { Journal } from "../http/journal";
import type { Operation, ServiceDefinition } from "../operation";
import type { StateStore } from "../state/store";

export interface ControlParts {
  readonly store: StateStore;
  readonly faults: FaultControl;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** The sandbox's own endpoints, under `/_sandbox`. */
export function makeControlService(_parts: ControlParts): ServiceDefinition {
  const operations: Operation[] = [];
  return {
    service: "control",
    basePath: "/_sandbox",
    operations,
    errorBody: (error) => ({ error: { code: error.code, message: error.message } }),
  };
}
