/** What the licence check reads of a tenant: the shapes of Microsoft Graph v1.0, only the members that are read. */

/** Item of `GET /subscribedSkus`. */
export interface SubscribedSku {
  readonly skuId: string;
  /** e.g. `ENTERPRISEPACK`. */
  readonly skuPartNumber: string;
}

/** Item of `GET /directory/subscriptions` (companySubscription): who bought which licences. */
export interface CompanySubscription {
  readonly id: string;
  readonly skuId: string;
  /** `Enabled`, `Deleted`, `Suspended`, `Warning` or `LockedOut`. */
  readonly status: string | null;
  /** Object id of the account that the subscription belongs to, where one is told. */
  readonly ownerId: string | null;
  /** Kind of `ownerId`, e.g. `User`. */
  readonly ownerType: string | null;
  /** Tenant of the Microsoft partner that made the subscription in this tenant. */
  readonly ownerTenantId: string | null;
}

/** One way in which a user got a licence: directly, or through a group. */
export interface LicenseAssignment {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  /** Object id of the group; null where it is assigned directly. */
  readonly assignedByGroup: string | null;
}

/** A user who holds at least one licence. */
export interface LicensedUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly assignments: readonly LicenseAssignment[];
}

/** The licences of a tenant at one moment. */
export interface TenantLicenses {
  readonly tenantId: string;
  readonly skus: readonly SubscribedSku[];
  readonly subscriptions: readonly CompanySubscription[];
  readonly users: readonly LicensedUser[];
  /**
   * Sign-in names of those who own a subscription, and whether they may buy for the organisation (Global or Billing
   * Administrator); undefined where that could not be read.
   */
  readonly owners: ReadonlyMap<string, SubscriptionOwner>;
}

export interface SubscriptionOwner {
  readonly userPrincipalName?: string;
  readonly buysForOrganization?: boolean;
}

export type ConflictCause = "selfService" | "partner" | "group";

/** A licence that another identity cannot take from a user. */
export interface Conflict {
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly cause: ConflictCause;
  /** False where the tenant holds seats of the licence in several ways, or no subscription tells whose it is. */
  readonly certain: boolean;
  /** `selfService`: sign-in name, or object id, of who bought it. */
  readonly owner?: string;
  /** `partner`: the partner's tenant. */
  readonly partnerTenantId?: string;
  /** `group`: object ids of the groups that assign it. */
  readonly groups?: readonly string[];
}

/** A user on whom a replacement of licences by the managed set would fail. */
export interface UserConflicts {
  readonly id: string;
  readonly userPrincipalName: string;
  /** Part numbers of the managed licences that the user holds. */
  readonly managed: readonly string[];
  readonly conflicts: readonly Conflict[];
}
