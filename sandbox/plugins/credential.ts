import { createHash, createPrivateKey, sign as cryptoSign, randomUUID, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { repeat } from "./repeat";
import { ConnectionLost, type Transport } from "./transport";

/** How the provider proves who it is; exactly one of secret, certificate and assertion. */
export interface Identity {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM: a certificate and its private key. */
  readonly certificate?: string;
  /** A token of an outside issuer (OIDC), or the file that holds one. */
  readonly assertion?: { readonly token: string } | { readonly file: string };
}

export interface Credential {
  readonly identity: Identity;
  /** Access token for a scope; kept until it has less than a third of its life left. */
  token(scope: string, signal: AbortSignal): Promise<string>;
  /** Claims of that token. */
  claims(scope: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  forget(scope: string): void;
}

/** Sign-in refused to give a token. */
export class SignInFailed extends Error {}

/** Client credentials grant at `{loginEndpoint}/{tenant}/oauth2/v2.0/token`. */
export function createCredential(transport: Transport, loginEndpoint: string, identity: Identity): Credential {
  const tokens = new Map<string, Promise<{ token: string; renewAt: number }>>();
  const url = `${loginEndpoint}/${identity.tenantId}/oauth2/v2.0/token`;

  async function acquire(scope: string, signal: AbortSignal) {
    const form = new URLSearchParams({
      client_id: identity.clientId,
      grant_type: "client_credentials",
      scope,
      ...(await proof(identity, url)),
    });
    const request = {
      method: "POST",
      url,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      content: form.toString(),
    };
    const answer = await repeat(() => transport.send(request, signal), { safe: true, signal }).catch((error) => {
      throw error instanceof ConnectionLost ? new SignInFailed(error.message) : error;
    });
    if (answer.status !== 200) {
      throw new SignInFailed(
        `clientCredentialsToken: received HTTP status ${answer.status} with response: ${answer.text}`,
      );
    }
    const body = JSON.parse(answer.text) as { access_token: string; expires_in: number | string };
    return { token: body.access_token, renewAt: Date.now() + (Number(body.expires_in) * 1000 * 2) / 3 };
  }

  async function token(scope: string, signal: AbortSignal): Promise<string> {
    const known = tokens.get(scope);
    if (known && (await known).renewAt > Date.now()) return (await known).token;
    const fresh = acquire(scope, signal);
    tokens.set(scope, fresh);
    fresh.catch(() => tokens.delete(scope));
    return (await fresh).token;
  }

  return {
    identity,
    token,
    claims: async (scope, signal) => claimsOf(await token(scope, signal)),
    forget: (scope) => void tokens.delete(scope),
  };
}

/** The claims in a token, without checking it. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

async function proof(identity: Identity, tokenUrl: string): Promise<Record<string, string>> {
  if (identity.certificate !== undefined) return clientAssertion(certificateAssertion(identity, tokenUrl));
  if (identity.assertion !== undefined) {
    const { assertion } = identity;
    return clientAssertion("token" in assertion ? assertion.token : (await readFile(assertion.file, "utf8")).trim());
  }
  return { client_secret: identity.clientSecret ?? "" };
}

const clientAssertion = (assertion: string) => ({
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  client_assertion: assertion,
});

/** RS256, `kid` the base64url SHA-1 of the certificate with padding, as go-azure-sdk makes it. */
function certificateAssertion(identity: Identity, tokenUrl: string): string {
  const pem = identity.certificate as string;
  const thumbprint = createHash("sha1").update(new X509Certificate(pem).raw).digest("base64");
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT", kid: thumbprint.replaceAll("+", "-").replaceAll("/", "_") },
    {
      aud: tokenUrl,
      iss: identity.clientId,
      sub: identity.clientId,
      jti: randomUUID(),
      nbf: now,
      exp: now + 3600,
    },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  const signature = cryptoSign("RSA-SHA256", Buffer.from(parts.join(".")), createPrivateKey(pem));
  return [...parts, signature.toString("base64url")].join(".");
}
