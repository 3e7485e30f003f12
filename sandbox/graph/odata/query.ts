import type { SandboxRequest } from "../../operation";
import { badQuery, unsupportedQuery } from "../errors";
import { type EntityType, findProperty } from "../schema/property";
import { checkFilter } from "./checkFilter";
import { type Expression, parseFilter } from "./filter";
import { parseSearch, type SearchTerm } from "./search";

/** A relationship to be shown with each object. */
export interface Expansion {
  readonly name: string;
  readonly select?: readonly string[];
  readonly levels?: string;
}

export interface OrderKey {
  readonly property: string;
  readonly descending: boolean;
}

/** The query options of a request, checked. */
export interface Query {
  readonly filter?: Expression;
  readonly search?: readonly (readonly SearchTerm[])[];
  readonly orderBy: readonly OrderKey[];
  readonly select?: readonly string[];
  readonly expand: readonly Expansion[];
  readonly top?: number;
  readonly skip: number;
  readonly skipToken?: string;
  /** Whether the answer carries `@odata.count`. */
  readonly count: boolean;
}

const known = "filter search orderby select expand top skip skiptoken count format deltatoken".split(" ");

/** The largest page of a list of directory objects. */
export const maximumPageSize = 999;

/** Reads the query options of a request for objects of a type; a 400 for what Graph does not take. */
export function parseQuery(request: SandboxRequest, type: EntityType): Query {
  const options = optionsOf(request);
  const eventual = request.headers.consistencylevel?.toLowerCase() === "eventual";
  const count = booleanOption(options.get("count"));
  const advanced = eventual && count;
  const filterText = options.get("filter");
  const filter = filterText === undefined ? undefined : parseFilter(filterText);
  if (filter) checkFilter(filter, type, { advanced });
  const searchText = options.get("search");
  if (searchText !== undefined && !eventual) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const orderBy = orderKeys(options.get("orderby"), type);
  if (orderBy.length > 0 && filter && !advanced && !type.outsideDirectory) {
    throw unsupportedQuery("Sorting not supported for current query.");
  }
  const skip = options.get("skip");
  if (skip !== undefined && !type.outsideDirectory) throw badQuery("'$skip' is not supported by the service.");
  return {
    filter,
    search: searchText === undefined ? undefined : parseSearch(searchText, type),
    orderBy,
    select: selection(options.get("select"), type),
    expand: expansions(options.get("expand"), type),
    top: pageSize(options.get("top")),
    skip: skip === undefined ? 0 : wholeNumber("$skip", skip),
    skipToken: options.get("skiptoken"),
    count: count && (eventual || type.outsideDirectory === true),
  };
}

/** Names without `$` and in lower case: Graph takes both forms. */
export function optionsOf(request: SandboxRequest): Map<string, string> {
  const options = new Map<string, string>();
  for (const [name, value] of request.query) {
    const plain = name.replace(/^\$/, "").toLowerCase();
    if (known.includes(plain)) options.set(plain, value);
    else if (name.startsWith("$")) throw badQuery(`The query parameter '${name}' is not supported.`);
  }
  return options;
}

function selection(text: string | undefined, type: EntityType): string[] | undefined {
  if (text === undefined || text.trim() === "" || text.trim() === "*") return undefined;
  return listOf(text).map((name) => {
    if (type.open || /^extension_/i.test(name)) return name;
    const property = findProperty(type.properties, name);
    if (property) return property[0];
    if (type.navigation.includes(name)) return name;
    throw badQuery(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type.name}'.`,
    );
  });
}

/** `owners($select=id,displayName),appRoleAssignments` */
function expansions(text: string | undefined, type: EntityType): Expansion[] {
  if (text === undefined || text.trim() === "") return [];
  const items = text.match(/[^,()]+(?:\([^)]*\))?/g) ?? [];
  return items.map((item) => {
    const [, name = "", nested = ""] = /^\s*([^(]+?)\s*(?:\(([^)]*)\))?\s*$/.exec(item) ?? [];
    if (!type.open && name !== "*" && !type.navigation.includes(name)) {
      throw badQuery(
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type.name}'.`,
      );
    }
    const options = new URLSearchParams(nested.replaceAll(";", "&"));
    const select = options.get("$select");
    return {
      name,
      ...(select ? { select: listOf(select) } : {}),
      ...(options.get("$levels") ? { levels: options.get("$levels") ?? "" } : {}),
    };
  });
}

function orderKeys(text: string | undefined, type: EntityType): OrderKey[] {
  if (text === undefined || text.trim() === "") return [];
  return listOf(text).map((part) => {
    const [name = "", direction = "asc"] = part.split(/\s+/);
    const property = findProperty(type.properties, name.split("/")[0] ?? "");
    if (!property && !type.open) {
      throw badQuery(
        `Parsing OData OrderBy failed: Could not find a property named '${name}' on type 'microsoft.graph.${type.name}'.`,
      );
    }
    return { property: property?.[0] ?? name, descending: direction.toLowerCase() === "desc" };
  });
}

function pageSize(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const size = wholeNumber("$top", text);
  if (size < 1 || size > maximumPageSize) {
    throw unsupportedQuery(
      `Invalid page size specified: '${text}'. Must be between 1 and ${maximumPageSize} inclusive.`,
    );
  }
  return size;
}

function wholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw badQuery(
    `Invalid value '${text}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
  );
}

function booleanOption(text: string | undefined): boolean {
  if (text === undefined || /^false$/i.test(text)) return false;
  if (/^true$/i.test(text)) return true;
  throw badQuery(`Invalid value '${text}' for $count query option found. Valid values are 'true, false'.`);
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
