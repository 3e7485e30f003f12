/** What the service knows of the properties of a type: enough to refuse what Graph refuses and to fill what Graph fills. */

export type Kind = "string" | "boolean" | "integer" | "guid" | "dateTime" | "strings" | "object" | "objects" | "any";

export interface Property {
  readonly kind: Kind;
  /** Written by the service alone. */
  readonly readOnly?: boolean;
  /** What an object has that was made without it; `null`, an empty list or the members' defaults when left out. */
  readonly default?: unknown;
  /** Shown only where `$select` names it. */
  readonly onSelect?: boolean;
  /** Taken from requests, never shown. */
  readonly writeOnly?: boolean;
  /** The values that there are, of a string. */
  readonly values?: readonly string[];
  /** Longest string. */
  readonly maxLength?: number;
  /** Members of an object, or of each object of a list. Unknown ones are refused. */
  readonly members?: Properties;
  /** Cannot be filtered by. */
  readonly unfiltered?: boolean;
}

export type Properties = Readonly<Record<string, Property>>;

export interface EntityType {
  /** As in `#microsoft.graph.application`. */
  readonly name: string;
  /** As error texts name it, e.g. `Application`. */
  readonly resource: string;
  readonly properties: Properties;
  /** Relationships: legal in `$expand`, and as `{name}@odata.bind` of a new object. */
  readonly navigation: readonly string[];
  /** Relationships whose number may be filtered by, e.g. `owners/$count eq 0`. */
  readonly counted?: readonly string[];
  /** Not part of the directory: other limits on queries hold. */
  readonly outsideDirectory?: boolean;
  /** Stands for several types (`directoryObject`): any name may be queried. */
  readonly open?: boolean;
}

/** Several properties of one kind. */
export function all(names: string, property: Property): Properties {
  return Object.fromEntries(names.split(" ").map((name) => [name, property]));
}

/** What an object has from the start. */
export function defaultOf(property: Property): unknown {
  if (property.default !== undefined) return property.default;
  if (property.kind === "strings" || property.kind === "objects") return [];
  if (property.kind === "object" && property.members) return defaults(property.members);
  return null;
}

export function defaults(properties: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => !property.writeOnly)
      .map(([name, property]) => [name, defaultOf(property)]),
  );
}

/** The property of that name; Graph does not mind the case in queries. */
export function findProperty(properties: Properties, name: string): [string, Property] | undefined {
  const exact = properties[name];
  if (exact) return [name, exact];
  const lower = name.toLowerCase();
  return Object.entries(properties).find(([candidate]) => candidate.toLowerCase() === lower);
}
