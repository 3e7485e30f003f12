/** Reads members of what a service answered. A missing or null one is what the real providers make of it: empty. */
import type { Body } from "./resourceType";
import { isObject } from "./values";

export const text = (body: Body | undefined, name: string): string => {
  const value = body?.[name];
  return value === null || value === undefined ? "" : String(value);
};

export const flag = (body: Body | undefined, name: string): boolean => body?.[name] === true;

export const object = (body: Body | undefined, name: string): Body | undefined => {
  const value = body?.[name];
  return isObject(value) ? value : undefined;
};

export const texts = (body: Body | undefined, name: string): string[] => {
  const value = body?.[name];
  return Array.isArray(value) ? value.map(String) : [];
};

export const objects = (body: Body | undefined, name: string): Body[] => {
  const value = body?.[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
};

/** Ids of the items of a list answer (`value`). */
export const ids = (list: Body | undefined): string[] => objects(list, "value").map((item) => text(item, "id"));

/** A date and time as the providers print it: RFC 3339 in UTC, whole seconds. */
export const time = (body: Body | undefined, name: string): string => {
  const date = new Date(text(body, name));
  return Number.isNaN(date.getTime()) ? "" : `${date.toISOString().slice(0, 19)}Z`;
};

export const sameText = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** Null for an empty text: how the azuread provider unsets a property. */
export const orNull = (value: unknown): unknown => (value === undefined || value === "" ? null : value);

/** `$filter` literal. */
export const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;
