import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

export interface TestCertificate {
  readonly pem: string;
  /** Private key, PKCS #8 PEM. */
  readonly keyPem: string;
  /** As the provider writes dates. */
  readonly notAfter: string;
}

/** A self-signed certificate of one day, with its key. */
export async function certificatePem(subject = "CN=integration"): Promise<TestCertificate> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  x509.cryptoProvider.set(webcrypto as never);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  const notAfter = new Date(notBefore.getTime() + 86_400_000);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: keys as never,
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey as never);
  return {
    pem: certificate.toString("pem"),
    keyPem: `-----BEGIN PRIVATE KEY-----\n${Buffer.from(key)
      .toString("base64")
      .replace(/(.{64})/g, "$1\n")}\n-----END PRIVATE KEY-----\n`,
    notAfter: `${notAfter.toISOString().slice(0, 19)}Z`,
  };
}
