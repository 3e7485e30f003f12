/** Names under which people know operations of Microsoft Graph: those of the actions of products that call them. */
import type { WantedOperation } from "./leastPrivilege";
import { spokeActions } from "./servicenowActions";

export interface NamedOperation extends WantedOperation {
  /** As the product calls the action, e.g. `Create User`. */
  readonly name: string;
}

/** Every operation of every action; one that several actions call is there under each of their names. */
export const namedOperations: readonly NamedOperation[] = Object.entries(spokeActions).flatMap(
  ([name, { operations }]): NamedOperation[] =>
    (operations as readonly WantedOperation[]).map((operation) => ({ ...operation, name })),
);
