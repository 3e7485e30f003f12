import { createHash } from "node:crypto";
import type { Reply } from "../operation";
import type { User } from "../state/entities";
import { type Client, type ClientProof, clientIdOf, findClient, proveClient } from "./client";
import { consentedRoles, consentedScopes } from "./consent";
import type { SignInCall } from "./context";
import { refusals } from "./errors";
import type { PendingCode } from "./pending";
import { checkClientKind, redirectPlatform } from "./publicClient";
import { makeRefreshToken, readRefreshToken } from "./refreshToken";
import { findResource } from "./resource";
import { applicationResource, delegatedScope, parseScope, type RequestedScope } from "./scope";
import { applicationToken, delegatedToken, idToken, tokenLifetime } from "./tokens";
import { authenticateUser, checkAssigned } from "./user";
import { userRefusals } from "./userErrors";

type Grant = (call: SignInCall, client: Client, proof: ClientProof) => Promise<Reply>;

const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
  password: passwordGrant,
  device_code: deviceCode,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
};

/** Answers the token endpoint. @throws SignInError */
export async function issueToken(call: SignInCall): Promise<Reply> {
  const type = call.field("grant_type");
  if (!type) throw refusals.missingParameter("grant_type");
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
  if (!grant) throw refusals.unsupportedGrant(type);
  const client = findClient(call, clientIdOf(call));
  return grant(call, client, await proveClient(call, client));
}

async function clientCredentials(call: SignInCall, client: Client, proof: ClientProof): Promise<Reply> {
  if (proof === "none") throw refusals.noCredential();
  const resource = findResource(call, applicationResource(call));
  const roles = consentedRoles(call, client, resource);
  const token = await applicationToken(call, client, resource, proof, roles);
  return tokenReply(call, { access_token: token }, resource.identifier);
}

async function passwordGrant(call: SignInCall, client: Client, proof: ClientProof): Promise<Reply> {
  checkClientKind(client, proof);
  const requested = delegatedScope(call, call.field("scope"));
  const name = call.field("username");
  const password = call.field("password");
  if (!name) throw refusals.missingField("username");
  if (!password) throw refusals.missingField("password");
  return delegated(call, client, proof, authenticateUser(call, name, password), requested);
}

async function authorizationCode(call: SignInCall, client: Client, proof: ClientProof): Promise<Reply> {
  const value = call.field("code");
  if (!value) throw refusals.missingParameter("code");
  const code = call.pending.code(value);
  if (!code || code.clientId !== client.clientId) throw userRefusals.invalidCode();
  if (code.redeemed) throw userRefusals.codeRedeemed();
  if (code.expiresMs <= call.now.getTime()) throw userRefusals.grantExpired();
  const redirectUri = call.field("redirect_uri");
  if (!redirectUri) throw refusals.missingParameter("redirect_uri");
  if (redirectUri !== code.redirectUri) throw userRefusals.invalidCode();
  checkClientKind(client, proof, redirectPlatform(client, redirectUri));
  checkVerifier(code, call.field("code_verifier"));
  code.redeemed = true;
  const user = call.state.users.get(code.userId);
  if (!user?.accountEnabled) throw userRefusals.disabledUser();
  const scope = call.endpoint === "v1" ? undefined : (call.field("scope") ?? code.scope);
  const requested =
    scope === undefined ? delegatedScope(call, undefined) : merged(parseScope(scope), parseScope(code.scope));
  return delegated(call, client, proof, user, requested, code.nonce);
}

/** The id and refresh tokens that were agreed when the user signed in are given even if the second request omits them. */
function merged(requested: RequestedScope, agreed: RequestedScope): RequestedScope {
  return { ...requested, oidc: new Set([...requested.oidc, ...agreed.oidc]) };
}

function checkVerifier(code: PendingCode, verifier: string | undefined): void {
  if (!code.challenge) return;
  const { method, value } = code.challenge;
  const proof =
    method === "S256"
      ? createHash("sha256")
          .update(verifier ?? "")
          .digest("base64url")
      : verifier;
  if (proof !== value) throw userRefusals.wrongVerifier();
}

