import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  boolean,
  context,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der";

/** What a certificate says. Keys are P-256 or RSA; signatures use SHA-256. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly organization?: string;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Who signs. The certificate signs itself where `issuer.name` is absent. */
  readonly issuer: { readonly privateKey: KeyObject; readonly name?: DistinguishedName };
  /** `authority` may sign others, and only for `names`; `server` serves `names`; `client` signs assertions. */
  readonly purpose: "authority" | "server" | "client";
  readonly names?: { readonly dns: readonly string[]; readonly ip: readonly string[] };
}

export interface DistinguishedName {
  readonly commonName: string;
  readonly organization?: string;
}

/** Makes an X.509 v3 certificate (RFC 5280) and returns it as PEM. */
export function makeCertificate(request: CertificateRequest): string {
  const subject: DistinguishedName = { commonName: request.commonName, organization: request.organization };
  const algorithm = signatureAlgorithm(request.issuer.privateKey);
  const body = sequence(
    context(0, true, integer(Buffer.from([2]))),
    integer(serialNumber()),
    algorithm,
    distinguishedName(request.issuer.name ?? subject),
    sequence(time(request.notBefore), time(request.notAfter)),
    distinguishedName(subject),
    request.publicKey.export({ type: "spki", format: "der" }),
    context(3, true, sequence(...extensions(request))),
  );
  const certificate = sequence(body, algorithm, bitString(sign("sha256", body, request.issuer.privateKey)));
  const lines = certificate.toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Positive and at most 20 bytes, as RFC 5280 asks. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function signatureAlgorithm(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === "ec") return sequence(objectIdentifier("1.2.840.10045.4.3.2"));
  return sequence(objectIdentifier("1.2.840.113549.1.1.11"), Buffer.from([0x05, 0x00]));
}

function distinguishedName(name: DistinguishedName): Buffer {
  const part = (type: string, value: string) => set(sequence(objectIdentifier(type), utf8String(value)));
  return sequence(
    ...(name.organization ? [part("2.5.4.10", name.organization)] : []),
    part("2.5.4.3", name.commonName),
  );
}

function extensions(request: CertificateRequest): Buffer[] {
  const { purpose, names } = request;
  const common = [
    extension("2.5.29.14", false, octetString(keyIdentifier(request.publicKey))),
    extension(
      "2.5.29.35",
      false,
      sequence(context(0, false, keyIdentifier(createPublicKey(request.issuer.privateKey)))),
    ),
  ];
  if (purpose === "authority") {
    return [
      ...common,
      extension("2.5.29.19", true, sequence(boolean(true), integer(Buffer.from([0])))),
      extension("2.5.29.15", true, keyUsage(5, 6)),
      ...(names ? [extension("2.5.29.30", true, nameConstraints(names))] : []),
    ];
  }
  const server = purpose === "server";
  return [
    ...common,
    extension("2.5.29.19", true, sequence()),
    extension("2.5.29.15", true, request.publicKey.asymmetricKeyType === "rsa" ? keyUsage(0, 2) : keyUsage(0)),
    extension("2.5.29.37", false, sequence(objectIdentifier(server ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2"))),
    ...(names ? [extension("2.5.29.17", false, sequence(...alternativeNames(names)))] : []),
  ];
}

function extension(type: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(type), ...(critical ? [boolean(true)] : []), octetString(value));
}

/** SHA-1 of the public key: unique, which is all that RFC 5280 section 4.2.1.2 asks. */
function keyIdentifier(key: KeyObject): Buffer {
  const spki = key.export({ type: "spki", format: "der" });
  return createHash("sha1").update(spki).digest();
}

/** Bits by number: 0 digitalSignature, 2 keyEncipherment, 5 keyCertSign, 6 cRLSign. */
function keyUsage(...bits: readonly number[]): Buffer {
  const value = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return bitString(Buffer.from([value]), 7 - Math.max(...bits));
}

function alternativeNames(names: { readonly dns: readonly string[]; readonly ip: readonly string[] }): Buffer[] {
  return [
    ...names.dns.map((name) => context(2, false, Buffer.from(name, "ascii"))),
    ...names.ip.map((address) => context(7, false, addressBytes(address))),
  ];
}

/** Permits these names only: each DNS name with what is under it, each address alone. */
function nameConstraints(names: { readonly dns: readonly string[]; readonly ip: readonly string[] }): Buffer {
  const subtrees = [
    ...names.dns.map((name) => context(2, false, Buffer.from(name, "ascii"))),
    ...names.ip.map((address) => {
      const bytes = addressBytes(address);
      return context(7, false, bytes, Buffer.alloc(bytes.length, 0xff));
    }),
  ].map((name) => sequence(name));
  return sequence(context(0, true, ...subtrees));
}

function addressBytes(address: string): Buffer {
  if (!address.includes(":")) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail = ""] = address.split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const left = groups(head);
  const right = groups(tail);
  const middle = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return Buffer.from([...left, ...middle, ...right].map((group) => group.padStart(4, "0")).join(""), "hex");
}
