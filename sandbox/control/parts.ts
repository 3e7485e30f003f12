import type { Clock } from "../clock";
import type { FaultControl } from "../http/faults";
import type { Journal } from "../http/journal";
import type { StateDocument } from "../state/state";
import type { StateStore } from "../state/store";

/** What the control endpoints act on. */
export interface ControlParts {
  readonly store: StateStore;
  readonly faults: FaultControl;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Makes the state of a fresh tenant. */
  readonly seed: () => StateDocument;
}
