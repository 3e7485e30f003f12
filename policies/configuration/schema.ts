/** The part of JSON Schema that the pack's configuration needs, checked in our own words: every problem, with its place, value and remedy. */

interface Described {
  readonly description: string;
}
export type Schema = Described &
  (
    | { readonly type: "string"; readonly enum?: readonly string[]; readonly format?: "date" }
    | { readonly type: "integer"; readonly minimum?: number; readonly maximum?: number }
    | { readonly type: "boolean" }
    | { readonly type: "array"; readonly items: Schema }
    | {
        readonly type: "object";
        readonly properties: Readonly<Record<string, Schema>>;
        readonly required: readonly string[];
      }
  );

/** The values that a schema describes. */
export type ValueOf<S> = S extends { type: "string" }
  ? string
  : S extends { type: "integer" }
    ? number
    : S extends { type: "boolean" }
      ? boolean
      : S extends { type: "array"; items: infer I }
        ? readonly ValueOf<I>[]
        : S extends { type: "object"; properties: infer P; required: readonly (infer R)[] }
          ? { readonly [K in keyof P as K extends R ? K : never]: ValueOf<P[K]> } & {
              readonly [K in keyof P as K extends R ? never : K]?: ValueOf<P[K]>;
            }
          : never;

/** What is wrong with a value, each in one sentence that begins with the place. */
export function problemsOf(schema: Schema, value: unknown, place: string): string[] {
  switch (schema.type) {
    case "string":
      return problemsOfText(schema, value, place);
    case "integer":
      return problemsOfNumber(schema, value, place);
    case "boolean":
      return typeof value === "boolean" ? [] : [wrong(place, value, "true or false")];
    case "array":
      if (!Array.isArray(value)) return [wrong(place, value, "a list")];
      return value.flatMap((element, index) => problemsOf(schema.items, element, `${place}[${index}]`));
    case "object":
      return problemsOfObject(schema, value, place);
  }
}

function problemsOfText(schema: Schema & { type: "string" }, value: unknown, place: string): string[] {
  if (typeof value !== "string" || value.trim() === "") return [wrong(place, value, "a text that is not empty")];
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [wrong(place, value, `one of ${schema.enum.map((choice) => `"${choice}"`).join(", ")}`)];
  }
  if (schema.format === "date" && !isDate(value)) return [wrong(place, value, "a date like 2027-03-31")];
  return [];
}

function problemsOfNumber(schema: Schema & { type: "integer" }, value: unknown, place: string): string[] {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const fits = typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
  return fits ? [] : [wrong(place, value, `a whole number${range(schema)}`)];
}

function range({ minimum, maximum }: { minimum?: number; maximum?: number }): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? "" : ` of at most ${maximum}`;
}

function problemsOfObject(schema: Schema & { type: "object" }, value: unknown, place: string): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [wrong(place, value, "an object")];
  const given = value as Record<string, unknown>;
  const missing = schema.required.filter((key) => given[key] === undefined);
  return [
    ...missing.map((key) => `${place}.${key} is missing: ${schema.properties[key]?.description ?? "it is required."}`),
    ...Object.entries(given).flatMap(([key, member]) => {
      const known = schema.properties[key];
      if (known !== undefined) return problemsOf(known, member, `${place}.${key}`);
      return [`${place}.${key} is not known; there are ${Object.keys(schema.properties).join(", ")}.`];
    }),
  ];
}

/** Whether a text is a day that exists, written as 2027-03-31. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const wrong = (place: string, value: unknown, expected: string) =>
  `${place} is ${JSON.stringify(value) ?? "missing"}, but must be ${expected}.`;
