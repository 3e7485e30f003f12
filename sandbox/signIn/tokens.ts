import { createHash, randomBytes } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import type { User } from "../state/entities";
import { tenantWideRoles } from "../state/heldRoles";
import type { Client, ClientProof } from "./client";
import type { SignInCall } from "./context";
import type { Resource } from "./resource";

/** Seconds. Less than an hour would make go-azure-sdk ask for a new token with every few requests. */
export const tokenLifetime = 3_600;
/** Tokens start this many seconds before they are issued, so that clocks which go a little behind accept them. */
const head = 300;

/** `wids` always holds one of these, which stand for the rights that everybody has. */
const everyApplication = "0997a1d0-0d1d-4acb-b408-d5ca73121e90";
const everyMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";

const acr: Readonly<Record<ClientProof, string>> = { none: "0", secret: "1", assertion: "2" };

/** An access token for the application itself, with its consented app roles. */
export function applicationToken(
  call: SignInCall,
  client: Client,
  resource: Resource,
  proof: ClientProof,
  roles: readonly string[],
): Promise<string> {
  const oid = client.servicePrincipal.id;
  return sign(call, {
    ...common(call, client, resource, proof),
    idtyp: "app",
    oid,
    sub: oid,
    // A token without any consented permission is issued all the same; it just has no roles.
    ...(roles.length > 0 ? { roles } : {}),
    wids: [...tenantWideRoles(call.state, oid), everyApplication],
  });
}

/** An access token for an application on behalf of a user, with the consented delegated permissions. */
export function delegatedToken(
  call: SignInCall,
  client: Client,
  resource: Resource,
  proof: ClientProof,
  scopes: readonly string[],
  user: User,
): Promise<string> {
  return sign(call, {
    ...common(call, client, resource, proof),
    acr: "1",
    amr: ["pwd"],
    idtyp: "user",
    name: user.displayName,
    oid: user.id,
    scp: scopes.join(" "),
    sub: pairwise(user.id, resource.servicePrincipal.appId),
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
    wids: [...tenantWideRoles(call.state, user.id), everyMember],
  });
}

/** An id token: who signed in, for the application. */
export function idToken(call: SignInCall, client: Client, user: User, nonce: string | undefined): Promise<string> {
  const { state, environment } = call;
  const v2 = call.endpoint === "v2";
  return sign(call, {
    aud: client.clientId,
    iss: v2 ? `${environment.origin}/${state.tenantId}/v2.0` : `https://sts.windows.net/${state.tenantId}/`,
    name: user.displayName,
    oid: user.id,
    sub: pairwise(user.id, client.clientId),
    tid: state.tenantId,
    ver: v2 ? "2.0" : "1.0",
    ...(v2 ? { preferred_username: user.userPrincipalName } : { upn: user.userPrincipalName }),
    ...(nonce === undefined ? {} : { nonce }),
  });
}

function common(call: SignInCall, client: Client, resource: Resource, proof: ClientProof): JWTPayload {
  const { state, environment } = call;
  const shared = {
    aio: random(48),
    rh: `1.${random(32)}.`,
    tid: state.tenantId,
    uti: random(16),
    ...(call.field("claims")?.includes("CP1") ? { xms_cc: ["CP1"] } : {}),
  };
  if (resource.tokenVersion === 2) {
    return {
      ...shared,
      aud: resource.servicePrincipal.appId,
      iss: `${environment.origin}/${state.tenantId}/v2.0`,
      azp: client.clientId,
      azpacr: acr[proof],
      ver: "2.0",
    };
  }
  return {
    ...shared,
    aud: resource.identifier,
    iss: `https://sts.windows.net/${state.tenantId}/`,
    app_displayname: client.name,
    appid: client.clientId,
    appidacr: acr[proof],
    idp: `https://sts.windows.net/${state.tenantId}/`,
    tenant_region_scope: "EU",
    ver: "1.0",
    xms_tcdt: 1577836800,
  };
}

function sign(call: SignInCall, claims: JWTPayload): Promise<string> {
  const now = Math.floor(call.now.getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ typ: "JWT", alg: "RS256", x5t: call.key.kid, kid: call.key.kid })
    .setIssuedAt(now - head)
    .setNotBefore(now - head)
    .setExpirationTime(now + tokenLifetime)
    .sign(call.key.privateKey);
}

/** The subject of a user differs by application, so that applications cannot compare notes. */
function pairwise(userId: string, appId: string): string {
  return createHash("sha256").update(`${userId}/${appId}`).digest("base64url");
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
