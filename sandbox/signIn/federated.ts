import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { assertionRefusals } from "./assertionErrors";
import type { Client } from "./client";
import type { SignInCall } from "./context";
import { fetchIssuerJson } from "./issuerClient";
import { same } from "./resource";

/**
 * Checks an assertion of another identity provider against the application's federated identity credentials. Issuer,
 * subject and audience must be the same to the letter; the signature is checked with the issuer's published keys.
 * @throws SignInError 70025, 700211, 700213, 7002138, 700212, 50166, 700027
 */
export async function checkFederated(
  call: SignInCall,
  client: Client,
  assertion: string,
  claims: JWTPayload,
): Promise<void> {
  const credentials = client.application?.federatedIdentityCredentials ?? [];
  if (credentials.length === 0) throw assertionRefusals.noFederatedCredential(client.name);
  const issuer = String(claims.iss ?? "");
  const subject = String(claims.sub ?? "");
  const audiences = Array.isArray(claims.aud) ? claims.aud : [String(claims.aud ?? "")];

  const ofIssuer = credentials.filter((credential) => credential.issuer === issuer);
  if (ofIssuer.length === 0) throw assertionRefusals.noMatch(700211, "issuer", issuer);
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject);
  if (ofSubject.length === 0) {
    if (ofIssuer.some((credential) => same(credential.subject, subject))) throw assertionRefusals.subjectCase(subject);
    throw assertionRefusals.noMatch(700213, "subject", subject);
  }
  const trusted = ofSubject.flatMap((credential) => credential.audiences);
  if (!audiences.some((audience) => trusted.includes(audience))) {
    throw assertionRefusals.noMatch(700212, "audience", audiences.join(","));
  }

  const keys = await issuerKeys(call, issuer);
  try {
    await jwtVerify(assertion, createLocalJWKSet(keys), { currentDate: call.now, clockTolerance: 300 });
  } catch (error) {
    if (!(error instanceof errors.JOSEError || error instanceof TypeError)) throw error;
    const reason =
      error instanceof errors.JWKSNoMatchingKey
        ? "The key was not found."
        : "Key was found, but use of the key to verify the signature failed.";
    throw assertionRefusals.signature(reason, "", client.clientId);
  }
}

async function issuerKeys(call: SignInCall, issuer: string): Promise<JSONWebKeySet> {
  const configuration = await fetchIssuerJson(
    call,
    issuer,
    `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  );
  if (typeof configuration.jwks_uri !== "string") {
    throw assertionRefusals.issuerUnreachable(issuer, "Its openid-configuration names no jwks_uri.");
  }
  const keys = await fetchIssuerJson(call, issuer, configuration.jwks_uri);
  if (!Array.isArray(keys.keys)) throw assertionRefusals.issuerUnreachable(issuer, "Its JWKS document holds no keys.");
  return keys as unknown as JSONWebKeySet;
}
