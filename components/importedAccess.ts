import { apis } from "../catalogue/apis";
import { byApi, type GrantedPermission } from "./permissions";

/** Permissions that the application had before, which the integration does not need and may still use. */
export interface KeptAccess {
  /** Client id of the API. */
  readonly api: string;
  /** Ids of app roles (application permissions). */
  readonly application: readonly string[];
  /** Ids of scopes (delegated permissions). */
  readonly delegated: readonly string[];
}

/**
 * What an application declares from now on, in the order in which it does already, so that a preview shows what changes and no more.
 *
 * @param declared what it declares now, as `{api}/{id}`
 */
export function accessesInPlace(
  declared: readonly string[],
  permissions: readonly GrantedPermission[],
  scopes: readonly GrantedPermission[],
  keep: readonly KeptAccess[],
) {
  const wanted = new Map<string, Map<string, "Role" | "Scope">>();
  const add = (api: string, id: string, type: "Role" | "Scope") =>
    wanted.set(api, (wanted.get(api) ?? new Map<string, "Role" | "Scope">()).set(id, type));
  for (const [api, granted] of byApi(permissions)) for (const { id } of granted) add(apis[api].appId, id, "Role");
  for (const [api, granted] of byApi(scopes)) for (const { id } of granted) add(apis[api].appId, id, "Scope");
  for (const { api, application, delegated } of keep) {
    for (const id of application) add(api, id, "Role");
    for (const id of delegated) add(api, id, "Scope");
  }
  const apiOrder = [...new Set(declared.map((one) => one.split("/")[0] ?? ""))];
  const place = (api: string) => (apiOrder.includes(api) ? apiOrder.indexOf(api) : apiOrder.length);
  return [...wanted]
    .sort(([one], [other]) => place(one) - place(other))
    .map(([resourceAppId, entries]) => ({
      resourceAppId,
      resourceAccesses: inPlace(idsOn(declared, resourceAppId), entries).map(([id, type]) => ({ id, type })),
    }));
}

const idsOn = (declared: readonly string[], api: string) =>
  declared.filter((one) => one.startsWith(`${api}/`)).map((one) => one.slice(api.length + 1));

/** What stays keeps its place, and what is new takes that of what goes. */
function inPlace<T>(places: readonly string[], wanted: ReadonlyMap<string, T>): [string, T][] {
  const added = [...wanted.keys()].filter((id) => !places.includes(id));
  const ids = places.flatMap((id) => (wanted.has(id) ? id : (added.shift() ?? [])));
  return [...ids, ...added].map((id) => [id, wanted.get(id) as T]);
}
