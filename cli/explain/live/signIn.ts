import { CloudError } from "../../../catalogue/clouds";
import type { RestReader } from "../../../components/restClient";
import type { CallerClaims } from "../../../components/tenantAccess";
import { openTenantSources } from "../../tenant/sources";
import { UserError } from "../../userError";

/** A tenant and its subscriptions, as whoever is signed in reads them. */
export interface SignedIn {
  readonly graph: Pick<RestReader, "get" | "list">;
  readonly arm: Pick<RestReader, "get" | "list">;
  readonly caller: CallerClaims;
}

/**
 * Signs in by the same variables as the providers, or as a signed-in Azure CLI does. Raises a UserError where nobody could be signed
 * in, or the tenant's cloud cannot be reached.
 */
export async function signIn(environment: NodeJS.ProcessEnv): Promise<SignedIn> {
  try {
    const { sources, caller } = await openTenantSources(environment);
    return { graph: sources.graph, arm: sources.arm, caller };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new UserError(error.message, "Look at the network, and at ARM_METADATA_HOSTNAME where it is set.");
  }
}
