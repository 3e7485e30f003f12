import { directoryRoleTable } from "../catalogue/directoryRoleTable";
import type {
  CompanySubscription,
  LicenseAssignment,
  LicensedUser,
  SubscribedSku,
  SubscriptionOwner,
  TenantLicenses,
} from "./model";

/** Reads Microsoft Graph v1.0; raises where it is refused. */
export interface GraphReader {
  get<T>(path: string): Promise<T>;
  /** All pages. */
  list<T>(path: string): Promise<T[]>;
}

/** The largest page that `GET /users` serves. */
const pageSize = 999;

const userProperties = "$select=id,userPrincipalName,assignedLicenses,licenseAssignmentStates";

/** Roles that may buy for the organisation. */
const buyers: ReadonlySet<string> = new Set([
  directoryRoleTable["Global Administrator"][0],
  directoryRoleTable["Billing Administrator"][0],
]);

/** What the caller has read of the tenant already. */
export interface KnownLicenses {
  readonly skus: readonly SubscribedSku[];
  readonly subscriptions: readonly CompanySubscription[];
  /** Template ids of the directory roles that a user holds; undefined where that could not be read. */
  readonly rolesOf: (userId: string) => readonly string[] | undefined;
}

/** Where the products and the subscriptions are read from. */
export const licensePaths = {
  skus: "/subscribedSkus?$select=skuId,skuPartNumber",
  subscriptions: "/directory/subscriptions",
} as const;

/**
 * Reads who bought which licences and who holds them. Needs the application permissions LicenseAssignment.Read.All or
 * Organization.Read.All, Organization.Read.All, and User.Read.All; Directory.Read.All has all of them. With
 * RoleManagement.Read.Directory it tells an administrator's purchase from a user's own.
 *
 * @param only reads this user alone (object id or sign-in name) instead of all
 * @param known what need not be read again
 */
export async function readLicenses(
  graph: GraphReader,
  tenantId: string,
  only?: readonly string[],
  known?: KnownLicenses,
): Promise<TenantLicenses> {
  const [skus, subscriptions, users] = await Promise.all([
    known?.skus ?? graph.list<SubscribedSku>(licensePaths.skus),
    known?.subscriptions ?? graph.list<CompanySubscription>(licensePaths.subscriptions),
    only
      ? Promise.all(only.map((user) => graph.get<GraphUser>(`/users/${encodeURIComponent(user)}?${userProperties}`)))
      : graph.list<GraphUser>(`/users?${userProperties}&$top=${pageSize}`),
  ]);
  const names = new Map(users.map(({ id, userPrincipalName }) => [id, userPrincipalName]));
  return {
    tenantId,
    skus,
    subscriptions,
    users: users.map(licensedUser).filter(({ assignments }) => only !== undefined || assignments.length > 0),
    owners: await readOwners(graph, subscriptions, names, known),
  };
}

interface GraphUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly assignedLicenses?: readonly { readonly skuId: string; readonly disabledPlans?: readonly string[] }[];
  readonly licenseAssignmentStates?: readonly GraphAssignmentState[] | null;
}

interface GraphAssignmentState {
  readonly skuId: string;
  readonly disabledPlans?: readonly string[];
  readonly assignedByGroup?: string | null;
}

/** A state whose licence is not among the assigned ones is a failed attempt: the user does not hold it. */
function licensedUser({ id, userPrincipalName, assignedLicenses, licenseAssignmentStates }: GraphUser): LicensedUser {
  const held = assignedLicenses && new Set(assignedLicenses.map(({ skuId }) => skuId));
  const states = (licenseAssignmentStates ?? []).filter(({ skuId }) => held?.has(skuId) ?? true);
  const stated = new Set(states.map(({ skuId }) => skuId));
  const unstated = (assignedLicenses ?? []).filter(({ skuId }) => !stated.has(skuId));
  return { id, userPrincipalName, assignments: [...states, ...unstated].map(assignmentOf) };
}

function assignmentOf({ skuId, disabledPlans, assignedByGroup }: GraphAssignmentState): LicenseAssignment {
  return { skuId, disabledPlans: disabledPlans ?? [], assignedByGroup: assignedByGroup ?? null };
}

async function readOwners(
  graph: GraphReader,
  subscriptions: readonly CompanySubscription[],
  names: ReadonlyMap<string, string>,
  known?: KnownLicenses,
): Promise<Map<string, SubscriptionOwner>> {
  const ids = new Set(
    subscriptions.flatMap(({ ownerId, ownerType }) => (ownerId && ownerType?.toLowerCase() === "user" ? ownerId : [])),
  );
  const owners = new Map<string, SubscriptionOwner>();
  for (const id of ids) {
    const [userPrincipalName, buysForOrganization] = await Promise.all([
      names.get(id) ??
        graph
          .get<GraphUser>(`/users/${id}?$select=id,userPrincipalName`)
          .then((user) => user.userPrincipalName)
          .catch(() => undefined),
      known
        ? known.rolesOf(id)?.some((role) => buyers.has(role))
        : graph
            .list<{ roleDefinitionId: string }>(
              `/roleManagement/directory/roleAssignments?$filter=principalId eq '${id}'`,
            )
            .then((held) => held.some(({ roleDefinitionId }) => buyers.has(roleDefinitionId)))
            .catch(() => undefined),
    ]);
    owners.set(id, { userPrincipalName, buysForOrganization });
  }
  return owners;
}

/** Names of groups by object id; the id stands for one that may not be read. */
export async function readGroupNames(graph: GraphReader, ids: Iterable<string>): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const name = await graph
      .get<{ displayName?: string }>(`/groups/${id}?$select=id,displayName`)
      .then(({ displayName }) => displayName)
      .catch(() => undefined);
    names.set(id, name ?? id);
  }
  return names;
}
