import { directoryRoleById } from "../../catalogue/directoryRoles";
import { RestError, type RestReader } from "../../components/restClient";
import type { AccountEvidence, GrantEvidence } from "../../integrations/evidence";
import type { Apis } from "./apis";
import type { Reading } from "./reading";

interface GraphGrant {
  readonly id: string;
  readonly clientId: string;
  readonly principalId: string | null;
  readonly resourceId: string;
  readonly scope: string;
}

/** The delegated permissions that were consented to an application, each with the account that it names. */
export async function readGrants(
  graph: RestReader,
  principalId: string,
  apis: Apis,
  reading: Reading,
): Promise<GrantEvidence[]> {
  const grants = await reading.of(
    "Delegated permission grants",
    "DelegatedPermissionGrant.Read.All",
    () => graph.list<GraphGrant>(`/oauth2PermissionGrants?$filter=clientId eq '${principalId}'`),
    [],
  );
  const accounts = new Map<string, AccountEvidence>();
  for (const id of new Set(grants.flatMap((grant) => grant.principalId ?? []))) {
    accounts.set(id, await readAccount(graph, id, principalId, reading));
  }
  return Promise.all(
    grants.map(async ({ id, principalId: user, resourceId, scope }) => {
      const api = await apis.principal(resourceId);
      return {
        id,
        api: api?.appId ?? resourceId,
        apiName: api?.name ?? resourceId,
        scopes: scope.split(/\s+/).filter(Boolean),
        account: user === null ? undefined : accounts.get(user),
      };
    }),
  );
}

/** A user with what may make it fail: its roles, and other applications that may act for it. */
export async function readAccount(
  graph: RestReader,
  objectId: string,
  clientPrincipalId: string,
  reading: Reading,
): Promise<AccountEvidence> {
  interface User {
    readonly userPrincipalName: string;
    readonly displayName?: string;
    readonly accountEnabled?: boolean;
  }
  const gone: User = { userPrincipalName: objectId, displayName: "an account that is gone", accountEnabled: false };
  const user = await reading.of(
    "The accounts that delegated permission grants name",
    "User.Read.All",
    () => graph.get<User>(`/users/${objectId}?$select=id,userPrincipalName,displayName,accountEnabled`).catch(nothing),
    undefined,
  );
  const roles = await reading.of(
    "The directory roles of those accounts",
    "RoleManagement.Read.Directory",
    () =>
      graph.list<{ id: string; roleDefinitionId: string; directoryScopeId: string }>(
        `/roleManagement/directory/roleAssignments?$filter=principalId eq '${objectId}'`,
      ),
    [],
  );
  const others = await reading.of(
    "Delegated permission grants",
    "DelegatedPermissionGrant.Read.All",
    () => graph.list<GraphGrant>(`/oauth2PermissionGrants?$filter=principalId eq '${objectId}'`),
    [],
  );
  const { userPrincipalName, displayName = userPrincipalName, accountEnabled = true } = user ?? gone;
  return {
    objectId,
    userPrincipalName,
    displayName,
    enabled: accountEnabled,
    roles: roles.map(({ id, roleDefinitionId, directoryScopeId }) => ({
      assignmentId: id,
      templateId: roleDefinitionId,
      name: directoryRoleById(roleDefinitionId)?.name ?? roleDefinitionId,
      scope: directoryScopeId,
    })),
    otherClients: new Set(others.map(({ clientId }) => clientId).filter((id) => id !== clientPrincipalId)).size,
  };
}

function nothing(error: unknown): undefined {
  if (error instanceof RestError && error.status === 404) return undefined;
  throw error;
}
