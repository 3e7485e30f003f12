import { licenseSkus } from "../catalogue/licenseSkus";
import type { CompanySubscription, Conflict, TenantLicenses } from "./model";

/** Why a licence does not belong to the organisation itself; undefined where it does. */
export type ForeignOwnership = Pick<Conflict, "cause" | "certain" | "owner" | "partnerTenantId">;

/**
 * Whose a licence is, by the subscriptions that hold it. Which of several subscriptions a user's seat comes from is told
 * nowhere, so a licence that the organisation bought as well is a possible conflict only.
 *
 * A partner's subscription names the partner's tenant (`ownerTenantId`). Microsoft documents no mark of a self-service
 * purchase; it is taken to be one whose owner is a user who may not buy for the organisation.
 */
export function foreignOwnership(tenant: TenantLicenses, skuId: string): ForeignOwnership | undefined {
  const subscriptions = tenant.subscriptions.filter((one) => one.skuId === skuId && one.status !== "Deleted");
  if (subscriptions.length === 0) {
    const selfService = licenseSkus.some((known) => known.skuId === skuId && known.selfService);
    return selfService ? { cause: "selfService", certain: false } : undefined;
  }
  const foreign = subscriptions.filter((one) => isPartners(tenant, one) || isSelfService(tenant, one));
  const first = foreign.find((one) => isPartners(tenant, one)) ?? foreign[0];
  if (!first) return undefined;
  const certain = foreign.length === subscriptions.length;
  if (isPartners(tenant, first)) {
    return { cause: "partner", certain, partnerTenantId: first.ownerTenantId ?? undefined };
  }
  const owner = first.ownerId ?? undefined;
  return { cause: "selfService", certain, owner: tenant.owners.get(owner ?? "")?.userPrincipalName ?? owner };
}

function isPartners({ tenantId }: TenantLicenses, { ownerTenantId }: CompanySubscription): boolean {
  return !!ownerTenantId && ownerTenantId.toLowerCase() !== tenantId.toLowerCase();
}

/** Whether a subscription is owned by a user who may not buy for the organisation, as far as that is known. */
export function isSelfService(
  { owners }: Pick<TenantLicenses, "owners">,
  { ownerType, ownerId }: Pick<CompanySubscription, "ownerType" | "ownerId">,
): boolean {
  return ownerType?.toLowerCase() === "user" && owners.get(ownerId ?? "")?.buysForOrganization !== true;
}
