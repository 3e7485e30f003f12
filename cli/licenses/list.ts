import { findConflicts } from "../../licenses/conflicts";
import { adviceFor, describeCause, type GroupNames, skuTitle } from "../../licenses/describe";
import { resolveSkus } from "../../licenses/managed";
import type { UserConflicts } from "../../licenses/model";
import { readGroupNames, readLicenses } from "../../licenses/read";
import { UserError } from "../userError";
import { explained } from "./refusal";
import type { OpenTenant } from "./tenant";

export interface ConflictList {
  /** Part numbers of the licences that count as managed; none where it is not known which are. */
  readonly managed: readonly string[];
  /** How many users hold a managed licence, or any where none is known to be managed. */
  readonly holders: number;
  readonly users: readonly ListedUser[];
}

export type ListedUser = Omit<UserConflicts, "conflicts"> & {
  readonly conflicts: readonly (UserConflicts["conflicts"][number] & {
    readonly title: string;
    readonly detail: string;
    readonly advice: string;
  })[];
};

/**
 * Users on whom a replacement of licences fails. Raises a UserError for a licence that the tenant has not.
 *
 * @param everyone also those who hold no managed licence: it would fail on them as soon as they are assigned one
 */
export async function listConflicts(
  { graph, tenantId }: OpenTenant,
  managed: readonly string[],
  everyone: boolean,
): Promise<ConflictList> {
  const tenant = await explained(() => readLicenses(graph, tenantId));
  const { skuIds, problems } = resolveSkus(tenant, managed);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  const isManaged = new Set(skuIds);
  const any = everyone || isManaged.size === 0;
  const found = findConflicts(tenant, isManaged).filter((user) => any || user.managed.length > 0);
  const names = await readGroupNames(
    graph,
    found.flatMap(({ conflicts }) => conflicts.flatMap(({ groups }) => groups ?? [])),
  );
  const groupName: GroupNames = (id) => names.get(id) ?? id;
  const partNumberOf = new Map(tenant.skus.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
  return {
    managed: skuIds.map((skuId) => partNumberOf.get(skuId) ?? skuId),
    holders: tenant.users.filter(({ assignments }) => any || assignments.some(({ skuId }) => isManaged.has(skuId)))
      .length,
    users: found.map((user) => ({
      ...user,
      conflicts: user.conflicts.map((conflict) => ({
        ...conflict,
        title: skuTitle(conflict),
        detail: describeCause(conflict, groupName),
        advice: adviceFor(conflict, user.userPrincipalName, groupName),
      })),
    })),
  };
}

/** As a person reads it. */
export function describeList({ managed, holders, users }: ConflictList): string {
  const lines = users.flatMap(({ userPrincipalName, conflicts }) => [
    userPrincipalName,
    ...conflicts.flatMap(({ title, detail, advice }) => [`  ✗ ${title}`, `      ${detail}`, `      → ${advice}`]),
    "",
  ]);
  const whom = `${holders} user${holders === 1 ? "" : "s"} who hold${holders === 1 ? "s" : ""} ${managed.length > 0 ? managed.join(", ") : "a licence"}`;
  const summary =
    users.length === 0
      ? `No conflict: the licences of ${whom} can be replaced.`
      : `A replacement of licences fails on ${users.length} of ${whom}.`;
  return [...lines, summary].join("\n");
}
