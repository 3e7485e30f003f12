import type { Environment } from "../../operation";
import type { Group } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { find } from "../visibility";

export function findGroup(state: SandboxState, key: string, environment: Environment): Group {
  return find(state.groups, key, environment);
}
