import { readFileSync } from "node:fs";
import type { TokenCredential } from "@azure/core-auth";
import {
  AzureCliCredential,
  ChainedTokenCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
} from "@azure/identity";
import { type Cloud, scopeOf } from "../../catalogue/clouds";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the tenant as whoever runs the command: the same variables as the azuread provider (ARM_*), Azure's own
 * (AZURE_*), or a signed-in Azure CLI. Answers undefined for what cannot be read: a verification goes on without.
 */
export function tenantReader(cloud: Cloud, tenantId: string, environment: Environment = process.env) {
  const credential = operatorCredential(cloud, tenantId, environment);
  let token: Promise<string | undefined> | undefined;
  return async (path: string): Promise<unknown | undefined> => {
    token ??= credential
      .getToken(scopeOf(cloud, "microsoftGraph"))
      .then((issued) => issued?.token)
      .catch(() => undefined);
    const bearer = await token;
    if (!bearer) return undefined;
    try {
      const answer = await fetch(`${cloud.microsoftGraph}/v1.0${path}`, {
        headers: { authorization: `Bearer ${bearer}` },
        signal: AbortSignal.timeout(30_000),
      });
      return answer.ok ? await answer.json() : undefined;
    } catch {
      return undefined;
    }
  };
}

/** The identity of whoever runs the command. */
export function operatorCredential(
  cloud: Cloud,
  tenantId: string,
  environment: Environment = process.env,
): TokenCredential {
  const options = { authorityHost: cloud.loginEndpoint, disableInstanceDiscovery: true };
  const clientId = environment.ARM_CLIENT_ID ?? environment.AZURE_CLIENT_ID;
  const home = environment.ARM_TENANT_ID ?? environment.AZURE_TENANT_ID ?? tenantId;
  const found: TokenCredential[] = [];
  if (clientId) {
    const secret = environment.ARM_CLIENT_SECRET ?? environment.AZURE_CLIENT_SECRET;
    const certificatePath = environment.AZURE_CLIENT_CERTIFICATE_PATH;
    const tokenFile = environment.ARM_OIDC_TOKEN_FILE_PATH ?? environment.AZURE_FEDERATED_TOKEN_FILE;
    const assertion = environment.ARM_OIDC_TOKEN;
    if (secret) found.push(new ClientSecretCredential(home, clientId, secret, options));
    if (certificatePath) found.push(new ClientCertificateCredential(home, clientId, { certificatePath }, options));
    if (assertion) found.push(new ClientAssertionCredential(home, clientId, async () => assertion, options));
    if (tokenFile) {
      found.push(
        new ClientAssertionCredential(home, clientId, async () => readFileSync(tokenFile, "utf8").trim(), options),
      );
    }
  }
  if (environment.ARM_USE_CLI !== "false") found.push(new AzureCliCredential({ tenantId: home }));
  return new ChainedTokenCredential(...found);
}
