import type { GroupNames } from "../../licenses/describe";
import type { LicensedUser, TenantLicenses } from "../../licenses/model";
import { readGroupNames, readLicenses } from "../../licenses/read";
import { explained, noSuchUser } from "./refusal";
import type { OpenTenant } from "./tenant";

/** Some users with their licences, in the order asked for. Raises a UserError for one that is not there. */
export async function readUsers(
  { graph, tenantId }: OpenTenant,
  users: readonly string[],
): Promise<{ tenant: TenantLicenses; users: readonly LicensedUser[]; groupName: GroupNames }> {
  // One after the other, to say which of them is not there.
  for (const user of users) {
    await explained(() =>
      graph.get(`/users/${encodeURIComponent(user)}?$select=id`).catch((error: unknown) => {
        throw noSuchUser(error, user);
      }),
    );
  }
  const tenant = await explained(() => readLicenses(graph, tenantId, users));
  return { tenant, users: tenant.users, groupName: await groupNames({ graph, tenantId }, tenant.users) };
}

export async function groupNames({ graph }: OpenTenant, users: readonly LicensedUser[]): Promise<GroupNames> {
  const ids = users.flatMap(({ assignments }) => assignments.flatMap(({ assignedByGroup }) => assignedByGroup ?? []));
  const names = await readGroupNames(graph, ids);
  return (id) => names.get(id) ?? id;
}
