import { readFileSync } from "node:fs";
import type { TokenCredential } from "@azure/core-auth";
import type { Cloud } from "../catalogue/clouds";

/** Loaded when it is used: it is the heaviest package of the program. */
const identity = (): typeof import("@azure/identity") => require("@azure/identity");

/** Reads a setting of the Azure providers by its name, e.g. `clientId`; undefined where it is not set. */
export type Setting = (name: string) => string | undefined;

/**
 * The settings of azure-native, or of azuread, which shares the variables: the stack's configuration first, then the
 * variables ARM_*, then Azure's own AZURE_*.
 * Source: https://www.pulumi.com/registry/packages/azure-native/installation-configuration
 *
 * @param config reads a key of the stack's configuration with its namespace, e.g. `azure-native:clientId`
 */
export function settingsFrom(
  config: (key: string) => string | undefined,
  environment = process.env,
  namespace: "azure-native" | "azuread" = "azure-native",
): Setting {
  const variables: Record<string, readonly string[]> = {
    clientId: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
    clientSecret: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
    clientCertificatePath: ["ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"],
    clientCertificatePassword: ["ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"],
    tenantId: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
    subscriptionId: ["ARM_SUBSCRIPTION_ID", "AZURE_SUBSCRIPTION_ID"],
    environment: ["ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"],
    metadataHost: ["ARM_METADATA_HOSTNAME"],
    oidcToken: ["ARM_OIDC_TOKEN"],
    oidcTokenFilePath: ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
    oidcRequestUrl: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
    oidcRequestToken: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    useMsi: ["ARM_USE_MSI"],
    useCli: ["ARM_USE_CLI"],
  };
  return (name) => {
    const configured = config(`${namespace}:${name}`);
    if (configured) return configured;
    return (variables[name] ?? []).map((variable) => environment[variable]).find((value) => value);
  };
}

/**
 * The identity of whoever deploys: client secret, certificate, federated token, managed identity, or a signed-in
 * Azure CLI, the first that is there. Raises what sign-in answered, when a token is asked for.
 */
export function azureCredential(cloud: Cloud, setting: Setting, tenantId = setting("tenantId")): TokenCredential {
  const {
    AzureCliCredential,
    ChainedTokenCredential,
    ClientAssertionCredential,
    ClientCertificateCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
  } = identity();
  const options = { authorityHost: cloud.loginEndpoint, disableInstanceDiscovery: true };
  const clientId = setting("clientId");
  if (clientId && tenantId) {
    const secret = setting("clientSecret");
    if (secret) return new ClientSecretCredential(tenantId, clientId, secret, options);
    const certificatePath = setting("clientCertificatePath");
    if (certificatePath) {
      const certificatePassword = setting("clientCertificatePassword");
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath }, {
        ...options,
        certificatePassword,
      } as typeof options);
    }
    const assertion = assertionFrom(setting);
    if (assertion) return new ClientAssertionCredential(tenantId, clientId, assertion, options);
  }
  if (setting("useMsi") === "true") return new ManagedIdentityCredential(clientId ? { clientId } : {});
  if (setting("useCli") === "false") return new ChainedTokenCredential();
  return new AzureCliCredential(tenantId ? { tenantId } : {});
}

/** Where a federated token comes from: given, in a file (read anew each time: it is renewed), or asked of the CI's issuer. */
function assertionFrom(setting: Setting): (() => Promise<string>) | undefined {
  const token = setting("oidcToken");
  if (token) return async () => token;
  const file = setting("oidcTokenFilePath");
  if (file) return async () => readFileSync(file, "utf8").trim();
  const [url, bearer] = [setting("oidcRequestUrl"), setting("oidcRequestToken")];
  if (!url || !bearer) return undefined;
  return async () => {
    const asked = new URL(url);
    asked.searchParams.set("audience", "api://AzureADTokenExchange");
    const answer = await fetch(asked, {
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(`The issuer of federated tokens at ${asked.origin} answered ${answer.status}.`);
    return ((await answer.json()) as { value: string }).value;
  };
}
