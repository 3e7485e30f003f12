/** What the look-ups (data sources) have in common. */
import { objects, quoted, text } from "../body";
import type { Body, Problem, Scope, Step } from "../resourceType";
import type { Values } from "../values";

/** One argument by which an object may be looked for. */
export interface Key {
  readonly argument: string;
  /** `id` reads the object directly; any other is a property to filter by. */
  readonly property: string;
  /** A filter of another form than `property eq value`. */
  readonly filter?: (value: unknown) => string;
}

export const exactlyOneOf = (keys: readonly Key[]) => exactlyOneGiven(keys.map(({ argument }) => argument));

export const exactlyOneGiven =
  (names: readonly string[]) =>
  (inputs: Values): Problem[] => {
    const given = names.filter((name) => inputs[name] !== undefined);
    if (given.length === 1) return [];
    const what = given.length === 0 ? "none was" : `${given.map((name) => `\`${name}\``).join(" and ")} were`;
    const list = names.map((name) => `\`${name}\``).join(", ");
    return [{ property: given[0] ?? "", reason: `exactly one of ${list} must be specified, but ${what}` }];
  };

/** Steps that find one object by whichever key is given (`theOne`), and refuse none and several. */
export function find(kind: string, collection: string, keys: readonly Key[]): readonly Step[] {
  const given = ({ inputs }: Scope) => keys.find(({ argument }) => inputs[argument] !== undefined) as Key;
  const named = (scope: Scope) => `${given(scope).argument} "${scope.inputs[given(scope).argument]}"`;
  return [
    {
      does: (scope) => `Could not retrieve ${kind} with ${named(scope)}`,
      as: "byId",
      request: (scope) => {
        const { argument, property } = given(scope);
        return property === "id"
          ? { method: "GET", path: `/v1.0/${collection}/${encodeURIComponent(String(scope.inputs[argument]))}` }
          : undefined;
      },
    },
    {
      does: (scope) => `Could not find ${kind} with ${named(scope)}`,
      as: "list",
      request: (scope) => {
        const { argument, property, filter } = given(scope);
        if (property === "id") return undefined;
        const value = scope.inputs[argument];
        const $filter = filter?.(value) ?? `${property} eq ${quoted(value)}`;
        return { method: "GET", path: `/v1.0/${collection}`, query: { $filter } };
      },
    },
    {
      does: (scope) => `Could not find ${kind} with ${named(scope)}`,
      request: () => undefined,
      refuse: (scope) => {
        if (scope.answers.byId) return undefined;
        const { length } = matching(scope);
        if (length === 1) return undefined;
        return length === 0
          ? `no ${kind} found. Please check the value, and that the deployer may read it.`
          : `${length} found, but exactly one is wanted. Please look it up by its object ID.`;
      },
    },
  ];
}

const matching = ({ answers }: Scope): Body[] => objects(answers.list, "value");

/** The object that was looked for. */
export const theOne = (scope: Scope): Body | undefined => scope.answers.byId ?? matching(scope)[0];

/** Reads what Graph tells only on a path below the found object. */
export const readMore = (as: string, path: (id: string) => string, query?: Record<string, string>): Step => ({
  does: `Could not retrieve ${as}`,
  as,
  request: (scope) => ({ method: "GET", path: path(text(theOne(scope), "id")), ...(query ? { query } : {}) }),
});
