import { resolveCloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";
import { type RestClient, restClient } from "../../components/restClient";
import { tenantAccess } from "../../components/tenantAccess";
import { explained } from "./refusal";

/** The tenant of whoever runs the command. */
export interface OpenTenant {
  readonly graph: RestClient;
  readonly tenantId: string;
}

/** Signs in by the same variables as the providers, or as a signed-in Azure CLI does. Raises a UserError. */
export async function openTenant(environment = process.env): Promise<OpenTenant> {
  const cloud = await resolveCloud({
    metadataHost: environment.ARM_METADATA_HOSTNAME,
    environment: environment.ARM_ENVIRONMENT,
  });
  const credential = azureCredential(
    cloud,
    settingsFrom(() => undefined, environment),
  );
  const scope = scopeOf(cloud, "microsoftGraph");
  const { tid = "" } = await explained(() => tenantAccess(cloud, credential).caller());
  return { graph: restClient({ baseUrl: `${cloud.microsoftGraph}/v1.0`, scope, credential }), tenantId: tid };
}
