import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

/** Where systems keep the certificate authorities that they trust, as Go's crypto/x509 lists them. */
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
  "/usr/local/etc/ssl/cert.pem",
  "/opt/homebrew/etc/openssl@3/cert.pem",
];

/**
 * PEM text of the authorities that the environment trusts already, and ours.
 * `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE` replace a program's own list, so the bundle must hold all of it: what these
 * name, or else the system's list (Node's own where there is none), and what `NODE_EXTRA_CA_CERTS` adds.
 */
export function trustBundle(ownAuthority: string, environment: NodeJS.ProcessEnv = process.env): string {
  const named = [environment.SSL_CERT_FILE, environment.REQUESTS_CA_BUNDLE].flatMap(certificatesIn);
  const base = named.length > 0 ? named : systemCertificates();
  const extra = certificatesIn(environment.NODE_EXTRA_CA_CERTS);
  const all = new Set([...base, ...extra, ...certificatesOf(ownAuthority)]);
  return `${[...all].join("\n")}\n`;
}

function systemCertificates(): readonly string[] {
  for (const file of systemBundles) {
    const certificates = certificatesIn(file);
    if (certificates.length > 0) return certificates;
  }
  return rootCertificates.flatMap(certificatesOf);
}

/** Certificates of a file; none where the file is absent or unreadable, which its other readers will notice too. */
function certificatesIn(file: string | undefined): string[] {
  if (!file) return [];
  try {
    return certificatesOf(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}

function certificatesOf(text: string): string[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return found.map((certificate) => certificate.replaceAll("\r", "").trim());
}
