import { displayName, type ResourceView } from "../model/resource";
import { types } from "../model/types";
import { block, knownText, list, type Unknown, unknown, type Value } from "../model/value";
import { defineRule, type Finding } from "../rule";

/** A redirect URI with the place where it is declared. Native applications are redirected to schemes of their own. */
interface Redirect {
  readonly place: string;
  readonly uri: Value;
  readonly native: boolean;
}

export const httpsRedirects = defineRule({
  name: "https-redirects",
  demand: "Redirect URIs are exact, and use https except on the developer's own machine.",
  severity: "high",
  why: "The redirect URI receives the authorization code or the token. Over http anyone on the way reads it; a wildcard sends it to whoever takes over one of the addresses.",
  remedy: "Use https and the full address. http is for localhost and 127.0.0.1 only.",
  source: "https://learn.microsoft.com/entra/identity-platform/reply-url",
  examples: {
    bad: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-spoke
      web:
        redirectUris: ["http://example.service-now.com/oauth_redirect.do"]
`,
    good: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-spoke
      web:
        redirectUris: ["https://example.service-now.com/oauth_redirect.do"]
`,
  },
  resource: {
    types: [types.application, types.applicationRedirectUris],
    check(resource) {
      const all = resource.type === types.application ? redirectsOf(resource) : separateRedirects(resource);
      if (all === unknown) return [undecided(resource, "the redirect URIs")];
      return all.flatMap((redirect) => judge(resource, redirect));
    },
  },
});

function redirectsOf({ properties }: ResourceView): readonly Redirect[] | Unknown {
  const found: Redirect[] = [];
  for (const platform of ["web", "singlePageApplication", "publicClient"]) {
    const settings = block(properties[platform]);
    const uris = settings === unknown ? unknown : list(settings.redirectUris);
    if (settings === unknown || uris === unknown) return unknown;
    const native = platform === "publicClient";
    found.push(...uris.map((uri): Redirect => ({ place: `${platform}.redirectUris`, uri, native })));
    if (settings.logoutUrl) found.push({ place: `${platform}.logoutUrl`, uri: settings.logoutUrl, native });
  }
  return found;
}

function separateRedirects({ properties }: ResourceView): readonly Redirect[] | Unknown {
  const uris = list(properties.redirectUris);
  if (uris === unknown) return unknown;
  return uris.map((uri): Redirect => ({ place: "redirectUris", uri, native: properties.type === "PublicClient" }));
}

function judge(resource: ResourceView, { place, uri, native }: Redirect): readonly Finding[] {
  if (uri === unknown) return [undecided(resource, place)];
  const value = knownText(uri);
  const problem = value === undefined ? undefined : problemOf(value, native);
  return problem === undefined
    ? []
    : [{ message: `"${displayName(resource)}" redirects to "${value}" (${place}): ${problem}.` }];
}

function problemOf(uri: string, native: boolean): string | undefined {
  if (uri.includes("*")) return "a wildcard is not an address";
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === "https") return undefined;
  if (scheme === "http") return isLocal(uri) ? undefined : "http is not encrypted";
  if (scheme === undefined) return "it has no scheme";
  return native ? undefined : `${scheme} is no scheme for a web application`;
}

function isLocal(uri: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(URL.canParse(uri) ? new URL(uri).hostname : "");
}

function undecided(resource: ResourceView, place: string): Finding {
  return { message: `"${displayName(resource)}" has redirect URIs that are not known yet (${place}).`, missing: place };
}
