import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { readIfThere, writePrivate, writePublic } from "../state/files";
import { trustBundle } from "./bundle";
import { makeCertificate } from "./certificate";

const day = 24 * 60 * 60 * 1000;
const loopback = { dns: ["localhost"], ip: ["127.0.0.1", "::1"] } as const;
const organization = "entra-integrations sandbox";
/** Clients refuse server certificates that live for longer than 398 days. */
const serverDays = 397;
const authorityDays = 10 * 365;
const renewDays = 7;

/** What an HTTPS server on loopback needs, and what its clients need to trust it. */
export interface LoopbackTls {
  /** PEM. */
  readonly key: string;
  /** PEM: the server's certificate, then the authority's. */
  readonly cert: string;
  /** PEM of the authority alone. */
  readonly ca: string;
  /** File of the authority's certificate. */
  readonly caFile: string;
  /** File of everything that the environment trusts, and the authority. */
  readonly caBundleFile: string;
}

/**
 * Makes the certificate authority of a directory on first use, and a server certificate for localhost, 127.0.0.1 and
 * ::1; either is made anew when it has less than 7 days left or cannot be read. The authority can vouch for loopback
 * names only, so trusting it does not let anyone pose as another site. Private keys are readable by their owner alone.
 */
export function loopbackTls(directory: string, now: Date = new Date()): LoopbackTls {
  const file = (name: string) => join(directory, name);
  const authority = pairIn(file("ca-key.pem"), file("ca.pem"), now) ?? newAuthority(now);
  if (authority.fresh) {
    writePrivate(file("ca-key.pem"), authority.key);
    writePublic(file("ca.pem"), authority.cert);
  }
  const kept = authority.fresh ? undefined : pairIn(file("server-key.pem"), file("server.pem"), now);
  const server = kept && signedBy(kept.cert, authority.cert) ? kept : newServer(authority, now);
  if (server.fresh) {
    writePrivate(file("server-key.pem"), server.key);
    writePublic(file("server.pem"), server.cert);
  }
  const caBundleFile = file("ca-bundle.pem");
  writePublic(caBundleFile, trustBundle(authority.cert));
  return {
    key: server.key,
    cert: `${server.cert}${authority.cert}`,
    ca: authority.cert,
    caFile: file("ca.pem"),
    caBundleFile,
  };
}

interface Pair {
  readonly key: string;
  readonly cert: string;
  readonly fresh: boolean;
}

function pairIn(keyFile: string, certFile: string, now: Date): Pair | undefined {
  const key = readIfThere(keyFile);
  const cert = readIfThere(certFile);
  if (!key || !cert) return undefined;
  try {
    const certificate = new X509Certificate(cert);
    const left = Date.parse(certificate.validTo) - now.getTime();
    const usable = certificate.checkPrivateKey(createPrivateKey(key)) && left > renewDays * day;
    return usable && Date.parse(certificate.validFrom) <= now.getTime() ? { key, cert, fresh: false } : undefined;
  } catch {
    return undefined;
  }
}

function signedBy(cert: string, authority: string): boolean {
  const issuer = new X509Certificate(authority);
  const certificate = new X509Certificate(cert);
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function newAuthority(now: Date): Pair {
  const { publicKey, privateKey } = newKey();
  const cert = makeCertificate({
    // Two authorities with one name but different keys confuse some verifiers, hence the date.
    commonName: `entra-integrations sandbox authority ${now.toISOString()}`,
    organization,
    publicKey,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + authorityDays * day),
    issuer: { privateKey },
    purpose: "authority",
    names: loopback,
  });
  return { key: pem(privateKey), cert, fresh: true };
}

function newServer(authority: Pair, now: Date): Pair {
  const { publicKey, privateKey } = newKey();
  const cert = makeCertificate({
    commonName: "localhost",
    organization,
    publicKey,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + (serverDays - 1) * day),
    issuer: { privateKey: createPrivateKey(authority.key), name: nameOf(authority.cert) },
    purpose: "server",
    names: loopback,
  });
  return { key: pem(privateKey), cert, fresh: true };
}

function nameOf(cert: string) {
  const commonName = /^CN=(.*)$/m.exec(new X509Certificate(cert).subject)?.[1] ?? "";
  return { commonName, organization };
}

function newKey(): { publicKey: KeyObject; privateKey: KeyObject } {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }) as string;
}
