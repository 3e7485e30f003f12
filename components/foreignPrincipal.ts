import type { RestReader } from "./restClient";

/** The service principal that a tenant has of an application, with the application permissions that are consented to it. */
export interface FoundPrincipal {
  readonly objectId: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  /** Tenant that owns the application; null where Entra does not tell. */
  readonly ownerTenantId: string | null;
  /** The internal note, which an administrator may edit in the portal. */
  readonly notes: string | null;
  readonly consents: readonly FoundConsent[];
}

export interface FoundConsent {
  /** Id of the app role assignment. */
  readonly id: string;
  readonly appRoleId: string;
  /** Object id of the API's service principal. */
  readonly apiObjectId: string;
  readonly apiAppId: string;
}

/**
 * Looks a service principal up by client id; undefined where the tenant has none. Needs Application.Read.All.
 * @throws RestError
 */
export async function findPrincipal(graph: RestReader, clientId: string): Promise<FoundPrincipal | undefined> {
  const [principal] = await graph.list<GraphPrincipal>(
    `/servicePrincipals?$filter=appId eq '${clientId}'&$select=id,displayName,accountEnabled,appOwnerOrganizationId,notes`,
  );
  if (!principal) return undefined;
  const assignments = await graph.list<GraphAssignment>(`/servicePrincipals/${principal.id}/appRoleAssignments`);
  const appIds = new Map<string, string>();
  for (const resourceId of new Set(assignments.map((assignment) => assignment.resourceId))) {
    const { appId } = await graph.get<{ appId: string }>(`/servicePrincipals/${resourceId}?$select=id,appId`);
    appIds.set(resourceId, appId);
  }
  return {
    objectId: principal.id,
    displayName: principal.displayName,
    accountEnabled: principal.accountEnabled ?? true,
    ownerTenantId: principal.appOwnerOrganizationId ?? null,
    notes: principal.notes ?? null,
    consents: assignments.map(({ id, appRoleId, resourceId }) => ({
      id,
      appRoleId,
      apiObjectId: resourceId,
      apiAppId: appIds.get(resourceId) ?? "",
    })),
  };
}

interface GraphPrincipal {
  readonly id: string;
  readonly displayName: string;
  readonly accountEnabled?: boolean;
  readonly appOwnerOrganizationId?: string | null;
  readonly notes?: string | null;
}

interface GraphAssignment {
  readonly id: string;
  readonly appRoleId: string;
  readonly resourceId: string;
}
