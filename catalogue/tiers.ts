/** Permissions that amount to control of the tenant, and narrower permissions to ask for instead of broad ones. */

export interface TierZeroPermission {
  /** Microsoft Graph application permission. */
  readonly value: string;
  /** `direct`: its holder can make itself Global Administrator alone. `indirect`: through another principal, device or setting. */
  readonly path: "direct" | "indirect";
  /** What its holder can do, as a clause. */
  readonly reason: string;
}
