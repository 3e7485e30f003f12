import type { EffectiveAccess, OperationVerdict } from "../../../tenant/effectiveAccess";
import type { DelegatedAccess } from "../model";

/** What a delegated grant comes to, counted in operations. */
export interface Narrowing {
  /** The operations that count: those with a name, or all where none has one. */
  readonly counted: readonly OperationVerdict[];
  readonly works: number;
  readonly limited: number;
  readonly refused: number;
  /** Share of what the permissions allow that gets through, 0 to 1; undefined where each user's roles decide. */
  readonly share?: number;
}

/** Counts the operations of an intersection; undefined where there is nothing that a role would narrow. */
export function narrowing({ operations }: EffectiveAccess): Narrowing | undefined {
  const named = operations.filter(({ actions }) => actions.length > 0);
  const counted = named.length > 0 ? named : operations;
  if (counted.length === 0) return undefined;
  const of = (verdict: OperationVerdict["verdict"]) => counted.filter((each) => each.verdict === verdict).length;
  const [works, limited, refused] = [of("works"), of("limited"), of("refused")];
  const decided = works + limited + refused;
  return { counted, works, limited, refused, ...(decided > 0 && { share: (works + limited) / decided }) };
}

/** The narrowing of a grant, where its API is one that the catalogue knows. */
export function narrowingOf({ effective }: DelegatedAccess): Narrowing | undefined {
  return effective && narrowing(effective);
}

/** Name of an operation: the action's, else the request. */
export function operationTitle({ actions, method, path }: OperationVerdict): string {
  return actions.length > 0 ? actions.join(", ") : `${method} ${path}`;
}
