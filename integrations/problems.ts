import type { z } from "zod";
import { didYouMean } from "../catalogue/suggest";

type Issue = z.core.$ZodIssue;

/** Problems of a configuration, a line each: where, what was received, what to do. No value of a secret is shown. */
export function describeProblems(issues: readonly Issue[], input: unknown, schema: JsonSchema): string[] {
  return issues.flatMap((issue) => describe(issue, input, schema));
}

function describe(issue: Issue, input: unknown, schema: JsonSchema): string[] {
  const path = pathOf(issue.path);
  const value = valueAt(input, issue.path);
  const got = `got ${show(value, issue.path)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const where = path ? `${path}.${key}` : key;
        return `${where}: there is no such option. ${suggest(key, keysAt(schema, input, issue.path))}`.trim();
      });
    case "invalid_union": {
      const options = (issue as { options?: readonly unknown[] }).options?.map(String) ?? [];
      if (value === undefined) return [`${path}: is missing. It is one of ${options.join(", ")}.`];
      return [`${path}: ${got}, which is none of ${options.join(", ")}. ${suggest(String(value), options)}`.trim()];
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      if (value === undefined) return [`${path}: is missing. It is ${values.join(" or ")}.`];
      return [`${path}: ${got}, which is none of ${values.join(", ")}. ${suggest(String(value), values)}`.trim()];
    }
    case "invalid_type":
      // An option may say itself what is missing, and where to get it.
      if (value === undefined && issue.message.startsWith("is missing")) return [`${path}: ${issue.message}`];
      if (value === undefined) return [`${path}: is missing. It is ${article(issue.expected)}.`];
      return [`${path}: must be ${article(issue.expected)}, ${got}.`];
    case "invalid_format":
      return [`${path}: must be ${issue.message}, ${got}.`];
    case "too_small":
    case "too_big":
      return [`${path}: must have ${issue.message}, ${got}.`];
    default:
      return [
        `${path}: ${issue.message}${issue.message.includes("got ") ? "" : ` (${got})`}`.replace(/([^.)])$/, "$1."),
      ];
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined | null)?.[key], input);
}

function show(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return "nothing";
  if (path.some((part) => /pem|secret|password|token/i.test(String(part)))) return "a value that is not shown";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value !== null && typeof value === "object") return "an object";
  return JSON.stringify(value);
}

function article(type: string): string {
  const names: Record<string, string> = {
    array: "a list",
    object: "an object (key: value)",
    string: "a text",
    boolean: "true or false",
    number: "a number",
  };
  return names[type] ?? `a ${type}`;
}

function suggest(value: string, known: readonly string[]): string {
  const question = didYouMean(value, known).trim();
  if (question) return question;
  return known.length > 0 && known.length <= 12 ? `There are ${known.join(", ")}.` : "";
}

/** The part of JSON Schema that zod writes for a configuration. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
}

/** The options that exist at a path; of alternatives, those of the one that the input chose. */
function keysAt(schema: JsonSchema, input: unknown, path: readonly PropertyKey[]): string[] {
  const [step, ...rest] = path;
  const chosen = choose(schema, input);
  if (step === undefined) return Object.keys(chosen?.properties ?? {});
  const next = typeof step === "number" ? chosen?.items : chosen?.properties?.[String(step)];
  return next ? keysAt(next, (input as Record<PropertyKey, unknown> | undefined)?.[step], rest) : [];
}

function choose(schema: JsonSchema, input: unknown): JsonSchema | undefined {
  const branches = schema.oneOf ?? schema.anyOf;
  if (!branches) return schema;
  return branches.find((branch) =>
    Object.entries(branch.properties ?? {}).every(
      ([key, { const: only }]) => only === undefined || (input as Record<string, unknown> | undefined)?.[key] === only,
    ),
  );
}
