import type { Caller, Environment } from "../operation";
import type { SandboxState } from "../state/state";
import { clientOf } from "./access";

interface SystemData {
  readonly createdBy: string;
  readonly createdByType: "Application" | "User";
  readonly createdAt: string;
  readonly lastModifiedBy: string;
  readonly lastModifiedByType: "Application" | "User";
  readonly lastModifiedAt: string;
}

/** Who made and last changed a resource, and when. */
export function systemDataFor(
  state: SandboxState,
  caller: Caller,
  environment: Environment,
  previous: unknown,
): SystemData {
  const by = clientOf(state, caller).name;
  const type = caller.kind === "user" ? "User" : "Application";
  const at = environment.clock.now().toISOString();
  const before = previous as SystemData | undefined;
  return {
    createdBy: before?.createdBy ?? by,
    createdByType: before?.createdByType ?? type,
    createdAt: before?.createdAt ?? at,
    lastModifiedBy: by,
    lastModifiedByType: type,
    lastModifiedAt: at,
  };
}
