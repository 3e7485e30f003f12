/** What values must look like. Texts follow the providers' own where they are known. */
import type { Rule } from "./resourceType";

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): boolean => typeof value === "string" && uuidForm.test(value);

export const uuid: Rule = (value) => (isUuid(value) ? undefined : `must be a valid UUID, got ${shown(value)}`);

export const notEmpty: Rule = (value) => (String(value).trim() === "" ? "must not be empty" : undefined);

export const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value) =>
    allowed.includes(String(value))
      ? undefined
      : `must be one of ${allowed.map(shown).join(", ")}, got ${shown(value)}`;

export const lengthBetween =
  (least: number, most: number): Rule =>
  (value) => {
    const { length } = String(value);
    return length >= least && length <= most ? undefined : `must have ${least} to ${most} characters, got ${length}`;
  };

export const between =
  (least: number, most: number): Rule =>
  (value) =>
    Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be between ${least} and ${most}, got ${String(value)}`;

export const wholeNumber: Rule = (value) =>
  Number.isInteger(value) ? undefined : `must be a whole number, got ${String(value)}`;

const rfc3339Form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export const rfc3339: Rule = (value) =>
  rfc3339Form.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
    ? undefined
    : `must be a date and time in RFC 3339 form such as "2018-01-01T01:02:03Z", got ${shown(value)}`;

const durationForm = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;

/** A Go duration such as `240h` or `2400h30m`. */
export const duration: Rule = (value) =>
  durationForm.test(String(value)) ? undefined : `must be a duration such as "240h" or "2400h30m", got ${shown(value)}`;

const unitMilliseconds: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration. */
export function durationMilliseconds(value: string): number {
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (unitMilliseconds[unit as string] ?? 0);
  }
  return total;
}

/** A URL with one of these schemes (without `:`). */
export const url =
  (...schemes: readonly string[]): Rule =>
  (value) => {
    const parsed = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
    if (!parsed) return `must be a URL, got ${shown(value)}`;
    return schemes.includes(parsed.protocol.slice(0, -1))
      ? undefined
      : `must be a URL with the scheme ${schemes.join(" or ")}, got ${shown(value)}`;
  };

/** An id such as `/applications/{uuid}`. */
export const resourceId =
  (collection: string): Rule =>
  (value) => {
    const [empty, name, id, ...more] = String(value).split("/");
    if (empty === "" && name === collection && isUuid(id) && more.length === 0) return undefined;
    const hint = isUuid(value) ? `; a bare object ID is not enough, use the \`id\` of the resource` : "";
    return `must be a resource ID of the form "/${collection}/{object ID}", got ${shown(value)}${hint}`;
  };

const shown = (value: unknown) => `"${String(value)}"`;
