import { partNumbers } from "./conflicts";
import { type GroupNames, skuTitle } from "./describe";
import { resolveSkus } from "./managed";
import type { LicenseAssignment, LicensedUser, TenantLicenses } from "./model";

/** A licence to take from a user, with what it takes to give it back. */
export interface RemovedLicense {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly disabledPlans: readonly string[];
}

export interface RemovalPlan {
  readonly remove: readonly RemovedLicense[];
  /** What to know although it works, a sentence each. */
  readonly notes: readonly string[];
  /** Why it cannot be done, a sentence each; nothing is to be removed then. */
  readonly problems: readonly string[];
}

/** What taking licences from a user means. */
export function planRemoval(
  tenant: TenantLicenses,
  user: LicensedUser,
  given: readonly string[],
  groupName: GroupNames,
): RemovalPlan {
  const { skuIds, problems: unknown } = resolveSkus(tenant, given);
  const partNumberOf = partNumbers(tenant);
  const remove: RemovedLicense[] = [];
  const notes: string[] = [];
  const problems = [...unknown];
  for (const skuId of skuIds) {
    const skuPartNumber = partNumberOf(skuId);
    const title = skuTitle({ skuId, skuPartNumber });
    const ways = user.assignments.filter((assignment) => assignment.skuId === skuId);
    const direct = ways.find(({ assignedByGroup }) => assignedByGroup === null);
    const groups = groupList(ways, groupName);
    if (ways.length === 0) {
      const held = [...new Set(user.assignments.map((one) => partNumberOf(one.skuId)))].sort();
      problems.push(`${user.userPrincipalName} does not hold ${title}. Held: ${held.join(", ") || "none"}.`);
    } else if (!direct) {
      problems.push(
        `${user.userPrincipalName} has ${title} from ${groups}, and one that is inherited cannot be removed from the user. Take the user out of the group, or the licence off it.`,
      );
    } else {
      remove.push({ skuId, skuPartNumber, disabledPlans: direct.disabledPlans });
      if (groups) notes.push(`${title} is also inherited from ${groups}: the user keeps it until that ends.`);
    }
  }
  return problems.length > 0 ? { remove: [], notes: [], problems } : { remove, notes, problems };
}

function groupList(ways: readonly LicenseAssignment[], groupName: GroupNames): string {
  const ids = ways.flatMap(({ assignedByGroup }) => assignedByGroup ?? []);
  return ids.length === 0
    ? ""
    : `${ids.length > 1 ? "the groups" : "the group"} ${ids.map((id) => `"${groupName(id)}"`).join(", ")}`;
}
