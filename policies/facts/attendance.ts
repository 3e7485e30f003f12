/**
 * Whether people use an application, or a background service does.
 *
 * Delegated permissions are right for the one and worthless for the other: a background service has no user, so its token carries none of
 * them. Entra does not record which of the two an application is; it is derived from what the program declares, in this order:
 *
 * 1. the rule's configuration (`unattended`, `attended`: names or URNs);
 * 2. the tags that our own components set;
 * 3. ways in for people: redirect URIs, public client flows, implicit grant, scopes that the application exposes to other clients (it then
 *    acts on behalf of their users). An application with a client credential may have one of these and serve people all the same. The
 *    redirect URI of a product counts as none where the application asks for permissions that this product uses in background jobs;
 * 4. otherwise nobody can sign in to it, so it is unattended, all the more with a client credential.
 */
import { delegatedTag, unattendedTag } from "../../catalogue/integrationTags";
import { isBackgroundCallback } from "../../catalogue/productCallbacks";
import { matches } from "../configuration/exemptions";
import { displayName, type ResourceView } from "../model/resource";
import { types } from "../model/types";
import { block, knownList, knownText, list, type Properties, unknown, type Value } from "../model/value";
import { declaredAccess, declaredApiAccess, permissionTitle } from "./access";

export interface Attendance {
  readonly kind: "unattended" | "attended" | "undecided";
  /** A clause that says what it was derived from; for `undecided`, what is missing. */
  readonly because: string;
}

/** Configuration by name or URN. */
export interface AttendanceSettings {
  readonly unattended: readonly string[];
  readonly attended: readonly string[];
}

/** Redirect URIs that tools set on applications for their own use; nobody signs in there. */
const placeholders = new Set(["https://visualstudio/spn"]);

/**
 * Judges an application by its own properties; `further` are ways in that other resources give it.
 *
 * @param permissions names of the permissions that it asks for
 */
export function attendanceOf(
  application: ResourceView,
  settings: AttendanceSettings,
  permissions = permissionNames(application),
  further: readonly Attendance[] = [],
): Attendance {
  return (
    bySettings(application, settings) ??
    byTags(application) ??
    strongest([...waysIn(application, permissions), ...further]) ?? {
      kind: "unattended",
      because: hasRedirects(application)
        ? "its redirect URI is a product's own, and this product uses these permissions in background jobs"
        : "nobody can sign in to it (no redirect URI, no public client flow, no scope of its own)",
    }
  );
}

/** One certain way in is enough; without one, what is not known yet may be one. */
function strongest(ways: readonly (Attendance | undefined)[]): Attendance | undefined {
  return ways.find((way) => way?.kind === "attended") ?? ways.find((way) => way?.kind === "undecided");
}

function bySettings(application: ResourceView, { unattended, attended }: AttendanceSettings): Attendance | undefined {
  const { urn, name } = application;
  const isMeant = (pattern: string) =>
    matches(pattern, { urn, name }) || matches(pattern, { urn, name: displayName(application) });
  if (unattended.some(isMeant)) return { kind: "unattended", because: "the policy configuration says so" };
  return attended.some(isMeant) ? { kind: "attended", because: "the policy configuration says so" } : undefined;
}

function byTags({ properties }: ResourceView): Attendance | undefined {
  const tags = knownList(properties.tags);
  if (tags.includes(unattendedTag)) return { kind: "unattended", because: `its tag says so (${unattendedTag})` };
  return tags.includes(delegatedTag) ? { kind: "attended", because: `its tag says so (${delegatedTag})` } : undefined;
}

/** Whether it has redirect URIs of which none is a placeholder. */
function hasRedirects({ properties }: ResourceView): boolean {
  const web = block(properties.web);
  return web !== unknown && knownList(web.redirectUris).some((uri) => isUsedByPeople(uri, []));
}

