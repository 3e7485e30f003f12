import type { SandboxRequest } from "../../operation";
import { badRequest, invalidValue, unknownProperty } from "../errors";
import { isGuid } from "../ids";
import { defaultOf, type EntityType, type Properties, type Property } from "./property";

export type Body = Record<string, unknown>;

/** The body of a request that must be a JSON object. */
export function objectBody(request: SandboxRequest): Body {
  const { body } = request;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Body;
  throw badRequest(
    body === undefined
      ? "Write requests (excluding DELETE) must contain the Content-Type header declaration."
      : "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
  );
}

/**
 * The properties that a request sets, checked against the type and without annotations (`@odata.type`, `owners@odata.bind`).
 *
 * @param current the object as it is, where there is one: a property that only the service writes may be repeated
 * @throws a 400 for a property that the type does not have, one that only the service writes, and a value that does not fit
 */
export function checkedProperties(type: EntityType, body: Body, current?: Readonly<Body>): Body {
  const result: Body = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes("@")) continue;
    const property = type.properties[name];
    if (property === undefined) {
      if (type.navigation.includes(name)) throw invalidValue(name, type.resource);
      if (/^extension_[0-9a-f]{32}_/i.test(name)) {
        result[name] = value;
        continue;
      }
      throw unknownProperty(name);
    }
    if (property.readOnly) {
      if (value === null || sameValue(value, current?.[name])) continue;
      throw badRequest(`Property '${name}' is read-only and cannot be set.`, name, "ReadOnlyProperty");
    }
    check(property, value, name, type.resource);
    result[name] = value ?? defaultOf(property);
  }
  return result;
}

/** Objects are merged member by member, as Graph does; all else is replaced. */
export function merged(properties: Properties, current: Readonly<Body>, changes: Readonly<Body>): Body {
  const result: Body = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    const property = properties[name];
    const before = current[name];
    result[name] =
      property?.kind === "object" && isObject(value) && isObject(before)
        ? merged(property.members ?? {}, before, withoutAnnotations(value))
        : bare(value);
  }
  return result;
}

function check(property: Property, value: unknown, path: string, resource: string): void {
  if (value === null || value === undefined) return;
  if (!fits(property, value)) throw invalidValue(path, resource);
  const { members } = property;
  if (!members) return;
  for (const item of property.kind === "objects" ? (value as Body[]) : [value as Body]) {
    for (const [name, member] of Object.entries(item)) {
      if (name.includes("@")) continue;
      const known = members[name];
      if (!known) throw unknownProperty(`${path}.${name}`);
      check(known, member, `${path}.${name}`, resource);
    }
  }
}

function fits(property: Property, value: unknown): boolean {
  switch (property.kind) {
    case "string":
      if (typeof value !== "string") return false;
      if (property.values && !property.values.includes(value)) return false;
      return property.maxLength === undefined || value.length <= property.maxLength;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value);
    case "guid":
      return isGuid(value);
    case "dateTime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
    case "strings":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "object":
      return isObject(value);
    case "objects":
      return Array.isArray(value) && value.every(isObject);
    case "any":
      return true;
  }
}

export function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutAnnotations(value: Body): Body {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.includes("@")));
}

/** The value without annotations at any depth. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(withoutAnnotations(value)).map(([name, member]) => [name, bare(member)]));
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
