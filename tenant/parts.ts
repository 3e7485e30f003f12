/** The parts of a tenant that are read in batches: which lists, and what is made of them. */
import { needsDirectoryRole } from "../catalogue/roleDemandingScopes";
import type { CompanySubscription, SubscribedSku } from "../licenses/model";
import { licensePaths } from "../licenses/read";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantDelegatedGrant,
  TenantDirectoryRoleAssignment,
  TenantFederatedCredential,
  TenantServicePrincipal,
  TenantUser,
} from "./model";
import type { PlannedList } from "./reading";
import {
  assignmentOf,
  assignmentProperties,
  type GraphAppRoleAssignment,
  grantOf,
  isMicrosofts,
  pageSize,
} from "./shapes";

/** Ids that one `$filter=id in (…)` takes. Source: developer.microsoft.com/graph/known-issues (13635). */
export const idsPerFilter = 15;

/** Lists that mostly fit on one page: their first pages are one batch. */
export function smallLists() {
  const found = {
    displayName: undefined as string | undefined,
    grants: [] as TenantDelegatedGrant[],
    directoryRoleAssignments: [] as TenantDirectoryRoleAssignment[],
    /** Object ids of the applications that have federated identity credentials. */
    federatedApplications: [] as string[],
  };
  const organization: PlannedList<{ readonly displayName?: string }> = {
    read: "organization",
    path: "/organization?$select=id,displayName",
    take: ([first]) => {
      found.displayName = first?.displayName;
    },
  };
  const grants: PlannedList<TenantDelegatedGrant> = {
    read: "delegatedGrants",
    path: `/oauth2PermissionGrants?$top=${pageSize}`,
    take: (items) => append(found.grants, items.map(grantOf)),
  };
  const roles: PlannedList<TenantDirectoryRoleAssignment> = {
    read: "directoryRoles",
    path: `/roleManagement/directory/roleAssignments?$select=id,roleDefinitionId,principalId,directoryScopeId&$top=${pageSize}`,
    take: (items) => append(found.directoryRoleAssignments, items),
  };
  const federated: PlannedList<{ readonly id: string }> = {
    read: "federatedCredentials",
    path: `/applications?$select=id&$filter=federatedIdentityCredentials/$count ne 0&$count=true&$top=${pageSize}`,
    headers: { ConsistencyLevel: "eventual" },
    take: (items) =>
      append(
        found.federatedApplications,
        items.map(({ id }) => id),
      ),
  };
  return { found, planned: [organization, grants, roles, federated] };
}

/** Consents to application permissions, from the side of the APIs: they are few, and applications many. */
export function consents(principals: readonly TenantServicePrincipal[]) {
  const found: TenantAppRoleAssignment[] = [];
  const planned = principals
    .filter(({ appRoles }) => appRoles.length > 0)
    .map(
      ({ id }): PlannedList<GraphAppRoleAssignment> => ({
        read: "appRoleAssignments",
        path: `/servicePrincipals/${id}/appRoleAssignedTo?$select=${assignmentProperties}&$top=${pageSize}`,
        take: (items) =>
          append(found, items.filter(({ principalType }) => principalType === "ServicePrincipal").map(assignmentOf)),
      }),
    );
  return { found, planned };
}

/** Federated identity credentials, of the applications that have some. */
export function federatedCredentials(applicationIds: readonly string[]) {
  const byApplication = new Map<string, TenantFederatedCredential[]>();
  const planned = applicationIds.map(
    (id): PlannedList<TenantFederatedCredential> => ({
      read: "federatedCredentials",
      path: `/applications/${id}/federatedIdentityCredentials?$select=id,name,issuer,subject,audiences`,
      take: (items) => byApplication.set(id, [...(byApplication.get(id) ?? []), ...items]),
    }),
  );
  const complete = (application: TenantApplication): TenantApplication => {
    const credentials = byApplication.get(application.id);
    return credentials ? { ...application, federatedIdentityCredentials: credentials } : application;
  };
  return { planned, complete };
}

/**
 * Service accounts: users for whom an application of somebody other than Microsoft may do what takes a directory role. People who let an
 * application read their own mail are none, and there are thousands of them.
 */
export function serviceAccounts(
  grants: readonly TenantDelegatedGrant[],
  principals: readonly TenantServicePrincipal[],
) {
  const microsofts = new Set(principals.filter(isMicrosofts).map(({ id }) => id));
  const ids = [...new Set(grants.filter(({ clientId }) => !microsofts.has(clientId)).flatMap(accountOf))];
  const read = new Map<string, TenantUser>();
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += idsPerFilter) chunks.push(ids.slice(start, start + idsPerFilter));
  const planned = chunks.map(
    (chunk): PlannedList<TenantUser> => ({
      read: "users",
      path: `/users?$select=id,userPrincipalName,displayName,accountEnabled&$filter=id in (${chunk.map((id) => `'${id}'`).join(",")})&$top=${pageSize}`,
      take: (items) => {
        for (const user of items) read.set(user.id, user);
      },
    }),
  );
  /** One that may not be read goes by its id. */
  const found = () => ids.map((id): TenantUser => read.get(id) ?? { id, userPrincipalName: id });
  return { planned, found };
}

/** The account that a grant is for, where its permissions take a directory role. */
export function accountOf({ consentType, principalId, scope }: TenantDelegatedGrant): string[] {
  if (consentType !== "Principal" || principalId === null) return [];
  return scope.split(/\s+/).some(needsDirectoryRole) ? [principalId] : [];
}

/** The groups of the accounts that hold no directory role themselves: they may hold one through a group. */
export function memberships(users: readonly TenantUser[], roles: readonly TenantDirectoryRoleAssignment[]) {
  const holders = new Set(roles.map(({ principalId }) => principalId));
  const groups = new Map<string, string[]>();
  const planned = users
    .filter(({ id }) => !holders.has(id))
    .map(
      ({ id }): PlannedList<{ readonly id: string }> => ({
        read: "groups",
        path: `/users/${id}/transitiveMemberOf?$select=id&$top=${pageSize}`,
        take: (items) => groups.set(id, [...(groups.get(id) ?? []), ...items.map((group) => group.id)]),
      }),
    );
  const complete = (user: TenantUser): TenantUser => {
    const groupIds = groups.get(user.id);
    return groupIds ? { ...user, groupIds } : user;
  };
  return { planned, complete };
}

/** The products of the tenant, and who bought them; nothing where licences are not wanted. */
export function licenseLists(wanted: boolean) {
  const found = { skus: [] as SubscribedSku[], subscriptions: [] as CompanySubscription[] };
  const skus: PlannedList<SubscribedSku> = {
    read: "licenses",
    path: licensePaths.skus,
    take: (items) => append(found.skus, items),
  };
  const subscriptions: PlannedList<CompanySubscription> = {
    read: "licenses",
    path: licensePaths.subscriptions,
    take: (items) => append(found.subscriptions, items),
  };
  return { found, planned: wanted ? [skus, subscriptions] : [] };
}

/** Not `push(...items)`: that is limited to as many as the stack holds. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}
