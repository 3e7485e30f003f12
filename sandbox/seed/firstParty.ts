import {
  type Api,
  type ApiName,
  apis,
  azureServiceManagement,
  azureUserImpersonationId,
  microsoftOwnerOrganizationId,
} from "../../catalogue/apis";
import { microsoftApplications } from "../../catalogue/microsoftApplications";
import { listPermissions, type Permission } from "../../catalogue/permissions";
import type { AppRole, PermissionScope, ServicePrincipal } from "../state/entities";
import { seedId } from "./seedId";

/** One of Microsoft's own applications, as every tenant has it. */
export interface FirstPartyApplication {
  readonly appId: string;
  readonly displayName: string;
  readonly servicePrincipalNames: readonly string[];
  readonly appRoles: () => readonly AppRole[];
  readonly scopes: () => readonly PermissionScope[];
}

const none = () => [];

/** Microsoft's applications of which the tenant has a service principal from the start. */
export const firstPartyApplications: readonly FirstPartyApplication[] = [
  api("microsoftGraph"),
  api("windowsDefenderAtp"),
  api("microsoftThreatProtection"),
  {
    ...named(azureServiceManagement),
    appRoles: none,
    scopes: () => [
      scope(azureUserImpersonationId, "user_impersonation", "Access Azure Resource Manager as organization users"),
    ],
  },
  ...Object.values(microsoftApplications).map(({ appId, displayName, resource }) => ({
    appId,
    displayName,
    servicePrincipalNames: [resource],
    appRoles: none,
    scopes: none,
  })),
];

/** The service principal of one of them, as a tenant gets it: the ids differ by tenant, here they are fixed. */
export function firstPartyServicePrincipal(application: FirstPartyApplication): ServicePrincipal {
  return {
    id: seedId("servicePrincipal", application.appId),
    createdMs: 0,
    appId: application.appId,
    displayName: application.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: microsoftOwnerOrganizationId,
    servicePrincipalNames: [application.appId, ...application.servicePrincipalNames],
    servicePrincipalType: "Application",
    appRoles: application.appRoles(),
    oauth2PermissionScopes: application.scopes(),
    passwordCredentials: [],
    keyCredentials: [],
    owners: [],
    properties: { signInAudience: "AzureADMultipleOrgs", createdDateTime: "2020-01-01T00:00:00Z" },
  };
}

function api(name: ApiName): FirstPartyApplication {
  const permissions = () => listPermissions(name);
  return {
    ...named(apis[name]),
    appRoles: () => permissions().flatMap((permission) => (permission.application ? [appRole(permission)] : [])),
    scopes: () => permissions().flatMap(({ delegated, value }) => (delegated ? [scope(delegated, value, value)] : [])),
  };
}

function named(application: Api): Pick<FirstPartyApplication, "appId" | "displayName" | "servicePrincipalNames"> {
  const names = [application.publicResource, ...application.otherResources];
  return { appId: application.appId, displayName: application.displayName, servicePrincipalNames: names };
}

function appRole({ application = "", value }: Permission): AppRole {
  return {
    id: application,
    value,
    displayName: value,
    description: `Allows the app to use ${value} without a signed-in user.`,
    isEnabled: true,
    allowedMemberTypes: ["Application"],
  };
}

function scope(id: string, value: string, description: string): PermissionScope {
  return {
    id,
    value,
    // Permissions that reach over the whole tenant need an administrator's consent.
    type: /\.All$|\.Directory$/.test(value) ? "Admin" : "User",
    isEnabled: true,
    adminConsentDisplayName: description,
    adminConsentDescription: `Allows the app to use ${value} on behalf of the signed-in user.`,
  };
}
