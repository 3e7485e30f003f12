/** Values of resource properties as a rule sees them: plain data in which "not known yet" is a value of its own. */

/** Stands for a value that is known only when the deployment runs. */
export const unknown: unique symbol = Symbol("known after deployment");

export type Unknown = typeof unknown;
export type Value = null | undefined | boolean | number | string | Unknown | readonly Value[] | Properties;
export interface Properties {
  readonly [name: string]: Value;
}

/**
 * Copies what Pulumi hands to a policy into plain values.
 *
 * Pulumi wraps properties in a proxy that throws on every access to an unknown value, and then skips the whole policy with an advisory.
 * Here each access is made once, and an unknown value becomes `unknown`, so that a rule can decide from everything else.
 */
export function plain(source: unknown): Value {
  if (source === null || typeof source !== "object") return source as Value;
  if (Array.isArray(source)) return Array.from({ length: source.length }, (_, index) => read(source, index));
  return Object.fromEntries(Object.keys(source).map((key) => [key, read(source, key)]));
}

function read(holder: object, key: string | number): Value {
  try {
    return plain((holder as Record<string | number, unknown>)[key]);
  } catch (error) {
    if (isUnknownValueError(error)) return unknown;
    throw error;
  }
}

/** The class is internal to `@pulumi/policy`, so it is recognised by the member that only it has. */
const isUnknownValueError = (error: unknown) => error instanceof Error && "unknownTypeSentinel" in error;

/** The text, `unknown`, or undefined where it is absent, empty or something else. */
export function text(value: Value): string | Unknown | undefined {
  return value === unknown || (typeof value === "string" && value !== "") ? value : undefined;
}

/** The text where it is known. */
export function knownText(value: Value): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The list, `unknown` where not even its length is known, empty where it is absent. */
export function list(value: Value): readonly Value[] | Unknown {
  if (value === unknown) return unknown;
  return Array.isArray(value) ? value : [];
}

/** The elements that are there, an unknown list counting as none. */
export function knownList(value: Value): readonly Value[] {
  const elements = list(value);
  return elements === unknown ? [] : elements;
}

/** A nested block, which programs write as an object and some providers keep as a list of one. Absent and empty read as `{}`. */
export function block(value: Value): Properties | Unknown {
  if (value === unknown) return unknown;
  const single = Array.isArray(value) ? value[0] : value;
  if (single === unknown) return unknown;
  return single !== null && typeof single === "object" ? (single as Properties) : {};
}

/** Whether there is nothing: neither a value nor one to come. */
export function isAbsent(value: Value): boolean {
  return value === undefined || value === null || value === "";
}
