import type { Environment } from "../operation";
import type { SandboxState } from "../state/state";
import { finishDeletions } from "./deletion";
import { finishRegistrations } from "./registration";

/** Lets what takes time and is due by the clock come to its end. Nothing runs in the background: requests call this. */
export function settle(state: SandboxState, environment: Environment): void {
  finishDeletions(state, environment.clock.now());
  finishRegistrations(state, environment);
}
