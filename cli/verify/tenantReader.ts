import { type Cloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";

/**
 * Reads the tenant as whoever runs the command, by the same variables as the providers, or a signed-in Azure CLI.
 * Answers undefined for what cannot be read: a verification goes on without.
 */
export function tenantReader(cloud: Cloud, tenantId: string, environment = process.env) {
  const setting = settingsFrom(() => undefined, environment);
  const credential = azureCredential(cloud, setting, setting("tenantId") ?? tenantId);
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
