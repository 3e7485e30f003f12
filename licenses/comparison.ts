import { conflictsOfUser, partNumbers } from "./conflicts";
import { skuTitle } from "./describe";
import type { Conflict, LicensedUser, TenantLicenses } from "./model";

/** How the licences of a user on whom a replacement fails differ from those of one on whom it works. */
export interface LicenseComparison {
  /** Titles of what both hold. */
  readonly both: readonly string[];
  /** What only the failing user holds; with `conflict` where that explains the failure. */
  readonly onlyUser: readonly { readonly title: string; readonly conflict?: Conflict }[];
  readonly onlyClean: readonly string[];
  /** What makes the clean user not clean: a licence of its own that cannot be taken away either. */
  readonly cleanConflicts: readonly Conflict[];
}

/** The clean user holds what the product assigns, so every other licence would be taken away. */
export function compareLicenses(tenant: TenantLicenses, user: LicensedUser, clean: LicensedUser): LicenseComparison {
  const partNumberOf = partNumbers(tenant);
  const title = (skuId: string) => skuTitle({ skuId, skuPartNumber: partNumberOf(skuId) });
  const [mine, theirs] = [user, clean].map(({ assignments }) => new Set(assignments.map(({ skuId }) => skuId))) as [
    Set<string>,
    Set<string>,
  ];
  const conflicts = conflictsOfUser(tenant, user, theirs);
  return {
    both: [...mine].filter((skuId) => theirs.has(skuId)).map(title),
    onlyUser: [...mine]
      .filter((skuId) => !theirs.has(skuId))
      .map((skuId) => ({ title: title(skuId), conflict: conflicts.find((conflict) => conflict.skuId === skuId) })),
    onlyClean: [...theirs].filter((skuId) => !mine.has(skuId)).map(title),
    cleanConflicts: conflictsOfUser(tenant, clean, new Set()),
  };
}
