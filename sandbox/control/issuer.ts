import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { ServiceError } from "../errors";
import type { Operation, Reply, SandboxRequest } from "../operation";
import { makeSigningKey, publicJwk } from "../signIn/signingKey";
import type { ControlParts } from "./parts";

/** Seconds that an assertion is good for, as GitHub's are. */
const lifetime = 300;

/**
 * A small identity provider: it vouches for any subject, so that federated identity credentials can be tried without
 * GitHub or Kubernetes. Its issuer is `{origin}/_sandbox/oidc`; its key is made at each start.
 * A token is asked for with POST and a JSON body, or with GET and a query as GitHub Actions' token endpoint is.
 */
export function makeIssuer({ clock }: Pick<ControlParts, "clock">): Operation[] {
  let made: ReturnType<typeof makeSigningKey> | undefined;
  const key = () => {
    made ??= makeSigningKey();
    return made;
  };
  const issuerOf = (origin: string) => `${origin}/_sandbox/oidc`;

  const token = async (request: SandboxRequest, origin: string, fields: Record<string, unknown>): Promise<Reply> => {
    const { subject, audience = "api://AzureADTokenExchange", claims = {}, expiresIn = lifetime } = fields;
    if (typeof subject !== "string" || subject === "") {
      throw new ServiceError(400, "InvalidBody", "Say whom the token is for: { subject, audience? }.");
    }
    const now = Math.floor(clock.now().getTime() / 1000);
    const jwt = await new SignJWT({ jti: randomUUID(), ...(claims as Record<string, unknown>) })
      .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key().kid, x5t: key().kid })
      .setIssuer(issuerOf(origin))
      .setSubject(subject)
      .setAudience(Array.isArray(audience) ? audience.map(String) : String(audience))
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + Number(expiresIn))
      .sign(key().privateKey);
    return {
      status: 200,
      body: request.method === "GET" ? { count: jwt.length, value: jwt } : { token: jwt, value: jwt },
    };
  };

  return [
    {
      service: "control",
      method: "GET",
      path: "/oidc/.well-known/openid-configuration",
      run: (_state, _request, { origin }) => ({
        status: 200,
        body: {
          issuer: issuerOf(origin),
          jwks_uri: `${issuerOf(origin)}/jwks`,
          response_types_supported: ["id_token"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        },
      }),
    },
    {
      service: "control",
      method: "GET",
      path: "/oidc/jwks",
      run: (_state, _request, { origin }) => ({ status: 200, body: { keys: [publicJwk(key(), issuerOf(origin))] } }),
    },
    {
      service: "control",
      method: "POST",
      path: "/oidc/token",
      run: (_state, request, { origin }) => token(request, origin, (request.body ?? {}) as Record<string, unknown>),
    },
    {
      service: "control",
      method: "GET",
      path: "/oidc/token",
      run: (_state, request, { origin }) => token(request, origin, Object.fromEntries(request.query)),
    },
  ];
}
