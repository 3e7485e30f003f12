import type { Environment, SandboxRequest } from "../operation";
import { armError } from "./errors";

/** A page of a list: all of it, or `$top` items and a `nextLink` to the rest. */
export function page(items: readonly unknown[], request: SandboxRequest, environment: Environment) {
  const top = Number(request.query.get("$top") ?? items.length);
  if (!Number.isInteger(top) || top < 0) {
    throw armError(400, "InvalidTop", `The '$top' query parameter value '${request.query.get("$top")}' is invalid.`);
  }
  const start = Number(request.query.get("$skiptoken") ?? 0) || 0;
  const value = items.slice(start, start + top);
  if (top === 0 || start + top >= items.length) return { value };
  const query = new URLSearchParams(request.query);
  query.set("$skiptoken", String(start + top));
  return { value, nextLink: `${environment.baseUrls.arm}${encodeURI(request.path)}?${query}` };
}
