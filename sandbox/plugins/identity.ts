import { readFile } from "node:fs/promises";
import type { Identity } from "./credential";
import { ProviderError } from "./session";
import type { Values } from "./values";

/**
 * Who a provider's configuration says to be. What it leaves out comes from `otherwise`, as the real providers take it from the environment;
 * a proof of identity in the configuration (certificate, secret, OIDC token: the first of these) wins over the one there.
 *
 * @throws ProviderError for a file that cannot be read and for ways to sign in that the stand-in does not have
 */
export async function identityOf(config: Values, otherwise: Identity): Promise<Identity> {
  const clientId = text(config.clientId) ?? (await contentOf(config.clientIdFilePath, "clientIdFilePath"));
  const who = {
    tenantId: text(config.tenantId) ?? otherwise.tenantId,
    clientId: clientId ?? otherwise.clientId,
  };
  const certificate =
    text(config.clientCertificate) ?? (await bytesOf(config.clientCertificatePath, "clientCertificatePath"));
  if (certificate !== undefined) return { ...who, certificate: pem(certificate) };
  const clientSecret =
    text(config.clientSecret) ?? (await contentOf(config.clientSecretFilePath, "clientSecretFilePath"));
  if (clientSecret !== undefined) return { ...who, clientSecret };
  const token = text(config.oidcToken);
  if (token !== undefined) return { ...who, assertion: { token } };
  const file = text(config.oidcTokenFilePath);
  if (file !== undefined) return { ...who, assertion: { file } };
  for (const name of ["oidcRequestUrl", "adoPipelineServiceConnectionId"]) {
    if (config[name] === undefined) continue;
    throw new ProviderError(
      `${name}: the sandbox's stand-in does not fetch tokens from a pipeline. Please give oidcToken or oidcTokenFilePath, or none.`,
    );
  }
  const { tenantId: _, clientId: __, ...proof } = otherwise;
  return { ...who, ...proof };
}

const text = (value: unknown) => (value === undefined || value === "" ? undefined : String(value));

async function bytesOf(path: unknown, name: string): Promise<string | undefined> {
  if (text(path) === undefined) return undefined;
  try {
    return await readFile(String(path), "latin1");
  } catch (error) {
    throw new ProviderError(`${name}: cannot read "${path}": ${(error as NodeJS.ErrnoException).code}.`);
  }
}

const contentOf = async (path: unknown, name: string) => (await bytesOf(path, name))?.trim();

function pem(given: string): string {
  const decoded = given.includes("-----BEGIN") ? given : Buffer.from(given, "base64").toString("latin1");
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(decoded) && decoded.includes("-----BEGIN CERTIFICATE-----"))
    return decoded;
  throw new ProviderError(
    "clientCertificate: the sandbox's stand-in reads PEM (certificate and private key in one) and not PKCS#12. " +
      "Please convert it: openssl pkcs12 -in bundle.pfx -nodes -out bundle.pem",
  );
}
