import { microsoftOwnerOrganizationId } from "../../catalogue/apis";
import { microsoftClients } from "../../catalogue/microsoftApplications";
import { seedId } from "./seedId";

/** A multi-tenant application of another tenant, which a service principal can be made of here. */
export interface ForeignApplication {
  readonly appId: string;
  readonly displayName: string;
  /** Tenant that the app registration lives in. */
  readonly ownerTenantId: string;
  readonly homepage: string | null;
}

/**
 * Okta's application for Office 365, as the consent page names it. Okta does not publish its client id, so this one is the sandbox's own.
 */
export const oktaApplication: ForeignApplication = {
  appId: seedId("foreignApplication", "Okta Microsoft Graph Client"),
  displayName: "Okta Microsoft Graph Client",
  ownerTenantId: seedId("tenant", "Okta"),
  homepage: "https://www.okta.com",
};

/** Multi-tenant applications that have no service principal in the tenant yet. Any other unknown client id is refused, as Entra does. */
export const foreignApplications: readonly ForeignApplication[] = [
  oktaApplication,
  ...Object.values(microsoftClients).map((client) => ({
    ...client,
    ownerTenantId: microsoftOwnerOrganizationId,
    homepage: null,
  })),
];
