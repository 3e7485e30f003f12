import type { ApplicationPermission } from "../../catalogue/permissions";
import { seedId } from "./seedId";

/** Identities of the tenant that programs, tests and people sign in with. Their secrets are made anew at each start. */
export type IdentityName = "deployer" | "applicationAdministrator" | "globalAdministrator" | "reader";

export interface SeedIdentity {
  readonly displayName: string;
  readonly description: string;
  /** Application permissions on Microsoft Graph, consented. */
  readonly permissions: readonly ApplicationPermission[];
  /** Names of the directory roles that its service principal holds, in the whole tenant. */
  readonly directoryRoles: readonly string[];
  /** Object id of the app registration. */
  readonly applicationId: string;
  /** Client id. */
  readonly appId: string;
  readonly servicePrincipalId: string;
}

/** Each is an app registration of the tenant with a service principal. What they may do in Azure is in the seed of ARM. */
export const seedIdentities: Readonly<Record<IdentityName, SeedIdentity>> = {
  deployer: identity("deployer", {
    displayName: "entra-integrations deployer",
    description: "Holds the least application permissions that deploy all four integrations.",
    permissions: [
      "AdministrativeUnit.ReadWrite.All",
      // Not Application.ReadWrite.OwnedBy: that one may not make a service principal of another tenant's application (Okta's).
      "Application.ReadWrite.All",
      "AppRoleAssignment.ReadWrite.All",
      "DelegatedPermissionGrant.ReadWrite.All",
      "Domain.Read.All",
      "LicenseAssignment.Read.All",
      "Organization.Read.All",
      "RoleManagement.ReadWrite.Directory",
      "User.ReadWrite.All",
    ],
    directoryRoles: [],
  }),
  applicationAdministrator: identity("applicationAdministrator", {
    displayName: "entra-integrations application administrator",
    description:
      "Holds the directory role Application Administrator alone: may not consent to Microsoft Graph application permissions.",
    permissions: [],
    directoryRoles: ["Application Administrator"],
  }),
  globalAdministrator: identity("globalAdministrator", {
    displayName: "entra-integrations global administrator",
    description: "Stands for the person who answers for the tenant: may take away licences that others bought.",
    permissions: [],
    directoryRoles: ["Global Administrator"],
  }),
  reader: identity("reader", {
    displayName: "entra-integrations reader",
    description: "Reads the directory: for previews, verify and audit.",
    permissions: [
      "Application.Read.All",
      "AuditLog.Read.All",
      "Directory.Read.All",
      "LicenseAssignment.Read.All",
      "Organization.Read.All",
      "RoleManagement.Read.Directory",
    ],
    directoryRoles: [],
  }),
};

export const identityNames = Object.keys(seedIdentities) as readonly IdentityName[];

function identity(
  name: IdentityName,
  rest: Omit<SeedIdentity, "applicationId" | "appId" | "servicePrincipalId">,
): SeedIdentity {
  return {
    ...rest,
    applicationId: seedId("application", name),
    appId: seedId("appId", name),
    servicePrincipalId: seedId("servicePrincipal", name),
  };
}
