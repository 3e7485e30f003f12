import { badQuery, unsupportedQuery } from "../errors";
import { type EntityType, findProperty } from "../schema/property";

/** `"displayName:sales"`: a word of the property starts with the text. */
export interface SearchTerm {
  readonly property: string;
  readonly text: string;
}

/** Alternatives (OR), each a list of terms that all must hold (AND). */
export function parseSearch(source: string, type: EntityType): SearchTerm[][] {
  return source
    .split(/\s+OR\s+/)
    .map((alternative) => alternative.split(/\s+AND\s+/).map((term) => parseTerm(term, type)));
}

function parseTerm(source: string, type: EntityType): SearchTerm {
  const [, name, text] = /^\(?"([^":]+):([^"]*)"\)?$/.exec(source.trim()) ?? [];
  if (name === undefined || text === undefined) {
    throw badQuery(
      `Syntax error: character ':' is not valid at position 0 in '${source}'. Write "property:text" in double quotes.`,
    );
  }
  const property = findProperty(type.properties, name);
  if (property?.[1].kind !== "string") throw unsupportedQuery(`Property '${name}' is not searchable.`);
  return { property: property[0], text: text.toLowerCase() };
}

export function found(search: readonly (readonly SearchTerm[])[], item: Readonly<Record<string, unknown>>): boolean {
  return search.some((terms) => terms.every((term) => holds(term, item[term.property])));
}

function holds({ text }: SearchTerm, value: unknown): boolean {
  if (typeof value !== "string") return false;
  const lower = value.toLowerCase();
  return lower.startsWith(text) || lower.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(text));
}
