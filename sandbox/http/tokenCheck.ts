import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Caller, Environment, ServiceDefinition } from "../operation";
import type { SigningKey } from "../signIn/signingKey";
import { tenantWideRoles } from "../state/heldRoles";
import type { SandboxState } from "../state/state";
import { type TokenProblem, tokenRefusal } from "./tokenRefusals";

/** The caller of operations that need no token. */
export function anonymous(tenantId: string): Caller {
  return { kind: "anonymous", tenantId, appId: "", objectId: "", roles: [], scopes: [], directoryRoles: [] };
}

/**
 * Reads the caller from an `Authorization` header: signature by our key, audience of the service, time of validity.
 * Permissions are those of the token; directory roles those that the principal holds now.
 * @throws ServiceError 401 in the words of the service.
 */
export async function checkToken(
  authorization: string | undefined,
  definition: ServiceDefinition,
  key: SigningKey,
  state: SandboxState,
  environment: Environment,
): Promise<Caller> {
  const refuse = (problem: TokenProblem) => tokenRefusal(definition.service, problem, state.tenantId, environment);
  const token = /^Bearer\s+(.*)$/i.exec(authorization?.trim() ?? "")?.[1]?.trim();
  if (!token) throw refuse({ kind: "missing" });

  const now = environment.clock.now();
  const claims = await verify(token, key, now, refuse);
  const audience = Array.isArray(claims.aud) ? (claims.aud[0] ?? "") : (claims.aud ?? "");
  const allowed = definition.audiences?.(environment) ?? [];
  if (!allowed.some((value) => sameAudience(value, audience))) throw refuse({ kind: "audience", audience, allowed });
  if (claims.tid !== state.tenantId) throw refuse({ kind: "signature" });
  return callerOf(claims, state);
}

async function verify(
  token: string,
  key: SigningKey,
  now: Date,
  refuse: (problem: TokenProblem) => Error,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, key.publicKey, { algorithms: ["RS256"], currentDate: now })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      const expiry = new Date((decodeJwt(token).exp ?? 0) * 1000);
      throw refuse({ kind: "expired", expiry, now });
    }
    throw refuse({ kind: error instanceof errors.JWSSignatureVerificationFailed ? "signature" : "malformed" });
  }
}

function sameAudience(allowed: string, audience: string): boolean {
  return allowed.replace(/\/+$/, "").toLowerCase() === audience.replace(/\/+$/, "").toLowerCase();
}

function callerOf(claims: JWTPayload, state: SandboxState): Caller {
  const objectId = String(claims.oid ?? "");
  return {
    kind: claims.idtyp === "app" ? "app" : "user",
    tenantId: state.tenantId,
    appId: String(claims.appid ?? claims.azp ?? ""),
    objectId,
    roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
    scopes: typeof claims.scp === "string" ? claims.scp.split(" ").filter((scope) => scope !== "") : [],
    directoryRoles: tenantWideRoles(state, objectId),
  };
}
