import { ServiceError } from "../../errors";
import type { Environment, SandboxRequest } from "../../operation";
import type { Query } from "./query";

const defaultPageSize = 100;

export interface Page<T> {
  readonly items: readonly T[];
  /** Absolute link to the next page. */
  readonly nextLink?: string;
}

/** Cuts a list into pages. The link carries where the next one starts; it stays right when objects come and go. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  query: Query,
  request: SandboxRequest,
  environment: Environment,
): Page<T> {
  const start = query.skipToken === undefined ? query.skip : startOf(items, query.skipToken);
  const size = query.top ?? defaultPageSize;
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  if (!last || start + size >= items.length) return { items: page };
  return { items: page, nextLink: linkTo({ after: last.id, at: start + size }, request, environment) };
}

interface Position {
  /** Id of the last object of the page before. */
  readonly after: string;
  /** Where the page starts if that object is gone. */
  readonly at: number;
}

function linkTo(position: Position, request: SandboxRequest, environment: Environment): string {
  const parameters = new URLSearchParams(request.query);
  for (const name of [...parameters.keys()]) if (/^\$?skip(token)?$/i.test(name)) parameters.delete(name);
  parameters.set("$skiptoken", Buffer.from(JSON.stringify(position)).toString("base64url"));
  const query = parameters.toString().replaceAll("%24", "$").replaceAll("+", "%20");
  const path = request.path.split("/").map(encodeURIComponent).join("/").replaceAll("%24", "$");
  return `${environment.baseUrls.graph}/${request.version}${path}?${query}`;
}

function startOf(items: readonly { readonly id: string }[], token: string): number {
  try {
    const { after, at } = JSON.parse(Buffer.from(token, "base64url").toString()) as Position;
    if (typeof after !== "string" || !Number.isInteger(at)) throw new Error("not a position");
    const index = items.findIndex(({ id }) => id === after);
    return index >= 0 ? index + 1 : at;
  } catch {
    throw new ServiceError(
      400,
      "Directory_ExpiredPageToken",
      "The specified page token value has expired and can no longer be included in your request.",
    );
  }
}