async function refreshToken(call: SignInCall, client: Client, proof: ClientProof): Promise<Reply> {
  const token = call.field("refresh_token");
  if (!token) throw refusals.missingParameter("refresh_token");
  if (proof === "none" && client.application?.passwordCredentials.length && !isPublic(client))
    throw refusals.noCredential();
  const { user, scope } = await readRefreshToken(call, client, token);
  const asked = call.endpoint === "v1" ? undefined : (call.field("scope") ?? scope);
  const requested = call.endpoint === "v1" ? delegatedScope(call, undefined) : parseScope(asked ?? scope);
  return delegated(call, client, proof, user, { ...requested, oidc: new Set([...requested.oidc, "offline_access"]) });
}

/** Whether any platform of the application, or its fallback, is public. */
function isPublic(client: Client): boolean {
  const properties = client.application?.properties ?? {};
  const uris = (name: string) =>
    (properties[name] as { redirectUris?: unknown[] } | undefined)?.redirectUris?.length ?? 0;
  return properties.isFallbackPublicClient === true || uris("publicClient") > 0 || uris("spa") > 0;
}

async function deviceCode(call: SignInCall, client: Client, proof: ClientProof): Promise<Reply> {
  checkClientKind(client, proof);
  const code = call.field("device_code") ?? call.field("code");
  if (!code) throw refusals.missingParameter("device_code");
  const device = call.pending.device(code);
  if (!device || device.clientId !== client.clientId) throw userRefusals.deviceCodeUnknown();
  if (device.expiresMs <= call.now.getTime()) throw userRefusals.deviceCodeExpired();
  if (!device.userId) throw userRefusals.authorizationPending();
  call.pending.removeDevice(code);
  const user = call.state.users.get(device.userId);
  if (!user?.accountEnabled) throw userRefusals.disabledUser();
  return delegated(call, client, proof, user, parseScope(device.scope));
}

async function delegated(
  call: SignInCall,
  client: Client,
  proof: ClientProof,
  user: User,
  requested: RequestedScope,
  nonce?: string,
): Promise<Reply> {
  checkAssigned(call, client, user);
  const resource = findResource(call, requested.resource);
  const scopes = consentedScopes(call, client, resource, requested, user);
  const scope = scopes.map((name) => (requested.qualified ? `${requested.resource}/${name}` : name));
  const oidc = [...requested.oidc].filter((name) => name !== "offline_access");
  const kept = requested.permissions.length > 0 ? requested.permissions : [".default"];
  const refreshScope = [...kept.map((name) => `${requested.resource}/${name}`), ...requested.oidc].join(" ");
  return tokenReply(
    call,
    {
      scope: [...scope, ...oidc].join(" "),
      access_token: await delegatedToken(call, client, resource, proof, scopes, user),
      ...(requested.oidc.has("offline_access")
        ? { refresh_token: await makeRefreshToken(call, client, user, refreshScope) }
        : {}),
      ...(requested.oidc.has("openid") ? { id_token: await idToken(call, client, user, nonce) } : {}),
      ...(call.field("client_info") === "1" ? { client_info: clientInfo(call, user) } : {}),
    },
    resource.identifier,
  );
}

/** Who the account is, for MSAL's cache. */
function clientInfo(call: SignInCall, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: call.state.tenantId })).toString("base64url");
}

/** v1 writes numbers as strings and names the resource. */
function tokenReply(call: SignInCall, tokens: Record<string, unknown>, resource: string): Reply {
  const now = Math.floor(call.now.getTime() / 1000);
  const body =
    call.endpoint === "v2"
      ? { token_type: "Bearer", expires_in: tokenLifetime, ext_expires_in: tokenLifetime, ...tokens }
      : {
          token_type: "Bearer",
          expires_in: String(tokenLifetime),
          ext_expires_in: String(tokenLifetime),
          expires_on: String(now + tokenLifetime),
          not_before: String(now - 300),
          resource,
          ...tokens,
        };
  return { status: 200, body, headers: { pragma: "no-cache" } };
}
