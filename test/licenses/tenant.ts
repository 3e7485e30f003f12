import type { Conflict, LicenseAssignment, LicensedUser, TenantLicenses } from "../../licenses/model";

/** Ids of licences in these tests; Okta assigns A, B and C. */
export const [a, b, c, d] = ["A", "B", "C", "D"].map((name) => `sku-of-${name}`) as [string, string, string, string];

export const managed = new Set([a, b, c]);

export const tenantId = "the-tenant";

/** A licence assigned directly, or through groups. */
export function held(skuId: string, ...groups: string[]): LicenseAssignment[] {
  const ways = groups.length > 0 ? groups : [null];
  return ways.map((assignedByGroup) => ({ skuId, disabledPlans: [], assignedByGroup }));
}

export function user(name: string, ...assignments: LicenseAssignment[][]): LicensedUser {
  return { id: `id-of-${name}`, userPrincipalName: `${name}@contoso.com`, assignments: assignments.flat() };
}

type Subscription = TenantLicenses["subscriptions"][number];

export function subscription(skuId: string, owner: Partial<Subscription> = {}): Subscription {
  return { id: `of-${skuId}`, skuId, status: "Enabled", ownerId: null, ownerType: null, ownerTenantId: null, ...owner };
}

export const bySelfService = { ownerId: "id-of-alex", ownerType: "User" } as const;
export const byPartner = { ownerTenantId: "the-partner", ownerType: "Partner" } as const;

export function tenant(given: Partial<TenantLicenses> = {}): TenantLicenses {
  return {
    tenantId,
    skus: [a, b, c, d].map((skuId) => ({ skuId, skuPartNumber: skuId.slice(-1) })),
    subscriptions: [a, b, c].map((skuId) => subscription(skuId)),
    users: [],
    owners: new Map([["id-of-alex", { userPrincipalName: "alex@contoso.com", buysForOrganization: false }]]),
    ...given,
  };
}

export const conflictOn = (skuId: string, rest: Partial<Conflict>): Partial<Conflict> => ({
  skuId,
  skuPartNumber: skuId.slice(-1),
  ...rest,
});
