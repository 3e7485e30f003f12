import type { TokenCredential } from "@azure/core-auth";
import { armScope, type Cloud, resolveCloud, scopeOf } from "../../catalogue/clouds";
import { azureCredential, settingsFrom } from "../../components/azureCredential";
import { readBatched } from "../../components/restBatch";
import { restClient } from "../../components/restClient";
import { type CallerClaims, tenantAccess } from "../../components/tenantAccess";
import type { TenantSources } from "../../tenant/sources";
import { explainRead } from "./explainRead";

/** A tenant that can be read, and who reads it. */
export interface ReadableTenant {
  readonly sources: TenantSources;
  readonly cloud: Cloud;
  /** Claims of the reader's own token for Microsoft Graph. */
  readonly caller: CallerClaims;
}

/** The sources of a tenant, as whoever the credential belongs to. `send` is replaced in tests. */
export function tenantSources(
  cloud: Cloud,
  credential: TokenCredential,
  tenantId: string,
  send?: typeof fetch,
): TenantSources {
  const scope = scopeOf(cloud, "microsoftGraph");
  const graph = (version: string) =>
    restClient({ baseUrl: `${cloud.microsoftGraph}/${version}`, scope, credential, fetch: send });
  const v1 = graph("v1.0");
  return {
    graph: { get: v1.get, list: v1.list, pages: v1.pages, batch: (reads) => readBatched(v1, reads) },
    graphBeta: graph("beta"),
    arm: restClient({ baseUrl: cloud.resourceManager, scope: armScope(cloud), credential, fetch: send }),
    tenantId,
  };
}

/** Signs in by the same variables as the providers, or as a signed-in Azure CLI does. Raises a UserError. */
export async function openTenantSources(environment = process.env): Promise<ReadableTenant> {
  const cloud = await resolveCloud({
    metadataHost: environment.ARM_METADATA_HOSTNAME,
    environment: environment.ARM_ENVIRONMENT,
  });
  const setting = settingsFrom(() => undefined, environment);
  const credential = azureCredential(cloud, setting);
  const caller = await explainRead(() => tenantAccess(cloud, credential).caller());
  return { sources: tenantSources(cloud, credential, caller.tid ?? setting("tenantId") ?? ""), cloud, caller };
}
