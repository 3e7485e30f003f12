import { apis } from "../../catalogue/apis";
import type { SignInCall } from "./context";
import { refusals, SignInError } from "./errors";

/** Scopes of OpenID Connect: they ask for an id token or a refresh token, not for a permission on an API. */
const oidcScopes = new Set(["openid", "profile", "email", "offline_access"]);

/** What a delegated request asks for. */
export interface RequestedScope {
  readonly resource: string;
  /** Names of permissions; empty for all that were consented (`/.default`). */
  readonly permissions: readonly string[];
  readonly oidc: ReadonlySet<string>;
  /** Whether the client wrote permissions with the resource before them, as the answer then does too. */
  readonly qualified: boolean;
}

/** The resource of a client credentials request: `{resource}/.default`, or v1's `resource`. */
export function applicationResource(call: SignInCall): string {
  if (call.endpoint === "v1") return requiredResource(call);
  refuseResource(call);
  const scope = call.field("scope");
  if (!scope) throw refusals.missingField("scope");
  const scopes = words(scope).filter((word) => !oidcScopes.has(word));
  const [only] = scopes;
  if (only === undefined || scopes.length > 1) throw refusals.scopeNotDefault(scope);
  // Exactly this suffix: with a slash before it, the slash belongs to the resource (`https://host//.default`).
  const resource = /^(.+)\/\.default$/i.exec(only)?.[1];
  if (!resource) throw refusals.scopeNotDefault(scope);
  return resource;
}

/** The resource and permissions of a delegated request. */
export function delegatedScope(call: SignInCall, scope: string | undefined): RequestedScope {
  if (call.endpoint === "v1") {
    const resource = requiredResource(call);
    return { resource, permissions: [], oidc: new Set(["openid", "offline_access"]), qualified: false };
  }
  refuseResource(call);
  if (!scope) throw refusals.missingField("scope");
  return parseScope(scope);
}

export function parseScope(scope: string): RequestedScope {
  const asked = words(scope);
  const oidc = new Set(asked.filter((word) => oidcScopes.has(word)));
  const named = asked.filter((word) => !oidcScopes.has(word)).map(split);
  const resources = [...new Set(named.map(({ resource }) => resource).filter((resource) => resource !== undefined))];
  if (resources.length > 1) {
    throw new SignInError(
      28000,
      400,
      "invalid_request",
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    );
  }
  const permissions = named.map(({ permission }) => permission);
  const all = permissions.some((permission) => permission.toLowerCase() === ".default");
  if (all && permissions.length > 1) {
    throw refusals.invalidScope(
      `${scope} is not valid. .default scope can't be combined with resource-specific scopes`,
    );
  }
  return {
    resource: resources[0] ?? apis.microsoftGraph.publicResource,
    permissions: all ? [] : permissions,
    oidc,
    qualified: resources.length > 0,
  };
}

/** `https://graph.microsoft.com/User.Read` is a resource and a permission, `User.Read` a permission on Microsoft Graph. */
function split(word: string): { resource: string | undefined; permission: string } {
  const slash = word.lastIndexOf("/");
  return slash < 0
    ? { resource: undefined, permission: word }
    : { resource: word.slice(0, slash), permission: word.slice(slash + 1) };
}

function words(scope: string): string[] {
  return scope.split(/\s+/).filter((word) => word !== "");
}

function requiredResource(call: SignInCall): string {
  const resource = call.field("resource");
  if (!resource) throw refusals.missingParameter("resource");
  return resource;
}

function refuseResource(call: SignInCall): void {
  if (call.field("resource")) {
    throw new SignInError(901002, 400, "invalid_request", "The 'resource' request parameter is not supported.");
  }
}
