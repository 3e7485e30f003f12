import { licenseSkus } from "../catalogue/licenseSkus";
import type { Conflict, UserConflicts } from "./model";

/** Name of a group by its object id. */
export type GroupNames = (id: string) => string;

/** `POWER_BI_PRO (Power BI Pro)`. */
export function skuTitle({ skuId, skuPartNumber }: Pick<Conflict, "skuId" | "skuPartNumber">): string {
  const product = licenseSkus.find((known) => known.skuId === skuId)?.product;
  return product ? `${skuPartNumber} (${product})` : skuPartNumber;
}

/** Why a licence cannot be taken away, e.g. `bought by self-service, by alex@contoso.com`. */
export function describeCause(conflict: Conflict, groupName: GroupNames = (id) => id): string {
  switch (conflict.cause) {
    case "selfService":
      if (conflict.owner) return `${conflict.certain ? "" : "perhaps "}bought by self-service, by ${conflict.owner}`;
      return conflict.certain
        ? "bought by self-service"
        : "perhaps bought by self-service: users can buy this product, and no subscription tells who did";
    case "partner":
      return `${conflict.certain ? "" : "perhaps "}managed by a partner (tenant ${conflict.partnerTenantId})`;
    case "group":
      return `inherited from ${conflict.groups?.length === 1 ? "the group" : "the groups"} ${(conflict.groups ?? [])
        .map((id) => `"${groupName(id)}"`)
        .join(", ")}`;
  }
}

/** What to do about it. */
export function adviceFor(conflict: Conflict, user: string, groupName: GroupNames = (id) => id): string {
  const { skuPartNumber } = conflict;
  const remove = `npm run licenses -- remove ${user} --sku ${skuPartNumber}`;
  switch (conflict.cause) {
    case "selfService":
      return `Have the buyer cancel it, or take it over: Microsoft 365 admin center > Billing > Your products. Then remove it from the user, with \`${remove}\` or in the admin center; where that is refused as well, ask Microsoft support.`;
    case "partner":
      return `Have the partner remove or convert it, or remove it with \`${remove}\` or in the Microsoft 365 admin center; where that is refused, ask the partner or Microsoft support.`;
    case "group":
      return `Take the user out of ${(conflict.groups ?? []).map((id) => `"${groupName(id)}"`).join(" and ")}, or take the licence off the group: one that is inherited cannot be removed from the user. Let either the product or groups assign licences, not both.`;
  }
}

/** One line a user: `alex@contoso.com: POWER_BI_PRO (Power BI Pro) bought by self-service, by alex@contoso.com`. */
export function describeUser({ userPrincipalName, conflicts }: UserConflicts, groupName?: GroupNames): string {
  return `${userPrincipalName}: ${conflicts.map((one) => `${skuTitle(one)} ${describeCause(one, groupName)}`).join("; ")}`;
}

/** At most so many lines, and how many more there are. */
export function atMost(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `and ${lines.length - most} more`];
}
