import { findLicenseSku } from "../../catalogue/licenseSkus";
import type { CompanySubscription, SubscribedSku } from "../state/entities";
import { organizationName, partnerTenantId, tenantId } from "./constants";
import { seedId } from "./seedId";

/**
 * Licences of the tenant, by SKU part number. Ids of service plans are Microsoft's, the same everywhere
 * (learn.microsoft.com/entra/identity/users/licensing-service-plan-reference).
 */
export const skus = {
  ENTERPRISEPACK: sku("ENTERPRISEPACK", 50, {
    EXCHANGE_S_ENTERPRISE: "efb87545-963c-4e0d-99df-69c6916d9eb0",
    SHAREPOINTENTERPRISE: "5dbe027f-2339-4123-9542-606e4d348a72",
    TEAMS1: "57ff2da0-773e-42df-b2af-ffb7a2317929",
  }),
  EMS: sku("EMS", 50, {
    AAD_PREMIUM: "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
    INTUNE_A: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
  }),
  MCOEV: sku("MCOEV", 20, { MCOEV: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7" }),
  /** Bought by a user for themselves. */
  POWER_BI_PRO: sku("POWER_BI_PRO", 5, {
    BI_AZURE_P2: "70d33638-9c74-4d01-bfd3-562de28bd4ba",
  }),
  /** Bought and managed by a partner. */
  VISIOCLIENT: sku("VISIOCLIENT", 10, {
    VISIO_CLIENT_SUBSCRIPTION: "663a804f-1c30-4ff0-9915-9db84f0d1cea",
  }),
  /** Assigned through a group. */
  PROJECTPROFESSIONAL: sku("PROJECTPROFESSIONAL", 10, {
    PROJECT_PROFESSIONAL: "818523f5-016b-4355-9be8-ed6944946ea7",
  }),
  /** Has no seat left. */
  SPE_E5: sku("SPE_E5", 0, { AAD_PREMIUM_P2: "eec0eb4f-6444-4f95-aba0-50c24d67f998" }),
} as const;

export type SkuName = keyof typeof skus;

interface Sku {
  readonly skuId: string;
  readonly seats: number;
  readonly plans: Readonly<Record<string, string>>;
}

function sku(partNumber: string, seats: number, plans: Readonly<Record<string, string>>): Sku {
  const known = findLicenseSku(partNumber);
  if (!known) throw new Error(`Failed to seed the tenant: the catalogue has no licence ${partNumber}.`);
  return { skuId: known.skuId, seats, plans };
}

/** `consumedUnits` is counted when they are read. */
export const subscribedSkus: readonly SubscribedSku[] = Object.entries(skus).map(
  ([skuPartNumber, { skuId, seats, plans }]) => ({
    id: `${tenantId}_${skuId}`,
    accountId: tenantId,
    accountName: organizationName.toLowerCase(),
    appliesTo: "User",
    capabilityStatus: "Enabled",
    skuId,
    skuPartNumber,
    prepaidUnits: { enabled: seats, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: Object.entries(plans).map(([servicePlanName, servicePlanId]) => ({
      servicePlanId,
      servicePlanName,
      provisioningStatus: "Success",
      appliesTo: "User",
    })),
    subscriptionIds: [seedId("companySubscription", skuPartNumber)],
  }),
);

/** Who bought what: the tenant itself, a user (self-service), or a partner. */
export const companySubscriptions: readonly CompanySubscription[] = Object.entries(skus).map(
  ([skuPartNumber, { skuId, seats }]) => ({
    id: seedId("companySubscription", skuPartNumber),
    commerceSubscriptionId: seedId("commerceSubscription", skuPartNumber),
    createdDateTime: "2026-01-15T09:00:00Z",
    nextLifecycleDateTime: "2027-01-15T09:00:00Z",
    isTrial: false,
    skuId,
    skuPartNumber,
    status: "Enabled",
    totalLicenses: seats,
    serviceStatus: [],
    ownerId: null,
    ownerTenantId: null,
    ownerType: null,
    ...owner(skuPartNumber),
  }),
);

function owner(skuPartNumber: string): Partial<CompanySubscription> {
  if (skuPartNumber === "POWER_BI_PRO") return { ownerId: seedId("user", "alex.wilber"), ownerType: "User" };
  if (skuPartNumber === "VISIOCLIENT") return { ownerTenantId: partnerTenantId, ownerType: "Partner" };
  return {};
}
