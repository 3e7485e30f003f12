import type { Environment, Reply, SandboxRequest } from "../operation";
import { unsupportedQuery } from "./errors";
import { matches } from "./odata/matches";
import { pageOf } from "./odata/page";
import { parseQuery, type Query } from "./odata/query";
import { found } from "./odata/search";
import { shape } from "./odata/shape";
import type { Body } from "./schema/body";
import type { EntityType } from "./schema/property";

/** How the objects of a collection are shown. */
export interface View<T extends { readonly id: string }> {
  readonly type: EntityType;
  /** The type of one object, in a list of mixed types. */
  typeOf?(item: T): EntityType | undefined;
  /** As in `@odata.context`, e.g. `applications`. */
  readonly set: string;
  /** All properties of the object. */
  show(item: T): Body;
  /** The objects that `$expand` shows under a name; undefined where the relationship cannot be expanded. */
  expand?(item: T, name: string): unknown;
  /** Items are of several types: each carries `@odata.type`. */
  readonly polymorphic?: boolean;
}

export const noContent: Reply = { status: 204 };

/** The list that a GET asks for: filtered, searched, ordered, cut into pages, with the selected properties. */
export function listReply<T extends { readonly id: string }>(
  items: readonly T[],
  view: View<T>,
  request: SandboxRequest,
  environment: Environment,
): Reply {
  const query = parseQuery(request, view.type);
  const rows = selected(items, view, query);
  const page = pageOf(rows, query, request, environment);
  return {
    status: 200,
    body: {
      "@odata.context": context(view.set, query, request, environment),
      ...(query.count ? { "@odata.count": rows.length } : {}),
      ...(page.nextLink ? { "@odata.nextLink": page.nextLink } : {}),
      value: page.items.map(({ item, full }) => present(item, full, view, query, request)),
    },
  };
}

/** `GET …/$count`: the number alone, as text. */
export function countReply<T extends { readonly id: string }>(
  items: readonly T[],
  view: View<T>,
  request: SandboxRequest,
): Reply {
  if (request.headers.consistencylevel?.toLowerCase() !== "eventual") {
    throw unsupportedQuery("$count is not currently supported.");
  }
  const counted = new URLSearchParams(request.query);
  counted.set("$count", "true");
  const query = parseQuery({ ...request, query: counted }, view.type);
  return {
    status: 200,
    body: String(selected(items, view, query).length),
    headers: { "content-type": "text/plain;charset=utf-8" },
  };
}

/** One object. */
export function entityReply<T extends { readonly id: string }>(
  item: T,
  view: View<T>,
  request: SandboxRequest,
  environment: Environment,
): Reply {
  const query = parseQuery(request, view.type);
  return {
    status: 200,
    body: {
      "@odata.context": context(`${view.set}${selection(query)}/$entity`, {}, request, environment),
      ...present(item, view.show(item), view, query, request),
    },
  };
}

/** The answer to a POST that made an object. */
export function createdReply<T extends { readonly id: string }>(
  item: T,
  view: View<T>,
  request: SandboxRequest,
  environment: Environment,
): Reply {
  const base = `${environment.baseUrls.graph}/${request.version}`;
  return {
    status: 201,
    headers: { location: `${base}/directoryObjects/${item.id}/Microsoft.DirectoryServices.${view.type.resource}` },
    body: {
      "@odata.context": `${base}/$metadata#${view.set}/$entity`,
      ...shape(view.show(item), view.type, undefined, request.version === "beta"),
    },
  };
}

/** The answer of an action, e.g. `addPassword`. */
export function actionReply(name: string, body: Body, request: SandboxRequest, environment: Environment): Reply {
  return {
    status: 200,
    body: { "@odata.context": `${environment.baseUrls.graph}/${request.version}/$metadata#${name}`, ...body },
  };
}

interface Row<T> {
  readonly id: string;
  readonly item: T;
  readonly full: Body;
}

/** Shown when it is looked at: of a large list, only a page is. */
function rowOf<T extends { readonly id: string }>(item: T, view: View<T>): Row<T> {
  let full: Body | undefined;
  return {
    id: item.id,
    item,
    get full() {
      full ??= view.show(item);
      return full;
    },
  };
}

/** The object with the relationships whose number may be asked for. */
function countable<T extends { readonly id: string }>({ item, full }: Row<T>, view: View<T>): Body {
  const { counted = [] } = view.type;
  if (counted.length === 0) return full;
  return { ...full, ...Object.fromEntries(counted.map((name) => [name, view.expand?.(item, name) ?? []])) };
}

function selected<T extends { readonly id: string }>(items: readonly T[], view: View<T>, query: Query): Row<T>[] {
  let rows = items.map((item) => rowOf(item, view));
  const { filter, search } = query;
  if (filter) rows = rows.filter((row) => matches(filter, countable(row, view)));
  if (search) rows = rows.filter(({ full }) => found(search, full));
  for (const { property, descending } of [...query.orderBy].reverse()) {
    rows.sort((a, b) => collate(a.full[property], b.full[property]) * (descending ? -1 : 1));
  }
  return rows;
}

function collate(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? "").toLowerCase(), String(b ?? "").toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

function present<T extends { readonly id: string }>(
  item: T,
  full: Body,
  view: View<T>,
  query: Query,
  request: SandboxRequest,
): Body {
  const shown = shape(full, view.typeOf?.(item) ?? view.type, query.select, request.version === "beta");
  if (view.polymorphic && full["@odata.type"] !== undefined) shown["@odata.type"] = full["@odata.type"];
  for (const { name, select } of query.expand) {
    const related = view.expand?.(item, name);
    if (related === undefined) {
      throw unsupportedQuery(`Expansion of '${name}' is not supported for resource '${view.type.resource}'.`);
    }
    shown[name] = pick(related, select);
  }
  return shown;
}

function pick(related: unknown, select: readonly string[] | undefined): unknown {
  if (Array.isArray(related)) return related.map((item) => pick(item, select));
  if (!select || typeof related !== "object" || related === null) return related;
  const entries = Object.entries(related).filter(([name]) => name === "@odata.type" || select.includes(name));
  return Object.fromEntries(entries);
}

function context(name: string, query: Partial<Query>, request: SandboxRequest, environment: Environment): string {
  return `${environment.baseUrls.graph}/${request.version}/$metadata#${name}${selection(query)}`;
}

function selection({ select }: Partial<Query>): string {
  return select ? `(${select.join(",")})` : "";
}
