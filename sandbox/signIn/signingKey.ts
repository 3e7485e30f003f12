import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { readIfThere, writePrivate } from "../state/files";

/** The RSA key that signs tokens. */
export interface SigningKey {
  /** Key id: hash of the public key, so that it is the same after a restart. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PKCS #8, PEM: what is kept in the sandbox's directory. */
  readonly pem: string;
}

export function makeSigningKey(pem?: string): SigningKey {
  const privateKey = pem ? createPrivateKey(pem) : generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const publicKey = createPublicKey(privateKey);
  return {
    kid: createHash("sha1")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .digest("base64url"),
    privateKey,
    publicKey,
    pem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
}

/** The key of a directory, kept so that tokens outlive a restart. One that cannot be read is made anew, like a rollover. */
export function signingKeyIn(directory: string): SigningKey {
  const file = join(directory, "token-signing-key.pem");
  try {
    const kept = readIfThere(file);
    if (kept !== undefined) return makeSigningKey(kept);
  } catch {
    // Tokens of the lost key are refused.
  }
  const key = makeSigningKey();
  writePrivate(file, key.pem);
  return key;
}

/** The key as an entry of a JWKS document, as Entra publishes it. */
export function publicJwk(key: SigningKey, issuer: string): Record<string, unknown> {
  const { n, e } = key.publicKey.export({ format: "jwk" });
  return { kty: "RSA", use: "sig", alg: "RS256", kid: key.kid, n, e, issuer };
}
