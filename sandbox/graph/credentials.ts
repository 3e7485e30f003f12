import { createHash, randomBytes, X509Certificate } from "node:crypto";
import type { Environment } from "../operation";
import type { KeyCredential, PasswordCredential } from "../state/entities";
import { badRequest } from "./errors";
import { isGuid, newId } from "./ids";
import { type Body, isObject } from "./schema/body";

/** Secrets and certificates of applications and service principals. */

/** Graph gives a secret two years unless it is told otherwise. */
const defaultLifetimeYears = 2;

export interface NewPassword {
  readonly credential: PasswordCredential;
  /** Shown in the answer that made it, and nowhere else. */
  readonly secretText: string;
}

/** Makes a secret as `addPassword` does, from the properties that a request gives. */
export function newPassword(wanted: Body, environment: Environment): NewPassword {
  const now = environment.clock.now();
  const start = dateOf(wanted.startDateTime, "startDateTime") ?? now;
  const later = new Date(start);
  later.setUTCFullYear(later.getUTCFullYear() + defaultLifetimeYears);
  const end = dateOf(wanted.endDateTime, "endDateTime") ?? later;
  if (end <= start) {
    throw badRequest(
      "Password credential end date must be later than its start date.",
      "endDateTime",
      "InvalidEndDate",
    );
  }
  const secretText = newSecret();
  const { displayName = null } = wanted;
  if (displayName !== null && typeof displayName !== "string") {
    throw badRequest(
      "Invalid value specified for property 'displayName' of resource 'PasswordCredential'.",
      "displayName",
    );
  }
  return {
    secretText,
    credential: {
      keyId: newId(),
      displayName,
      startDateTime: isoTime(start),
      endDateTime: isoTime(end),
      hint: secretText.slice(0, 3),
      secretHash: createHash("sha256").update(secretText, "utf8").digest("hex"),
    },
  };
}

/** Forty characters, as Entra ID makes them. */
function newSecret(): string {
  const random = randomBytes(40).toString("base64url");
  return `${random.slice(0, 3)}8Q~${random.slice(3, 37)}`;
}

export function showPassword(credential: PasswordCredential, secretText: string | null = null): Body {
  const { keyId, displayName, startDateTime, endDateTime, hint } = credential;
  return { customKeyIdentifier: null, displayName, endDateTime, hint, keyId, secretText, startDateTime };
}

/** A PATCH may leave secrets out, and make none. */
export function keptPasswords(wanted: unknown, current: readonly PasswordCredential[]): PasswordCredential[] {
  return (wanted as readonly Body[]).map((item) => {
    const kept = current.find(({ keyId }) => keyId === item.keyId);
    if (!kept)
      throw badRequest("New password credentials must be generated with service actions.", "passwordCredentials");
    return kept;
  });
}

/** The list without the secret of that id. */
export function withoutPassword(body: Body, current: readonly PasswordCredential[]): PasswordCredential[] {
  const { keyId } = body;
  if (!isGuid(keyId))
    throw badRequest("The keyId of the password credential to remove is missing or not a GUID.", "keyId");
  const remaining = current.filter((credential) => credential.keyId.toLowerCase() !== keyId.toLowerCase());
  if (remaining.length === current.length) {
    throw badRequest(`No password credential found with keyId '${keyId}'.`, "keyId");
  }
  return remaining;
}

/** The keys that a PATCH leaves: known ones by their id, others are new certificates. */
export function keysOf(wanted: unknown, current: readonly KeyCredential[]): KeyCredential[] {
  return (wanted as readonly Body[]).map((item) => {
    const known = current.find(({ keyId }) => keyId === item.keyId);
    return known && (item.key === undefined || item.key === null) ? known : newKey(item);
  });
}

export function showKey(credential: KeyCredential, withKey: boolean): Body {
  return { ...credential, key: withKey ? credential.key : null };
}

function newKey(item: Body): KeyCredential {
  const { key, keyId, type = "AsymmetricX509Cert", usage = "Verify", displayName, customKeyIdentifier } = item;
  if (typeof key !== "string" || key === "") throw invalidKey("The key of the key credential is missing.");
  if (typeof type !== "string" || typeof usage !== "string")
    throw invalidKey("Key credential type or usage is invalid.");
  if (type !== "AsymmetricX509Cert") {
    return {
      keyId: isGuid(keyId) ? keyId : newId(),
      displayName: typeof displayName === "string" ? displayName : null,
      startDateTime: isoTime(dateOf(item.startDateTime, "startDateTime") ?? new Date(0)),
      endDateTime: isoTime(dateOf(item.endDateTime, "endDateTime") ?? new Date("2299-12-31T00:00:00Z")),
      type,
      usage,
      key,
      customKeyIdentifier: typeof customKeyIdentifier === "string" ? customKeyIdentifier : null,
    };
  }
  const certificate = certificateOf(key);
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  const start = dateOf(item.startDateTime, "startDateTime") ?? from;
  const end = dateOf(item.endDateTime, "endDateTime") ?? to;
  if (end > to || end <= start) {
    throw badRequest("Key credential end date is invalid.", "keyCredentials", "KeyCredentialsInvalidEndDate");
  }
  if (start < from) {
    throw badRequest("Key credential start date is invalid.", "keyCredentials", "KeyCredentialsInvalidStartDate");
  }
  const thumbprint = createHash("sha1").update(certificate.raw).digest();
  return {
    keyId: isGuid(keyId) ? keyId : newId(),
    displayName: typeof displayName === "string" ? displayName : certificate.subject.replaceAll("\n", ", "),
    startDateTime: isoTime(start),
    endDateTime: isoTime(end),
    type,
    usage,
    key: certificate.raw.toString("base64"),
    customKeyIdentifier: typeof customKeyIdentifier === "string" ? customKeyIdentifier : thumbprint.toString("base64"),
  };
}

/** Clients send base64 of the DER certificate, or of its PEM text. */
function certificateOf(key: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(key, "base64"));
  } catch {
    throw invalidKey("Key value is invalid certificate.");
  }
}

function invalidKey(message: string) {
  return badRequest(message, "keyCredentials", "KeyCredentialsInvalidValue");
}

function dateOf(value: unknown, name: string): Date | undefined {
  if (value === undefined || value === null) return undefined;
  const date = new Date(typeof value === "string" ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) {
    throw badRequest(`Invalid value specified for property '${name}'.`, name);
  }
  return date;
}

/** Without fractions where there are none. */
export function isoTime(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/** `{"passwordCredential": {…}}`, which may be absent. */
export function passwordOfAction(body: unknown): Body {
  if (!isObject(body)) return {};
  const { passwordCredential } = body;
  return isObject(passwordCredential) ? passwordCredential : {};
}
