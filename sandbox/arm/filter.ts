import { badRequestFormat } from "./errors";

/** The `$filter` of an ARM list: conditions joined by `and`. Fields and functions are in lower case. */
export interface Filter {
  /** `field eq 'value'` */
  readonly equals: ReadonlyMap<string, string>;
  /** `atScope()`, `assignedTo('id')`; the value is empty where there is no argument. */
  readonly calls: ReadonlyMap<string, string>;
}

/**
 * Reads the subset of OData that ARM's lists understand: `eq`, `and`, and calls without or with one quoted argument.
 * Raises BadRequestFormat for anything else, as for a field or call that is not in `known` (both in lower case).
 */
export function parseFilter(text: string | null, known: readonly string[]): Filter {
  const equals = new Map<string, string>();
  const calls = new Map<string, string>();
  let rest = (text ?? "").trim();
  while (rest) {
    const [all, field, value, name, argument] = condition.exec(rest) ?? [];
    if (all === undefined) throw badRequestFormat();
    if (field !== undefined) equals.set(requireKnown(field, known), unquote(value));
    else if (name !== undefined) calls.set(requireKnown(name, known), unquote(argument));
    rest = rest.slice(all.length);
  }
  return { equals, calls };
}

/** True where the filter has no condition on `field`, or one that `value` meets without regard to case. */
export function meetsField({ equals }: Filter, field: string, value: string): boolean {
  const wanted = equals.get(field);
  return wanted === undefined || value.toLowerCase() === wanted.toLowerCase();
}

/** The conditions `tagName eq` and `tagValue eq`. */
export function meetsTags({ equals }: Filter, tags: Readonly<Record<string, string>>): boolean {
  const name = equals.get("tagname");
  const value = equals.get("tagvalue");
  return name === undefined || (Object.hasOwn(tags, name) && (value === undefined || tags[name] === value));
}

const quoted = "'((?:[^']|'')*)'";
const condition = new RegExp(
  `^\\s*(?:([\\w./]+)\\s+eq\\s+${quoted}|(\\w+)\\(\\s*(?:${quoted})?\\s*\\))\\s*(?:$|and\\s+(?=\\S))`,
  "i",
);

function unquote(text: string | undefined): string {
  return (text ?? "").replaceAll("''", "'");
}

function requireKnown(name: string, known: readonly string[]): string {
  const lower = name.toLowerCase();
  if (!known.includes(lower)) throw badRequestFormat();
  return lower;
}
