import { errors, jwtVerify, SignJWT } from "jose";
import type { User } from "../state/entities";
import type { Client } from "./client";
import type { SignInCall } from "./context";
import { sha256 } from "./hash";
import { same } from "./resource";
import { userRefusals } from "./userErrors";

const lifetimeDays = 90;
const audience = "entra-integrations-sandbox-refresh-token";

/**
 * A refresh token is a signed note to ourselves, so that it outlives a restart without being kept anywhere. It ends with
 * the user's password, as Entra's does.
 */
export function makeRefreshToken(call: SignInCall, client: Client, user: User, scope: string): Promise<string> {
  const now = Math.floor(call.now.getTime() / 1000);
  return new SignJWT({ client: client.clientId, scope, password: fingerprint(user) })
    .setProtectedHeader({ alg: "RS256" })
    .setAudience(audience)
    .setSubject(user.id)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeDays * 24 * 60 * 60)
    .sign(call.key.privateKey);
}

/** The user and scope of a refresh token. @throws SignInError 70000, 70008, 50173, 50057 */
export async function readRefreshToken(
  call: SignInCall,
  client: Client,
  token: string,
): Promise<{ user: User; scope: string }> {
  const claims = await verify(call, token);
  if (!same(String(claims.client), client.clientId)) throw userRefusals.wrongClient();
  const user = call.state.users.get(String(claims.sub));
  if (!user || claims.password !== fingerprint(user) || revokedAfter(user, claims.iat ?? 0)) {
    throw userRefusals.grantRevoked();
  }
  if (!user.accountEnabled) throw userRefusals.disabledUser();
  return { user, scope: String(claims.scope) };
}

async function verify(call: SignInCall, token: string) {
  try {
    return (await jwtVerify(token, call.key.publicKey, { audience, currentDate: call.now })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw userRefusals.grantExpired();
    throw userRefusals.invalidCode();
  }
}

/** Of the hash, not of the password: enough to see that it changed. */
function fingerprint(user: User): string {
  return sha256(`${user.id}/${user.passwordHash ?? ""}`).slice(0, 16);
}

/** `revokeSignInSessions` writes the time from which on sessions count. */
function revokedAfter(user: User, issuedAt: number): boolean {
  const from = user.properties.signInSessionsValidFromDateTime;
  return typeof from === "string" && Date.parse(from) > issuedAt * 1000;
}
