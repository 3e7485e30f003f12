import { apiByAppId, apis, azureServiceManagement, azureUserImpersonationId } from "../../catalogue/apis";
import { permissionById } from "../../catalogue/permissions";
import { consentId } from "../../components/importedApplication";
import type { RestReader } from "../../components/restClient";
import type { ConsentEvidence, PermissionEvidence } from "../../integrations/evidence";
import type { GraphApplication } from "./findApplication";

interface ApiPrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly appRoles?: readonly { readonly id: string; readonly value?: string | null }[];
  readonly oauth2PermissionScopes?: readonly { readonly id: string; readonly value?: string | null }[];
}

const properties = "id,appId,displayName,appRoles,oauth2PermissionScopes";

/** The APIs that an application has permissions on: from the catalogue, and as the tenant names them where that knows none. */
export class Apis {
  private readonly byId = new Map<string, Promise<ApiPrincipal | undefined>>();
  private readonly byAppId = new Map<string, Promise<ApiPrincipal | undefined>>();

  constructor(private readonly graph: RestReader) {}

  /** The API whose service principal has this object id; undefined where it is gone. */
  async principal(objectId: string): Promise<{ appId: string; name: string } | undefined> {
    const found = await this.read(objectId);
    return found && { appId: found.appId.toLowerCase(), name: nameOf(found.appId) ?? found.displayName };
  }

  async declared(access: NonNullable<GraphApplication["requiredResourceAccess"]>): Promise<PermissionEvidence[]> {
    const entries = access.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map(async ({ id, type }) => {
        const api = resourceAppId.toLowerCase();
        const known = nameOf(api) ?? (await this.ofAppId(api))?.displayName ?? api;
        const value = permissionName(api, id) ?? valueIn(await this.unlessKnown(api), id);
        return { api, apiName: known, id, value, type: type === "Role" ? "application" : "delegated" } as const;
      }),
    );
    return Promise.all(entries);
  }

  async consents(principalId: string): Promise<ConsentEvidence[]> {
    interface Assignment {
      readonly id: string;
      readonly appRoleId: string;
      readonly resourceId: string;
    }
    const assignments = await this.graph.list<Assignment>(`/servicePrincipals/${principalId}/appRoleAssignments`);
    const entries = assignments.map(async ({ id, appRoleId, resourceId }) => {
      const api = await this.read(resourceId);
      const appId = api?.appId.toLowerCase() ?? resourceId;
      return {
        api: appId,
        apiName: nameOf(appId) ?? api?.displayName ?? resourceId,
        id: appRoleId,
        value: permissionName(appId, appRoleId) ?? valueIn(api, appRoleId),
        type: "application",
        importId: consentId({ apiObjectId: resourceId, id }),
        assignmentId: id,
      } as const;
    });
    return Promise.all(entries);
  }

  private read(objectId: string): Promise<ApiPrincipal | undefined> {
    const known = this.byId.get(objectId);
    if (known) return known;
    const asked = this.graph
      .get<ApiPrincipal>(`/servicePrincipals/${objectId}?$select=${properties}`)
      .catch(() => undefined);
    this.byId.set(objectId, asked);
    return asked;
  }

  private ofAppId(appId: string): Promise<ApiPrincipal | undefined> {
    const known = this.byAppId.get(appId);
    if (known) return known;
    const asked = this.graph
      .list<ApiPrincipal>(`/servicePrincipals?$filter=appId eq '${appId}'&$select=${properties}`)
      .then(([found]) => found);
    this.byAppId.set(appId, asked);
    return asked;
  }

  private unlessKnown = (appId: string) => (nameOf(appId) ? undefined : this.ofAppId(appId));
}

function nameOf(appId: string): string | undefined {
  if (appId.toLowerCase() === azureServiceManagement.appId) return azureServiceManagement.displayName;
  const api = apiByAppId(appId);
  return api && apis[api].displayName;
}

function permissionName(appId: string, id: string): string | undefined {
  if (id.toLowerCase() === azureUserImpersonationId) return "user_impersonation";
  const api = apiByAppId(appId);
  return api && permissionById(api, id)?.permission.value;
}

function valueIn(api: ApiPrincipal | undefined, id: string): string | undefined {
  const all = [...(api?.appRoles ?? []), ...(api?.oauth2PermissionScopes ?? [])];
  return all.find((one) => one.id.toLowerCase() === id.toLowerCase())?.value ?? undefined;
}
