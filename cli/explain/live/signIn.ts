import { type Cloud, CloudError, resolveCloud } from "../../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../../components/azureCredential";
import { RestError } from "../../../components/restClient";
import { type CallerClaims, type TenantAccess, tenantAccess } from "../../../components/tenantAccess";
import { UserError } from "../../userError";

export interface SignedIn {
  readonly access: TenantAccess;
  readonly caller: CallerClaims;
}

const advice =
  "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login`. Reading is enough: Global Reader, or the permissions of docs/explain.md.";

/**
 * Signs in by the same variables as the providers, or as a signed-in Azure CLI does. Raises a UserError where nobody could be signed
 * in, or the tenant's cloud cannot be reached.
 */
export async function signIn(environment: NodeJS.ProcessEnv): Promise<SignedIn> {
  const cloud = await cloudOf(environment);
  const credential = azureCredential(
    cloud,
    settingsFrom(() => undefined, environment),
  );
  const access = tenantAccess(cloud, credential);
  try {
    return { access, caller: await access.caller() };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    const reason = error.message.replace(/\s+/g, " ").trim().replace(/\.?$/, ".");
    throw new UserError(`Nobody could be signed in at ${cloud.loginEndpoint}: ${reason}`, advice);
  }
}

async function cloudOf(environment: NodeJS.ProcessEnv): Promise<Cloud> {
  try {
    return await resolveCloud({
      metadataHost: environment.ARM_METADATA_HOSTNAME,
      environment: environment.ARM_ENVIRONMENT,
    });
  } catch (error) {
    if (error instanceof CloudError) throw new UserError(error.message, advice);
    throw error;
  }
}
