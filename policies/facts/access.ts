/** What an application declares that it needs: permissions by API. */
import { type ApiName, apiByAppId, apis, azureUserImpersonationId } from "../../catalogue/apis";
import { firstPartyName } from "../../catalogue/firstParty";
import { type PermissionType, permissionById } from "../../catalogue/permissions";
import type { ResourceView } from "../model/resource";
import { types } from "../model/types";
import { block, knownList, list, text, type Unknown, unknown, type Value } from "../model/value";

/** One entry: an id and whether it is asked for as application permission or as delegated permission. */
export interface AccessEntry {
  readonly id: string | Unknown;
  readonly type: PermissionType | Unknown;
}

/** The entries of one API. */
export interface DeclaredAccess {
  /** Application id of the API, lower case. */
  readonly apiAppId: string | Unknown;
  /** The catalogue's name of the API, where it knows it. */
  readonly api?: ApiName;
  readonly entries: readonly AccessEntry[];
}

/** The declared access of an `Application`, or `unknown` where not even the number of entries is known yet. */
export function declaredAccess(application: ResourceView): readonly DeclaredAccess[] | Unknown {
  const all = list(application.properties.requiredResourceAccesses);
  if (all === unknown) return unknown;
  const found: DeclaredAccess[] = [];
  for (const element of all) {
    const access = block(element);
    if (access === unknown) return unknown;
    const entries = list(access.resourceAccesses);
    if (entries === unknown) return unknown;
    found.push({ ...apiOf(access.resourceAppId), entries: entries.map(entryOf) });
  }
  return merge(found);
}

/** The types of resources that add permissions on one API to an application that is declared elsewhere. */
export const apiAccessTypes = [types.applicationApiAccess, types.applicationPermissions] as const;

/** The declared access of a resource of these types. */
export function declaredApiAccess({ properties }: ResourceView): DeclaredAccess {
  const { apiClientId, apiAppId, roleIds, scopeIds } = properties;
  return {
    ...apiOf(apiClientId ?? apiAppId),
    entries: [...idsOf(roleIds, "application"), ...idsOf(scopeIds, "delegated")],
  };
}

const idsOf = (ids: Value, type: PermissionType): AccessEntry[] => knownList(ids).map((id) => ({ id: idOf(id), type }));

function apiOf(value: Value): Pick<DeclaredAccess, "apiAppId" | "api"> {
  const apiAppId = text(value);
  if (apiAppId === undefined || apiAppId === unknown) return { apiAppId: unknown };
  return { apiAppId: apiAppId.toLowerCase(), api: apiByAppId(apiAppId) };
}

function entryOf(value: Value): AccessEntry {
  const entry = block(value);
  if (entry === unknown) return { id: unknown, type: unknown };
  return { id: idOf(entry.id), type: typeOf(entry.type) };
}

const idOf = (value: Value): string | Unknown => {
  const id = text(value);
  return id === undefined || id === unknown ? unknown : id.toLowerCase();
};

/** Microsoft accepts exactly `Role` and `Scope`; anything else is the provider's error to report. */
const typeOf = (value: Value): PermissionType | Unknown =>
  value === "Role" ? "application" : value === "Scope" ? "delegated" : unknown;

/** One API may be written in several blocks, which count as one. */
function merge(found: readonly DeclaredAccess[]): readonly DeclaredAccess[] {
  const known = new Map<string, DeclaredAccess>();
  const others: DeclaredAccess[] = [];
  for (const access of found) {
    if (access.apiAppId === unknown) {
      others.push(access);
      continue;
    }
    const present = known.get(access.apiAppId);
    known.set(
      access.apiAppId,
      present === undefined ? access : { ...access, entries: [...present.entries, ...access.entries] },
    );
  }
  return [...known.values(), ...others];
}

/** How an API is called in messages. */
export function apiTitle(access: DeclaredAccess): string {
  if (access.apiAppId === unknown) return "an API that is known after deployment";
  if (access.api !== undefined) return apis[access.api].displayName;
  return firstPartyName(access.apiAppId) ?? `API ${access.apiAppId}`;
}

/** How a permission is called in messages: its name where the catalogue knows the id, else the id. */
export function permissionTitle(access: Pick<DeclaredAccess, "api">, { id }: Pick<AccessEntry, "id">): string {
  if (id === unknown) return "a permission whose id is known after deployment";
  if (id === azureUserImpersonationId) return "user_impersonation";
  const found = access.api === undefined ? undefined : permissionById(access.api, id);
  return found === undefined ? id : found.permission.value;
}
