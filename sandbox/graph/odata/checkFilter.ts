import { badQuery, badRequest, unsupportedQuery } from "../errors";
import { isGuid } from "../ids";
import { type EntityType, findProperty, type Properties, type Property } from "../schema/property";
import type { Expression, Literal, Path } from "./filter";

/** Whether the request asks for advanced query capabilities: `ConsistencyLevel: eventual` and `$count=true`. */
export interface QueryMode {
  readonly advanced: boolean;
}

type Scope = Readonly<Record<string, Property>>;

/**
 * Refuses a filter that Graph refuses: unknown properties, those that cannot be filtered by, values of another type, and
 * operators of advanced queries where these were not asked for.
 */
export function checkFilter(expression: Expression, type: EntityType, mode: QueryMode, scope: Scope = {}): void {
  switch (expression.kind) {
    case "and":
    case "or":
      checkFilter(expression.left, type, mode, scope);
      checkFilter(expression.right, type, mode, scope);
      return;
    case "not":
      requireAdvanced("Not", type, mode);
      checkFilter(expression.operand, type, mode, scope);
      return;
    case "compare": {
      const counting = expression.path.at(-1) === "$count";
      if (expression.operator === "ne" || counting) requireAdvanced("NotEqualsMatch", type, mode);
      if (!counting) checkValue(expression.path, expression.value, expression.operator, type, scope);
      else checkCount(expression, type, scope);
      return;
    }
    case "in":
      checkAlternatives(expression.values.length, type, mode);
      for (const value of expression.values) checkValue(expression.path, value, "eq", type, scope);
      return;
    case "call":
      propertyOf(expression.path, type, scope);
      if (expression.name === "endswith") requireAdvanced("endsWith", type, mode);
      if (expression.name === "contains" && !type.outsideDirectory) throw unsupportedQuery("Unsupported Query.");
      return;
    case "lambda": {
      const property = propertyOf(expression.path, type, scope);
      if (property && property.kind !== "strings" && property.kind !== "objects" && property.kind !== "any") {
        throw badQuery("Invalid filter clause: Any/All may only be used following a collection.");
      }
      const { variable, body } = expression;
      if (!variable || !body) return;
      const element: Property =
        property?.kind === "strings" ? { kind: "string" } : { ...property, kind: property ? "object" : "any" };
      checkFilter(body, type, mode, { ...scope, [variable]: element });
    }
  }
}

/** The number of a collection's members; of a relationship's only where there is none, or one. */
function checkCount({ path, operator, value }: Expression & { kind: "compare" }, type: EntityType, scope: Scope): void {
  const [relationship = "", ...rest] = path;
  if (rest.length !== 1 || !type.counted?.includes(relationship)) {
    propertyOf(path.slice(0, -1), type, scope);
    return;
  }
  const few = value.type === "number" && Number(value.value) <= 1;
  if (!few || (operator !== "eq" && operator !== "ne")) throw invalidClause(relationship, type);
}

/** Source: developer.microsoft.com/graph/known-issues, "Some limitations apply to query parameters". */
const mostAlternatives = 15;

function checkAlternatives(alternatives: number, type: EntityType, mode: QueryMode): void {
  if (alternatives <= mostAlternatives || mode.advanced || type.outsideDirectory) return;
  throw unsupportedQuery(
    `Too many child clauses specified in search filter expression containing 'OR' operators: ${alternatives}. Max allowed: ${mostAlternatives}.`,
  );
}

function requireAdvanced(operator: string, type: EntityType, mode: QueryMode): void {
  if (mode.advanced || type.outsideDirectory) return;
  throw unsupportedQuery(
    `Operator '${operator}' is not supported because the required parameters might be missing. Try adding $count=true query ` +
      "parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
  );
}

function checkValue(path: Path, value: Literal, operator: string, type: EntityType, scope: Scope): void {
  const property = propertyOf(path, type, scope);
  if (!property) return;
  const name = path.join("/");
  const { kind } = property;
  if (kind === "strings" || kind === "objects" || kind === "object") {
    if (value.type === "null" && kind === "object") return;
    throw invalidClause(name, type);
  }
  if (value.type === "null" || kind === "any") return;
  const wanted = edmTypes[kind];
  if (!wanted.includes(value.type)) {
    throw badQuery(
      "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types " +
        `'${edmNames[kind]}' and '${edmLiterals[value.type]}' for operator kind '${operatorNames[operator] ?? operator}'.`,
    );
  }
  if (kind === "guid" && value.type === "string" && !isGuid(value.value)) {
    throw value.value === "" ? invalidClause(name, type) : invalidGuid(name, type);
  }
}

/** The property that a path means; undefined where any name may stand. */
function propertyOf(path: Path, type: EntityType, scope: Scope): Property | undefined {
  const [first = "", ...rest] = path;
  const variable = scope[first];
  if (variable) return memberOf(variable, rest, path, type);
  if (type.open) return undefined;
  const property = findProperty(type.properties, first)?.[1];
  if (!property) {
    if (type.navigation.includes(first)) throw invalidClause(first, type);
    throw unsupportedQuery(`Property '${first}' does not exist as a declared property or extension property.`);
  }
  if (property.unfiltered) throw invalidClause(first, type);
  return memberOf(property, rest, path, type);
}

function memberOf(property: Property, rest: Path, path: Path, type: EntityType): Property | undefined {
  let current: Property | undefined = property;
  for (const name of rest) {
    const members: Properties | undefined = current?.members;
    if (!members) return current?.kind === "object" || current?.kind === "any" ? undefined : refuse();
    current = findProperty(members, name)?.[1] ?? refuse();
  }
  return current;

  function refuse(): never {
    throw unsupportedQuery(
      `Property '${path.join("/")}' does not exist as a declared property or extension property of '${type.resource}'.`,
    );
  }
}

function invalidClause(property: string, type: EntityType) {
  return unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${type.resource}'.`,
  );
}

function invalidGuid(property: string, type: EntityType) {
  return badRequest(`Invalid value specified for property '${property}' of resource '${type.resource}'.`);
}

type Scalar = "string" | "boolean" | "integer" | "guid" | "dateTime";

const edmTypes: Readonly<Record<Scalar, readonly Literal["type"][]>> = {
  // Graph writes GUIDs of most properties as strings, and takes them either way.
  string: ["string", "guid"],
  boolean: ["boolean"],
  integer: ["number"],
  guid: ["guid", "string"],
  dateTime: ["date"],
};
const edmNames: Readonly<Record<Scalar, string>> = {
  string: "Edm.String",
  boolean: "Edm.Boolean",
  integer: "Edm.Int32",
  guid: "Edm.Guid",
  dateTime: "Edm.DateTimeOffset",
};
const edmLiterals: Readonly<Record<Literal["type"], string>> = {
  string: "Edm.String",
  guid: "Edm.Guid",
  date: "Edm.DateTimeOffset",
  number: "Edm.Int32",
  boolean: "Edm.Boolean",
  null: "null",
};
const operatorNames: Readonly<Record<string, string>> = {
  eq: "Equal",
  ne: "NotEqual",
  ge: "GreaterThanOrEqual",
  le: "LessThanOrEqual",
  gt: "GreaterThan",
  lt: "LessThan",
};
