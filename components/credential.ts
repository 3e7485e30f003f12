import { X509Certificate } from "node:crypto";
import { ApplicationCertificate } from "@pulumi/azuread/applicationCertificate";
import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential";
import { ApplicationPassword } from "@pulumi/azuread/applicationPassword";
import * as pulumi from "@pulumi/pulumi";

/** Days for which a client secret lives, unless a longer life is asked for with a reason. */
export const defaultSecretLifetimeDays = 180;
/** The longest life that the portal offers for a client secret: 24 months. */
export const longestSecretLifetimeDays = 730;
/** The audience that Entra asks of a federated token. https://learn.microsoft.com/entra/workload-id/workload-identity-federation */
export const defaultFederatedAudience = "api://AzureADTokenExchange";

/** A client secret: the least that every product accepts, and the first to leak. */
export interface ClientSecretArgs {
  readonly type: "clientSecret";
  /** Days from its creation to its end. From 1 to 180, or to 730 with `longLivedReason`. A change applies from the next rotation. @default 180 */
  readonly lifetimeDays?: number;
  /** Why a secret may live longer than 180 days; required above that. */
  readonly longLivedReason?: string;
  /** A new value makes a new secret; the old one is removed after it, unless `keepPrevious`. @default 1 */
  readonly rotation?: number;
  /** Keeps the secret of rotation - 1 until the product has been given the new one. @default false */
  readonly keepPrevious?: boolean;
}

/** A certificate whose private key never comes here. */
export interface CertificateArgs {
  readonly type: "certificate";
  /** The public certificate, PEM. Its own end date is the credential's. */
  readonly pem: string;
}

/** No secret at all: tokens of another issuer are trusted for one exact subject. */
export interface FederatedArgs {
  readonly type: "federated";
  /** URL of the issuer, as in its tokens' `iss`. */
  readonly issuer: string;
  /** The exact `sub` of its tokens. */
  readonly subject: string;
  /** @default "api://AzureADTokenExchange" */
  readonly audience?: string;
}

/** How the integration proves who it is. Exactly one. */
export type CredentialArgs = ClientSecretArgs | CertificateArgs | FederatedArgs;

/** What the integration, and `verify`, need to sign in. `value` is a secret; an `external` credential is the vendor's own. */
export type Credential =
  | { readonly type: "clientSecret"; readonly keyId: string; readonly value: string; readonly endDate: string }
  | { readonly type: "certificate"; readonly keyId: string; readonly thumbprint: string; readonly endDate: string }
  | { readonly type: "federated"; readonly issuer: string; readonly subject: string; readonly audience: string }
  | { readonly type: "external"; readonly holder: string };

/** A credential as it is declared: each leaf an output of its own, so that only the secret is a secret. */
export type DeclaredCredential = {
  [Type in Credential["type"]]: {
    readonly [Key in keyof Extract<Credential, { type: Type }>]: Key extends "type" ? Type : pulumi.Output<string>;
  };
}[Credential["type"]];

/** Everything wrong with a credential, a sentence each; empty when it is right. */
export function credentialProblems(args: CredentialArgs): string[] {
  switch (args.type) {
    case "clientSecret":
      return secretProblems(args);
    case "certificate":
      return certificateProblems(args);
    case "federated":
      return federatedProblems(args);
  }
}

/** Declares the credential on an application (its resource id, `/applications/{objectId}`). */
export function declareCredential(
  name: string,
  args: CredentialArgs,
  applicationId: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): DeclaredCredential {
  switch (args.type) {
    case "clientSecret":
      return declareSecret(name, args, applicationId, options);
    case "certificate":
      return declareCertificate(name, args, applicationId, options);
    case "federated":
      return declareFederated(name, args, applicationId, options);
  }
}

function declareSecret(
  name: string,
  args: ClientSecretArgs,
  applicationId: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): DeclaredCredential {
  const { lifetimeDays = defaultSecretLifetimeDays, rotation = 1, keepPrevious = false } = args;
  // The end is counted from the day of creation, so it must not move with every later run: hence ignoreChanges, and
  // a name per rotation, so that a new secret gets a new end and the old one is removed only once the new one exists.
  const secretOf = (round: number) =>
    new ApplicationPassword(
      `${name}-secret-${round}`,
      { applicationId, displayName: `${name} (rotation ${round})`, endDate: daysFromNow(lifetimeDays) },
      { ...options, ignoreChanges: ["endDate"] },
    );
  if (keepPrevious) secretOf(rotation - 1);
  const secret = secretOf(rotation);
  return { type: "clientSecret", keyId: secret.keyId, value: pulumi.secret(secret.value), endDate: secret.endDate };
}

