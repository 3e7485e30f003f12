import type { AccessToken } from "@azure/core-auth";
import { type Cloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";
import { type RestReader, restClient } from "../../components/restClient";

/** Reads the tenant as whoever runs the command, by the same variables as the providers, or a signed-in Azure CLI. */
export function tenantReader(cloud: Cloud, tenantId: string, environment = process.env): RestReader {
  const setting = settingsFrom(() => undefined, environment);
  const credential = azureCredential(cloud, setting, setting("tenantId") ?? tenantId);
  const scope = scopeOf(cloud, "microsoftGraph");
  // Signs in once, and where that fails does not try again for every check.
  let token: Promise<AccessToken | null> | undefined;
  const getToken = () => {
    token ??= credential.getToken(scope);
    return token;
  };
  return restClient({ baseUrl: `${cloud.microsoftGraph}/v1.0`, scope, credential: { getToken } });
}
