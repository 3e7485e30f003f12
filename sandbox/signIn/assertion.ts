import { createHash, X509Certificate } from "node:crypto";
import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from "jose";
import type { KeyCredential } from "../state/entities";
import { assertionRefusals } from "./assertionErrors";
import { type Client, noteUse } from "./client";
import type { SignInCall } from "./context";
import { refusals } from "./errors";
import { checkFederated } from "./federated";
import { same } from "./resource";

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/** Seconds by which clocks may differ. */
const skew = 300;
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

/**
 * Checks a client assertion: signed with a certificate of the application, or issued by an identity provider that one
 * of its federated identity credentials trusts.
 * @throws SignInError
 */
export async function checkAssertion(call: SignInCall, client: Client, assertion: string): Promise<void> {
  const type = call.field("client_assertion_type");
  if (type === undefined) throw refusals.missingParameter("client_assertion_type");
  if (type !== jwtBearer) throw assertionRefusals.unknownType(type);
  const { header, claims } = decode(assertion);
  checkTime(call, claims);
  // The owner of a certificate vouches for itself; the word of an identity provider, which has a URL, needs a federated
  // identity credential. The header does not tell them apart: GitHub's tokens have an x5t too.
  if (!/^https?:/i.test(String(claims.iss ?? ""))) {
    await checkCertificate(call, client, assertion, header, claims);
  } else {
    await checkFederated(call, client, assertion, claims);
  }
}

function decode(assertion: string): { header: ProtectedHeaderParameters; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw assertionRefusals.malformed();
  }
}

function checkTime(call: SignInCall, claims: JWTPayload): void {
  const now = call.now.getTime() / 1000;
  const from = claims.nbf ?? 0;
  const until = claims.exp ?? 0;
  if (now + skew < from || now - skew >= until) {
    throw assertionRefusals.notInTime(call.now, new Date(from * 1000), new Date(until * 1000));
  }
}

async function checkCertificate(
  call: SignInCall,
  client: Client,
  assertion: string,
  header: ProtectedHeaderParameters,
  claims: JWTPayload,
): Promise<void> {
  if (!same(String(claims.iss ?? ""), client.clientId) || !same(String(claims.sub ?? ""), client.clientId)) {
    throw assertionRefusals.wrongClient();
  }
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud ?? ""];
  if (!audiences.some((audience) => isTokenEndpoint(call, audience))) throw assertionRefusals.wrongAudience();

  const hints = [header["x5t#S256"], header.x5t, header.kid].filter((hint) => typeof hint === "string");
  const credentials = [...(client.application?.keyCredentials ?? []), ...client.servicePrincipal.keyCredentials];
  const credential = credentials.find((candidate) => thumbprints(candidate).some((form) => hints.includes(form)));
  const certificate = credential && certificateOf(credential);
  const refuse = (reason: string) =>
    assertionRefusals.signature(
      reason,
      hexThumbprint(hints[0] ?? ""),
      client.clientId,
      credential && { start: credential.startDateTime, end: credential.endDateTime },
    );
  if (!credential || !certificate) throw refuse("The key was not found.");
  if (Date.parse(credential.endDateTime) <= call.now.getTime()) throw refuse("The key used is expired.");
  try {
    await compactVerify(assertion, certificate.publicKey, { algorithms });
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      throw refuse("Key was found, but use of the key to verify the signature failed.");
    }
    throw error;
  }
  noteUse(call, client, credential);
}

/** The token endpoint, in the forms of either version, or the issuer. */
function isTokenEndpoint(call: SignInCall, audience: string): boolean {
  const { state, environment } = call;
  const { port } = new URL(environment.origin);
  const domains = state.organization.list().flatMap(({ verifiedDomains }) => verifiedDomains.map(({ name }) => name));
  const tenants = [state.tenantId, ...domains, "common", "organizations"];
  const origins = ["localhost", "127.0.0.1", "[::1]"].map((host) => `https://${host}:${port}`);
  const wanted = audience.toLowerCase().replace(/\/+$/, "");
  return [
    `https://sts.windows.net/${state.tenantId}`,
    ...origins.flatMap((origin) =>
      tenants.flatMap((tenant) =>
        ["", "/v2.0", "/oauth2/token", "/oauth2/v2.0/token"].map((path) => `${origin}/${tenant}${path}`),
      ),
    ),
  ].some((form) => form.toLowerCase() === wanted);
}

/**
 * The ways in which clients name a certificate: SHA-1 or SHA-256 of its DER form, as base64url (@azure/identity, MSAL;
 * with padding in go-azure-sdk's `kid`), base64 or hexadecimal.
 */
function thumbprints(credential: KeyCredential): string[] {
  const der = certificateOf(credential)?.raw;
  if (!der) return [];
  return ["sha1", "sha256"].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(der).digest();
    const url = digest.toString("base64url");
    const hex = digest.toString("hex");
    const padding = "=".repeat((4 - (url.length % 4)) % 4);
    return [url, url + padding, digest.toString("base64"), hex, hex.toUpperCase()];
  });
}

/** The key may be the DER form in base64, or that of a PEM file. */
function certificateOf(credential: KeyCredential): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(credential.key, "base64"));
  } catch {
    return undefined;
  }
}

function hexThumbprint(hint: string): string {
  return /^[0-9a-f]{40,64}$/i.test(hint)
    ? hint.toUpperCase()
    : Buffer.from(hint, "base64url").toString("hex").toUpperCase();
}
