import type { Conflict, LicenseAssignment, LicensedUser, TenantLicenses, UserConflicts } from "./model";
import { type ForeignOwnership, foreignOwnership } from "./ownership";

/**
 * Every user on whom a replacement of all licences by the managed ones fails, with each licence that makes it fail. A product
 * such as Okta replaces the whole set (A, B, C, D by A, B, C), and may not take D away where D was bought by the user, belongs to
 * a partner, or comes from a group.
 *
 * @param managed `skuId`s of the licences that the product assigns; none where that is not known, then every licence counts
 */
export function findConflicts(tenant: TenantLicenses, managed: ReadonlySet<string>): UserConflicts[] {
  const ownershipOf = ownerships(tenant);
  const partNumberOf = partNumbers(tenant);
  return tenant.users.flatMap((user) => {
    const conflicts = conflictsOf(user, managed, ownershipOf, partNumberOf);
    if (conflicts.length === 0) return [];
    const held = new Set(user.assignments.map(({ skuId }) => skuId));
    return [
      {
        id: user.id,
        userPrincipalName: user.userPrincipalName,
        managed: [...held].filter((skuId) => managed.has(skuId)).map(partNumberOf),
        conflicts,
      },
    ];
  });
}

/** Managed licences that are not the organisation's own: the product may neither assign nor remove them. */
export function foreignManaged(tenant: TenantLicenses, managed: ReadonlySet<string>): Conflict[] {
  const partNumberOf = partNumbers(tenant);
  return [...managed].flatMap((skuId) => {
    const ownership = foreignOwnership(tenant, skuId);
    return ownership ? [{ skuId, skuPartNumber: partNumberOf(skuId), ...ownership }] : [];
  });
}

/** The conflicts of one user alone, as `findConflicts` finds them. */
export function conflictsOfUser(tenant: TenantLicenses, user: LicensedUser, managed: ReadonlySet<string>): Conflict[] {
  return conflictsOf(user, managed, ownerships(tenant), partNumbers(tenant));
}

function conflictsOf(
  { assignments }: LicensedUser,
  managed: ReadonlySet<string>,
  ownershipOf: (skuId: string) => ForeignOwnership | undefined,
  partNumberOf: (skuId: string) => string,
): Conflict[] {
  const surplus = new Map<string, LicenseAssignment[]>();
  for (const assignment of assignments) {
    if (managed.has(assignment.skuId)) continue;
    surplus.set(assignment.skuId, [...(surplus.get(assignment.skuId) ?? []), assignment]);
  }
  return [...surplus].flatMap(([skuId, ways]): Conflict[] => {
    const names = { skuId, skuPartNumber: partNumberOf(skuId) };
    // One that is assigned both ways stays with the user after the direct assignment is gone, so the next push fails.
    const groups = ways.flatMap(({ assignedByGroup }) => assignedByGroup ?? []);
    if (groups.length > 0) return [{ ...names, cause: "group", certain: true, groups }];
    const ownership = ownershipOf(skuId);
    return ownership ? [{ ...names, ...ownership }] : [];
  });
}

/** Remembers each answer: there are few licences and many users. */
function ownerships(tenant: TenantLicenses): (skuId: string) => ForeignOwnership | undefined {
  const known = new Map<string, ForeignOwnership | undefined>();
  return (skuId) => {
    if (!known.has(skuId)) known.set(skuId, foreignOwnership(tenant, skuId));
    return known.get(skuId);
  };
}

/** Part number of a licence; its id where the tenant no longer lists it. */
export function partNumbers({ skus }: Pick<TenantLicenses, "skus">): (skuId: string) => string {
  const known = new Map(skus.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
  return (skuId) => known.get(skuId) ?? skuId;
}
