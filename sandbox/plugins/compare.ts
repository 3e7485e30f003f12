/** When two values of a property mean the same, and where they differ. */
import type { Property } from "./resourceType";
import { hasUnknown, isObject, isUnknown, type Values } from "./values";

/** Whether a value says no more than leaving it out: empty, false, 0, the default, or an object of nothing but such. */
export function isAbsent(property: Property, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (isUnknown(value)) return false;
  if (property.default !== undefined && value === property.default) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) {
    return Object.entries(value).every(([name, member]) => isAbsent(memberOf(property, name), member));
  }
  return property.default === undefined && (value === "" || value === false || value === 0);
}

/** A text that is the same for all spellings of a value. */
export function canonical(property: Property, value: unknown): string {
  return JSON.stringify(normal(property, value)) ?? "";
}

export const sameValue = (property: Property, one: unknown, other: unknown): boolean =>
  canonical(property, one) === canonical(property, other);

function normal(property: Property, value: unknown): unknown {
  if (isAbsent(property, value)) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => normal(property.element ?? anything, item) ?? null);
    return property.kind === "set" ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  if (isObject(value)) {
    const names = Object.keys(value).sort();
    return Object.fromEntries(names.map((name) => [name, normal(memberOf(property, name), value[name])]));
  }
  return property.canonical && !isUnknown(value) ? property.canonical(value) : value;
}

const anything: Property = { kind: "any", mode: "optional" };

/** The property of a member of an object or map. */
export const memberOf = (property: Property, name: string): Property =>
  property.properties?.[name] ?? property.element ?? anything;

export interface Difference {
  /** `requiredResourceAccesses[0].resourceAppId`, in the inputs. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** Where a new value differs from the old one. An unknown new value counts as different. */
export function differences(
  property: Property,
  path: string,
  old: unknown,
  now: unknown,
  replacing = false,
): Difference[] {
  const replaces = replacing || property.replaces === true;
  if (!hasUnknown(now) && sameValue(property, old, now)) return [];
  const difference = (kind: Difference["kind"], at = path): Difference => ({ path: at, kind, replaces });
  if (isAbsent(property, old)) return [difference("add")];
  if (isAbsent(property, now)) return [difference("delete")];
  if (isObject(old) && isObject(now)) return inMembers(property, path, old, now, replaces);
  if (Array.isArray(old) && Array.isArray(now)) {
    return property.kind === "set"
      ? inSet(property, old, now, (kind, index) => difference(kind, `${path}[${index}]`))
      : inList(property, path, old, now, replaces);
  }
  return [difference("update")];
}

function inMembers(property: Property, path: string, old: Values, now: Values, replaces: boolean): Difference[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const member = memberOf(property, name);
    if (member.mode === "output" || (member.computed && now[name] === undefined)) return [];
    return differences(member, memberPath(path, name), old[name], now[name], replaces);
  });
}

const memberPath = (path: string, name: string) =>
  /^[\w$]+$/.test(name) ? `${path}.${name}` : `${path}["${name.replaceAll('"', '\\"')}"]`;

function inList(property: Property, path: string, old: unknown[], now: unknown[], replaces: boolean): Difference[] {
  const length = Math.max(old.length, now.length);
  return Array.from({ length }, (_, index) =>
    differences(property.element ?? anything, `${path}[${index}]`, old[index], now[index], replaces),
  ).flat();
}

/** Items that are in one of the two only; a lost and a new one at the same place are one update. */
function inSet(
  property: Property,
  old: unknown[],
  now: unknown[],
  difference: (kind: Difference["kind"], index: number) => Difference,
): Difference[] {
  const element = property.element ?? anything;
  const keys = (items: unknown[]) => items.map((item) => (hasUnknown(item) ? undefined : canonical(element, item)));
  const oldKeys = keys(old);
  const newKeys = keys(now);
  const lost = oldKeys.flatMap((key, index) => (newKeys.includes(key) ? [] : [index]));
  const added = newKeys.flatMap((key, index) => (key !== undefined && oldKeys.includes(key) ? [] : [index]));
  return [
    ...lost.filter((index) => !added.includes(index)).map((index) => difference("delete", index)),
    ...added.map((index) => difference(lost.includes(index) ? "update" : "add", index)),
  ];
}