/** The permissions that an application or a part of it asks for, by name as far as the catalogue knows them. */
export function permissionNames(...declaring: readonly ResourceView[]): readonly string[] {
  return declaring.flatMap((resource) => {
    const declared = resource.type === types.application ? declaredAccess(resource) : [declaredApiAccess(resource)];
    if (declared === unknown) return [];
    return declared.flatMap((access) => access.entries.map((entry) => permissionTitle(access, entry)));
  });
}

function waysIn(
  { properties, ignoreChanges }: ResourceView,
  permissions: readonly string[],
): readonly (Attendance | undefined)[] {
  const elsewhere = ignoreChanges.find((path) =>
    /^(web|singlePageApplication|publicClient|api|fallbackPublicClientEnabled)\b/.test(path),
  );
  return [
    ...["web", "singlePageApplication", "publicClient"].map((platform) =>
      byPlatform(properties, platform, permissions),
    ),
    ...byImplicitGrant(properties),
    byFlag(properties.fallbackPublicClientEnabled, "fallbackPublicClientEnabled", "it allows public client flows"),
    byScopes(properties),
    elsewhere === undefined ? undefined : undecided(`${elsewhere}, which is managed elsewhere (ignoreChanges)`),
  ];
}

function byPlatform(properties: Properties, platform: string, permissions: readonly string[]): Attendance | undefined {
  const settings = block(properties[platform]);
  if (settings === unknown) return undecided(platform);
  return byRedirects(settings.redirectUris, `${platform}.redirectUris`, permissions);
}

/** Redirect URIs as a way in. One that is not known yet is one nevertheless. */
export function byRedirects(value: Value, place: string, permissions: readonly string[]): Attendance | undefined {
  const uris = list(value);
  if (uris === unknown) return undecided(place);
  return uris.some((uri) => isUsedByPeople(uri, permissions)) ? attended(`people sign in to it (${place})`) : undefined;
}

function isUsedByPeople(uri: Value, permissions: readonly string[]): boolean {
  if (uri === unknown) return true;
  const value = knownText(uri);
  if (value === undefined || placeholders.has(value.toLowerCase().replace(/\/$/, ""))) return false;
  return !isBackgroundCallback(value, permissions);
}

function byImplicitGrant(properties: Properties): readonly (Attendance | undefined)[] {
  const web = block(properties.web);
  const grant = web === unknown ? {} : block(web.implicitGrant);
  const { accessTokenIssuanceEnabled, idTokenIssuanceEnabled }: Properties = grant === unknown ? {} : grant;
  const flags: [place: string, value: Value][] = [
    ["web.implicitGrant.accessTokenIssuanceEnabled", accessTokenIssuanceEnabled],
    ["web.implicitGrant.idTokenIssuanceEnabled", idTokenIssuanceEnabled],
    ["implicitAccessTokenIssuanceEnabled", properties.implicitAccessTokenIssuanceEnabled],
    ["implicitIdTokenIssuanceEnabled", properties.implicitIdTokenIssuanceEnabled],
  ];
  return flags.map(([place, value]) => byFlag(value, place, `it issues tokens by implicit grant (${place})`));
}

function byScopes(properties: Properties): Attendance | undefined {
  const api = block(properties.api);
  const scopes = api === unknown ? unknown : list(api.oauth2PermissionScopes);
  if (scopes === unknown) return undecided("api.oauth2PermissionScopes");
  return scopes.length > 0 ? exposesScopes : undefined;
}

/** A way in for an API: it gets its callers' users along with their tokens. */
export const exposesScopes: Attendance = {
  kind: "attended",
  because: "it is an API that acts on behalf of its callers' users (api.oauth2PermissionScopes)",
};

export function byFlag(value: Value, place: string, because: string): Attendance | undefined {
  if (value === unknown) return undecided(place);
  return value === true ? attended(because) : undefined;
}

const attended = (because: string): Attendance => ({ kind: "attended", because });
const undecided = (because: string): Attendance => ({ kind: "undecided", because });
