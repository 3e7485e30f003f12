/**
 * Whether people use an application, or a background service does.
 *
 * Delegated permissions are right for the one and worthless for the other: a background service has no user, so its token carries none of
 * them. Entra does not record which of the two an application is; it is derived from what the program declares, in this order:
 *
 * 1. the policy's configuration (`unattended`, `attended`: names or URNs);
 * 2. the tags that our own components set;
 * 3. ways in for people: redirect URIs, public client flows, implicit grant, scopes that the application exposes to other clients (it then
 *    acts on behalf of their users);
 * 4. otherwise nobody can sign in, so it is unattended; a credential or consent in the program says so even more clearly.
 */
import type { ResourceView } from "../model/resource";
import { block, knownList, knownText, list, type Properties, unknown, type Value } from "../model/value";

/** Tag of an application that runs without a user. */
export const unattendedTag = "entra-integrations:unattended";
/** Tag of an application that acts for one dedicated account or for people, by design. */
export const delegatedTag = "entra-integrations:delegated";

export interface Attendance {
  readonly kind: "unattended" | "attended" | "undecided";
  /** Half a sentence: "it …", or for `undecided` what is missing. */
  readonly because: string;
}

/** Redirect URIs that tools set on service principals for their own use; nobody signs in there. */
const placeholders = new Set(["https://visualstudio/spn"]);

/** Judges an `Application` by its own properties. */
export function attendanceOf(application: ResourceView): Attendance {
  return byTags(application) ?? byWaysIn(application) ?? unattended;
}

const unattended: Attendance = {
  kind: "unattended",
  because: "nobody can sign in to it (no redirect URI, no public client flow, no scope of its own)",
};

function byTags({ properties }: ResourceView): Attendance | undefined {
  const tags = knownList(properties.tags);
  if (tags.includes(unattendedTag)) return { kind: "unattended", because: `its tag says so (${unattendedTag})` };
  if (tags.includes(delegatedTag)) return { kind: "attended", because: `its tag says so (${delegatedTag})` };
  return undefined;
}

function byWaysIn(application: ResourceView): Attendance | undefined {
  const { properties, ignoreChanges } = application;
  const findings = [
    ...["web", "singlePageApplication", "publicClient"].map((platform) => byRedirects(properties, platform)),
    byImplicitGrant(properties),
    byFlag(properties.fallbackPublicClientEnabled, "fallbackPublicClientEnabled", "it allows public client flows"),
    byScopes(properties),
    ignoreChanges.some((path) =>
      /^(web|singlePageApplication|publicClient|api|fallbackPublicClientEnabled)\b/.test(path),
    )
      ? undecided("its sign-in settings are managed elsewhere (ignoreChanges)")
      : undefined,
  ];
  return (
    findings.find((finding) => finding?.kind === "attended") ??
    findings.find((finding) => finding?.kind === "undecided")
  );
}

function byRedirects(properties: Properties, platform: string): Attendance | undefined {
  const settings = block(properties[platform]);
  if (settings === unknown) return undecided(`${platform} is known after deployment`);
  const uris = list(settings.redirectUris);
  if (uris === unknown) return undecided(`${platform}.redirectUris is known after deployment`);
  return uris.some(isUsedByPeople) ? attended(`people sign in to it (${platform}.redirectUris)`) : undefined;
}

/** A redirect URI that is not known yet is one nevertheless. */
export function isUsedByPeople(uri: Value): boolean {
  if (uri === unknown) return true;
  const value = knownText(uri);
  return value !== undefined && !placeholders.has(value.toLowerCase().replace(/\/$/, ""));
}

function byImplicitGrant(properties: Properties): Attendance | undefined {
  const web = block(properties.web);
  const grant = web === unknown ? unknown : block(web.implicitGrant);
  if (grant === unknown) return undefined;
  const because = "it issues tokens by implicit grant (web.implicitGrant)";
  return (
    byFlag(grant.accessTokenIssuanceEnabled, "web.implicitGrant", because) ??
    byFlag(grant.idTokenIssuanceEnabled, "web.implicitGrant", because)
  );
}

function byScopes(properties: Properties): Attendance | undefined {
  const api = block(properties.api);
  if (api === unknown) return undecided("api is known after deployment");
  const scopes = list(api.oauth2PermissionScopes);
  if (scopes === unknown) return undecided("api.oauth2PermissionScopes is known after deployment");
  return scopes.length > 0
    ? attended("it is an API that acts on behalf of its callers' users (api.oauth2PermissionScopes)")
    : undefined;
}

function byFlag(value: Value, name: string, because: string): Attendance | undefined {
  if (value === unknown) return undecided(`${name} is known after deployment`);
  return value === true ? attended(because) : undefined;
}

const attended = (because: string): Attendance => ({ kind: "attended", because });
const undecided = (because: string): Attendance => ({ kind: "undecided", because });
