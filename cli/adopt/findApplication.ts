import { microsoftOwnerOrganizationId } from "../../catalogue/apis";
import { firstPartyName } from "../../catalogue/firstParty";
import type { RestReader } from "../../components/restClient";
import { guidPattern } from "../../integrations/guid";
import { UserError } from "../userError";

/** Item of `GET /applications`, only the members that are read. */
export interface GraphApplication {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly tags?: readonly string[];
  readonly signInAudience?: string;
  readonly isFallbackPublicClient?: boolean | null;
  readonly web?: Platform;
  readonly spa?: Platform;
  readonly publicClient?: Platform;
  readonly requiredResourceAccess?: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
  }[];
  readonly passwordCredentials?: readonly GraphCredential[];
  readonly keyCredentials?: readonly GraphCredential[];
}

interface Platform {
  readonly redirectUris?: readonly string[];
}

export interface GraphCredential {
  readonly keyId: string;
  readonly displayName?: string | null;
  readonly endDateTime?: string | null;
}

/** Item of `GET /servicePrincipals`, only the members that are read. */
export interface GraphPrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled?: boolean;
  readonly servicePrincipalType?: string;
  readonly appOwnerOrganizationId?: string | null;
  readonly tags?: readonly string[];
}

export interface FoundApplication {
  readonly application?: GraphApplication;
  readonly principal?: GraphPrincipal;
}

const applicationProperties =
  "id,appId,displayName,tags,signInAudience,isFallbackPublicClient,web,spa,publicClient,requiredResourceAccess,passwordCredentials,keyCredentials";
const principalProperties = "id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,tags";

/**
 * The application of a client id, with its service principal. Raises a UserError that says what was given instead: an object id, a
 * name, something of Microsoft's own. @throws RestError
 */
export async function findApplication(graph: RestReader, given: string): Promise<FoundApplication> {
  if (!guidPattern.test(given)) throw await nameGiven(graph, given);
  const microsofts = firstPartyName(given);
  if (microsofts)
    throw new UserError(`${given} is Microsoft's own ${microsofts}, which no stack may manage.`, adviceId);
  const [[application], [principal]] = await Promise.all([
    graph.list<GraphApplication>(`/applications?$filter=appId eq '${given}'&$select=${applicationProperties}`),
    graph.list<GraphPrincipal>(`/servicePrincipals?$filter=appId eq '${given}'&$select=${principalProperties}`),
  ]);
  if (!application && !principal) throw await otherId(graph, given);
  if (principal) refusePrincipal(principal, application);
  return { application, principal };
}

const adviceId =
  "Give the application (client) id of the integration's application: portal > App registrations (or Enterprise applications) > the application > Overview.";

function refusePrincipal(principal: GraphPrincipal, application: GraphApplication | undefined): void {
  if (principal.appOwnerOrganizationId === microsoftOwnerOrganizationId) {
    throw new UserError(`"${principal.displayName}" is Microsoft's own, which no stack may manage.`, adviceId);
  }
  if (!application && principal.servicePrincipalType === "ManagedIdentity") {
    throw new UserError(
      `"${principal.displayName}" is a managed identity: Azure holds its credential, and no product outside of Azure signs in with it.`,
      adviceId,
    );
  }
}

/** A name is nobody's alone, so it is never taken for an application. */
async function nameGiven(graph: RestReader, given: string): Promise<UserError> {
  const filter = encodeURIComponent(`displayName eq '${given.replaceAll("'", "''")}'`);
  const candidates = [
    ...(await graph.list<GraphApplication>(`/applications?$filter=${filter}&$select=id,appId,displayName`)),
    ...(await graph.list<GraphPrincipal>(`/servicePrincipals?$filter=${filter}&$select=id,appId,displayName`)),
  ];
  const ids = [...new Set(candidates.map(({ appId }) => appId))];
  const found =
    ids.length === 0
      ? "No application of the tenant has that name."
      : `${ids.length === 1 ? "One application has" : `${ids.length} applications have`} that name: ${ids.map((id) => `--app ${id}`).join(", ")}.`;
  return new UserError(`--app: got "${given}", which is not a client id. ${found}`, adviceId);
}

async function otherId(graph: RestReader, given: string): Promise<UserError> {
  for (const [what, path] of [
    ["application", "applications"],
    ["service principal", "servicePrincipals"],
  ] as const) {
    const found = await graph
      .get<{ appId: string; displayName: string }>(`/${path}/${given}?$select=id,appId,displayName`)
      .catch(() => undefined);
    if (found) {
      return new UserError(
        `--app: got ${given}, which is the object id of the ${what} "${found.displayName}", not its client id.`,
        `Its client id is ${found.appId}: --app ${found.appId}`,
      );
    }
  }
  return new UserError(
    `--app: this tenant has no application ${given}.`,
    `${adviceId} See also that ARM_TENANT_ID is the tenant it is in, and portal > App registrations > Deleted applications.`,
  );
}
