/**
 * What Okta's own application for Microsoft Office 365 needs in the tenant.
 *
 * Source: help.okta.com, "Provide Microsoft admin consent for Okta" (apps_o365_admin_consent), read 2026-11-20. Okta asks for consent to one
 * of two multi-tenant applications that it owns. Okta publishes the client id of neither; it is read from the consent URL, or in the tenant
 * under Enterprise applications. That the permissions are application permissions follows from provisioning running without a user;
 * the page does not say it.
 */
import type { ApplicationPermission } from "./permissionIndex";

export const oktaDocumentation = "https://help.okta.com/oie/en-us/content/topics/apps/apps_o365_admin_consent.htm";

/** Display names of Okta's applications, as they appear under Enterprise applications. */
export const oktaApplications = {
  /** Domain federation (single sign-on through SAML or WS-Federation). */
  federation: ["Okta Graph API Client - Federation"],
  /** Provisioning, and single sign-on to products that use OAuth; the name differs between Okta's documentation pages. */
  provisioning: ["Okta Microsoft Graph Client", "Okta Office 365 Graph Client - SSO"],
} as const;

export interface OktaPermission {
  readonly value: ApplicationPermission;
  /** What Okta does with it. */
  readonly purpose: string;
  /** Whether provisioning stops without it. */
  readonly required: boolean;
  /** What to know before consenting. */
  readonly note?: string;
}

/** Permissions that Okta documents for provisioning. */
export const oktaProvisioningPermissions: readonly OktaPermission[] = [
  {
    value: "User.ReadWrite.All",
    purpose: "create, read, update and delete users, and assign their licences",
    required: true,
  },
  { value: "Group.ReadWrite.All", purpose: "create, read, update and delete groups", required: true },
  { value: "GroupMember.ReadWrite.All", purpose: "add members to groups and remove them", required: true },
  { value: "Organization.Read.All", purpose: "list acquired licences and remaining seats", required: true },
  { value: "Application.Read.All", purpose: "list app registrations and service principals", required: true },
  {
    value: "RoleManagement.ReadWrite.Directory",
    purpose: "assign directory roles to users",
    required: false,
    note: "Tier 0: whoever holds it can make anyone Global Administrator. Needed only while Okta assigns directory roles; Okta's page allows revoking it after set-up where provisioning is not used.",
  },
  {
    value: "Directory.Read.All",
    purpose: "read directory data",
    required: false,
    note: "Asked for by older versions; Okta's current page says that it is not required and can be revoked.",
  },
];

/** Permissions that Okta documents for domain federation alone; `User.Read` is delegated. */
export const oktaFederationPermissions: readonly OktaPermission[] = [
  {
    value: "Domain.ReadWrite.All",
    purpose: "configure and verify federated domains",
    required: true,
    note: "Tier 0: whoever holds it can federate a domain and sign in as any user.",
  },
  {
    value: "RoleManagement.ReadWrite.Directory",
    purpose: "assign directory roles during the initial set-up",
    required: false,
    note: "Tier 0. Okta's page: it can be revoked safely after single sign-on is set up.",
  },
];

/**
 * Display names of applications that replace all licences of a user by those that they manage, so that one which they may not take away
 * makes every assignment fail. Okta's is the one that is known.
 */
export const licenseReplacingApplications: readonly string[] = oktaApplications.provisioning;
