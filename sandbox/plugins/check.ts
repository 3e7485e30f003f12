/** Checks what a program gives a resource or function, and completes it. */
import { randomUUID } from "node:crypto";
import { didYouMean } from "../../catalogue/suggest";
import type { Problem, Properties, Property } from "./resourceType";
import { isObject, isUnknown, type Values } from "./values";

export interface CheckContext {
  /** Name of the resource in the program. */
  readonly name: string;
  readonly oldInputs: Values;
  readonly config: (name: string) => string | undefined;
  /** Eight hexadecimal digits for made-up names. */
  readonly suffix: () => string;
}

export interface Checked {
  readonly inputs: Values;
  readonly problems: readonly Problem[];
}

/** Reports every problem at once; the inputs hold what is right, with defaults and made-up names filled in. */
export function checkInputs(
  properties: Properties,
  given: Values,
  context: CheckContext,
  validate?: (inputs: Values) => readonly Problem[],
): Checked {
  const problems: Problem[] = [];
  const inputs = checkMembers(properties, withoutInternal(given), "", problems);
  for (const [name, property] of Object.entries(properties)) {
    if (inputs[name] === undefined) {
      const filled = fill(name, property, context);
      if (filled !== undefined) inputs[name] = filled;
      // As azure-native marks a name of its own making: a replacement may then come before the deletion.
      if (property.autoName && isOwnName(name, context)) inputs.__createBeforeDelete = true;
    }
    if (property.mode === "required" && inputs[name] === undefined && !problems.some((one) => one.property === name)) {
      problems.push({ property: name, reason: `Missing required property '${name}'` });
    }
    const conflict = property.conflictsWith?.find((other) => given[other] !== undefined);
    if (given[name] !== undefined && conflict !== undefined) {
      problems.push({
        property: name,
        reason: `cannot be set together with '${conflict}'. Please leave one of them out.`,
      });
    }
  }
  if (validate && problems.length === 0) problems.push(...validate(inputs));
  return { inputs, problems };
}

const isOwnName = (name: string, { oldInputs }: CheckContext) =>
  oldInputs[name] === undefined || oldInputs.__createBeforeDelete === true;

/** Members that start with `__` are the engine's and providers' own. */
const withoutInternal = (given: Values): Values =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith("__")));

function fill(name: string, property: Property, context: CheckContext): unknown {
  if (property.autoName) {
    const old = context.oldInputs[name];
    if (old !== undefined) return old;
    return property.autoName === "uuid" ? randomUUID() : context.name + context.suffix();
  }
  return property.fromConfig === undefined ? undefined : context.config(property.fromConfig);
}

function checkMembers(properties: Properties, given: Values, path: string, problems: Problem[]): Values {
  const inputs: Values = {};
  for (const [name, value] of Object.entries(given)) {
    const at = path === "" ? name : `${path}.${name}`;
    const property = properties[name];
    if (!property || property.mode === "output") {
      problems.push({ property: at, reason: unknownName(name, properties) });
    } else if (value !== undefined) {
      inputs[name] = checkValue(property, value, at, problems);
    }
  }
  for (const [name, property] of Object.entries(properties)) {
    if (inputs[name] !== undefined) continue;
    if (property.default !== undefined) inputs[name] = property.default;
    if (path !== "" && property.mode === "required" && inputs[name] === undefined && given[name] === undefined) {
      problems.push({ property: `${path}.${name}`, reason: `Missing required property '${name}'` });
    }
  }
  return inputs;
}

function unknownName(name: string, properties: Properties): string {
  if (properties[name]) return `'${name}' is an output and cannot be set`;
  const known = Object.keys(properties).filter((one) => properties[one]?.mode !== "output");
  return `Invalid or unknown key '${name}'.${didYouMean(name, known)}`;
}

function checkValue(property: Property, given: unknown, at: string, problems: Problem[]): unknown {
  if (isUnknown(given)) return given;
  const value = coerce(property, given);
  if (value === undefined) {
    problems.push({ property: at, reason: `expected ${article[property.kind]}, got ${described(given)}` });
    return undefined;
  }
  for (const rule of property.rules ?? []) {
    const wrong = rule(value);
    if (wrong === undefined) continue;
    problems.push({ property: at, reason: property.secret ? wrong.replace(/, got .*$/, "") : wrong });
    break;
  }
  if (Array.isArray(value) && property.element) {
    return value.map((item, index) => checkValue(property.element as Property, item, `${at}[${index}]`, problems));
  }
  if (property.kind === "object" && property.properties && isObject(value)) {
    return checkMembers(property.properties, value, at, problems);
  }
  if (property.kind === "map" && property.element && isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      checkValue(property.element as Property, item, `${at}.${key}`, problems),
    ]);
    return Object.fromEntries(entries);
  }
  return value;
}

const article: Record<Property["kind"], string> = {
  string: "a string",
  boolean: "a boolean",
  number: "a number",
  list: "a list",
  set: "a list",
  map: "a map",
  object: "an object",
  any: "a value",
};

function described(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "an object" : `a ${typeof value}`;
}

/** The providers take numbers and booleans for texts and the other way round; undefined where they do not. */
function coerce({ kind }: Property, value: unknown): unknown {
  switch (kind) {
    case "any":
      return value;
    case "list":
    case "set":
      return Array.isArray(value) ? value : undefined;
    case "map":
    case "object":
      return isObject(value) ? value : undefined;
    case "string":
      return typeof value === "object" ? undefined : String(value);
    case "boolean":
      return typeof value === "boolean"
        ? value
        : ({ true: true, false: false } as Record<string, boolean>)[String(value)];
    case "number": {
      const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof read === "number" && !Number.isNaN(read) ? read : undefined;
    }
  }
}
