/** Whether `pulumi preview` may sign in to a real tenant with what the environment offers. */
import { settingsFrom } from "../../components/azureCredential";

/**
 * Why there is nothing to sign in with, or undefined where there is. The workflow of a fork's pull request gets neither secrets nor a
 * token of the CI's issuer, only, at most, the names of tenant and application.
 *
 * Outside of a CI the Azure CLI's sign-in counts too, whether there is one shows itself.
 */
export function missingCredential(environment: NodeJS.ProcessEnv): string | undefined {
  const setting = settingsFrom(() => undefined, environment);
  if (setting("useMsi") === "true") return undefined;
  if (!runsInCi(environment) && setting("useCli") !== "false") return undefined;
  if (setting("useCli") === "true") return undefined;
  if (!setting("clientId") || !setting("tenantId")) return "ARM_CLIENT_ID and ARM_TENANT_ID are not set";
  const hasOwn = ["clientSecret", "clientCertificatePath", "oidcToken", "oidcTokenFilePath"].some(setting);
  if (hasOwn || (setting("oidcRequestUrl") && setting("oidcRequestToken"))) return undefined;
  return "there is no secret, no certificate and no federated token for ARM_CLIENT_ID";
}

/** GitHub, GitLab and others set CI; Azure Pipelines sets TF_BUILD. */
function runsInCi({ CI, TF_BUILD }: NodeJS.ProcessEnv): boolean {
  return (CI !== undefined && CI !== "" && CI !== "false") || TF_BUILD !== undefined;
}
