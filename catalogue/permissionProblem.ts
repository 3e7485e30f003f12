import { type ApiName, apiNames, apis } from "./apis";
import { counterpart, equivalents } from "./counterparts";
import {
  findPermission,
  listPermissions,
  type Permission,
  type PermissionType,
  permissionByIdAnywhere,
} from "./permissionIndex";
import { nearest, question } from "./suggest";

const signInScopes = ["openid", "profile", "email", "offline_access"];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What is wrong with asking for a permission as this type on this API surface, in full sentences for the user; undefined when nothing is.
 * Says what was probably meant: the canonical letter case, a near name, the counterpart of the other type, the API surface that has it.
 * A permission of which Microsoft publishes no id is a problem too: it cannot be declared or consented to.
 */
export function permissionProblem(api: ApiName, value: string, type: PermissionType): string | undefined {
  const name = apis[api].displayName;
  const found = findPermission(api, value);
  if (found === undefined) return unknownName(api, value, type);
  if (!found.types.includes(type)) return wrongType(found, type);
  if (found.value !== value) return `"${value}" is spelt "${found.value}" on ${name}.`;
  if (found[type] === undefined) {
    return `"${value}" exists as ${article(type)} permission of ${name}, but Microsoft had not published its id when this catalogue was generated, so it cannot be granted from here. Regenerate the catalogue from newer data (scripts/generateCatalogue.ts), or use another permission.`;
  }
  return undefined;
}

function wrongType(found: Permission, wanted: PermissionType): string {
  const { api, value } = found;
  const name = apis[api].displayName;
  const other: PermissionType = wanted === "application" ? "delegated" : "application";
  if (found.types.length === 0)
    return `"${value}" is named in Microsoft's data for ${name}, but as no type of permission.`;
  if (signInScopes.includes(value)) {
    return `"${value}" is a sign-in scope of users: it exists only as a delegated permission. An application that acts without a user does not need it; leave it out.`;
  }
  const only = `"${value}" exists on ${name} only as ${article(other)} permission${effect(other)}.`;
  const match = counterpart(api, value, other);
  if (match === undefined) return `${only} There is no ${wanted} permission for it.`;
  return `${only} The ${wanted} permission for it is "${match.value}".`;
}

function unknownName(api: ApiName, value: string, type: PermissionType): string {
  const name = apis[api].displayName;
  const trimmed = value.trim().replace(/^https:\/\/[^/]+\//i, "");
  const not = `"${value}" is not ${article(type)} permission of ${name}.`;
  if (trimmed === "") return `A permission of ${name} has no name: it is empty.`;
  if (guid.test(trimmed)) return `${not} ${identifier(trimmed)}`;
  if (/^\.default$/i.test(trimmed)) {
    return `${not} It is the scope under which a token is asked for; list the permissions themselves.`;
  }
  const exact = trimmed === value ? undefined : findPermission(api, trimmed);
  if (exact !== undefined) return `${not}${question([exact.value])}`;

  const elsewhere = apiNames.filter((other) => other !== api).flatMap((other) => findPermission(other, trimmed) ?? []);
  if (elsewhere.length > 0)
    return `${not} ${elsewhere.map((permission) => otherSurface(permission, api, type)).join(" ")}`;
  return `${not}${suggestion(api, trimmed, type)}`;
}

/** `Incident.Read.All` asked on Graph: which API surface has it, and what the asked one calls it. */
function otherSurface(permission: Permission, asked: ApiName, type: PermissionType): string {
  const kinds = permission.types.map(article).join(" and ");
  const here = `It is ${kinds} permission of ${apis[permission.api].displayName}.`;
  const same = equivalents(permission.api, permission.value).find(({ api }) => api === asked);
  const usable = same && (same.types.includes(type) ? same : counterpart(asked, same.value, same.types[0] ?? type));
  if (usable === undefined) return here;
  return `${here} On ${apis[asked].displayName} the same right is "${usable.value}".`;
}

function identifier(id: string): string {
  const known = permissionByIdAnywhere(id);
  if (known === undefined) return "It looks like an id; give the permission's name, for example User.Read.All.";
  const { permission, type } = known;
  return `It is the id of the ${type} permission "${permission.value}" of ${apis[permission.api].displayName}; give the name.`;
}

/** Names of the asked type first; a near name that exists only as the other type is translated to its counterpart. */
function suggestion(api: ApiName, value: string, type: PermissionType): string {
  const all = listPermissions(api);
  const ofType = all.filter(({ types }) => types.includes(type));
  const near = nearest(
    value,
    ofType.map((permission) => permission.value),
  );
  if (near.length > 0) return question(near);
  const translated = nearest(
    value,
    all.map((permission) => permission.value),
  ).flatMap((other) => counterpart(api, other, type === "application" ? "delegated" : "application")?.value ?? []);
  if (translated.length > 0) return question([...new Set(translated)]);
  return ` See ${apis[api].documentation} for the names.`;
}

const article = (type: PermissionType) => (type === "application" ? "an application" : "a delegated");

const effect = (type: PermissionType) =>
  type === "delegated" ? ", which gives nothing to an application that acts without a user" : "";