function declareCertificate(
  name: string,
  args: CertificateArgs,
  applicationId: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): DeclaredCredential {
  const parsed = new X509Certificate(args.pem);
  const endDate = toRfc3339(new Date(parsed.validTo));
  const certificate = new ApplicationCertificate(
    `${name}-certificate`,
    { applicationId, type: "AsymmetricX509Cert", encoding: "pem", value: args.pem, endDate },
    options,
  );
  const thumbprint = parsed.fingerprint.replaceAll(":", "");
  return {
    type: "certificate",
    keyId: certificate.keyId,
    thumbprint: pulumi.output(thumbprint),
    endDate: certificate.endDate,
  };
}

function declareFederated(
  name: string,
  args: FederatedArgs,
  applicationId: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): DeclaredCredential {
  const { issuer, subject, audience = defaultFederatedAudience } = args;
  const federated = new ApplicationFederatedIdentityCredential(
    `${name}-federated`,
    { applicationId, displayName: name, audiences: [audience], issuer, subject },
    options,
  );
  return { type: "federated", issuer: federated.issuer, subject: federated.subject, audience: pulumi.output(audience) };
}

function secretProblems(args: ClientSecretArgs): string[] {
  const { lifetimeDays = defaultSecretLifetimeDays, rotation = 1, keepPrevious = false, longLivedReason } = args;
  const problems: string[] = [];
  const longest = longLivedReason?.trim() ? longestSecretLifetimeDays : defaultSecretLifetimeDays;
  if (!Number.isInteger(lifetimeDays) || lifetimeDays < 1 || lifetimeDays > longest) {
    const way =
      lifetimeDays > longest && lifetimeDays <= longestSecretLifetimeDays
        ? "Shorten it, or say in `longLivedReason` why this secret must live longer."
        : `Give whole days from 1 to ${longest}.`;
    problems.push(`lifetimeDays: a client secret may live from 1 to ${longest} days, got ${lifetimeDays}. ${way}`);
  }
  if (!Number.isInteger(rotation) || rotation < 1) {
    problems.push(`rotation: a whole number from 1 on, got ${rotation}. Add 1 to make a new secret.`);
  }
  if (keepPrevious && rotation < 2) {
    problems.push(
      `keepPrevious: there is no secret before rotation ${rotation}. Set rotation to 2 or more, or remove keepPrevious.`,
    );
  }
  return problems;
}

function certificateProblems({ pem }: CertificateArgs): string[] {
  if (/PRIVATE KEY/.test(pem)) {
    return ["pem: this holds a private key, which must stay with the product. Give the certificate alone."];
  }
  try {
    const { validTo } = new X509Certificate(pem);
    if (new Date(validTo) > new Date()) return [];
    return [`pem: this certificate ended on ${validTo}. Give one that is still valid.`];
  } catch {
    return ["pem: this is no X.509 certificate in PEM form. It starts with -----BEGIN CERTIFICATE-----."];
  }
}

function federatedProblems({ issuer, subject, audience = defaultFederatedAudience }: FederatedArgs): string[] {
  const problems: string[] = [];
  if (!URL.canParse(issuer) || !issuer.startsWith("https://")) {
    problems.push(`issuer: an https URL, as in the token's claim "iss", got "${issuer}".`);
  }
  if (!subject.trim()) problems.push('subject: the exact claim "sub" of the tokens to trust, got an empty text.');
  if (/[*?]/.test(subject)) {
    problems.push(`subject: Entra compares subjects exactly, so "${subject}" would never match. Name one subject.`);
  }
  if (!audience.trim()) problems.push(`audience: got an empty text. The usual one is ${defaultFederatedAudience}.`);
  return problems;
}

function daysFromNow(days: number): string {
  return toRfc3339(new Date(Date.now() + days * 86_400_000));
}

/** As the provider writes dates: no fraction of a second. */
function toRfc3339(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
