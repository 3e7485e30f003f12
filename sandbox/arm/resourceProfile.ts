import type { ArmResource } from "../state/entities";
import { automationAccountProfile } from "./automationAccount";
import type { JsonObject } from "./body";

/** What is particular to one resource type; every other type keeps the properties that it is sent. */
export interface ResourceProfile {
  /** In lower case. */
  readonly type: string;
  /** Raises an error of the type's own for a body or name that it does not take. */
  validate(name: string, body: JsonObject): void;
  /** `properties` after a PUT (`previous` is what it replaces) or a PATCH (`body` is then merged already). */
  properties(body: JsonObject, previous: ArmResource | undefined, now: Date): JsonObject;
  /** The type as the service spells it in its answers. */
  readonly shownType: string;
}

const profiles: readonly ResourceProfile[] = [automationAccountProfile];

export function profileOf(type: string): ResourceProfile | undefined {
  return profiles.find((profile) => profile.type === type.toLowerCase());
}
