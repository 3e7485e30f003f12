/** The sandbox's one tenant and subscription. The same in every sandbox, so that configuration can name them. */

export const tenantId = "11111111-aaaa-4bbb-8ccc-000000000001";

export const subscriptionId = "22222222-aaaa-4bbb-8ccc-000000000001";

export const organizationName = "Contoso";

/** The domain that the tenant was made with. */
export const initialDomain = "contoso.onmicrosoft.com";

/** The default domain: sign-in names of the seeded people end with it. */
export const customDomain = "contoso.com";

/** A domain that was added and never verified: no user can be made in it. */
export const unverifiedDomain = "contoso-acquired.com";

/** Tenant of the partner who manages some of the tenant's subscriptions of licences. */
export const partnerTenantId = "33333333-aaaa-4bbb-8ccc-000000000001";
