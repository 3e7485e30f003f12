/** What is asked of each kind of object, and what is kept of an answer: a tenant of thousands must fit into memory. */
import { microsoftOwnerOrganizationId } from "../catalogue/apis";
import { isMicrosoftFirstParty } from "../catalogue/firstParty";
import type {
  RequiredResourceAccess,
  TenantApplication,
  TenantAppRoleAssignment,
  TenantCredential,
  TenantDelegatedGrant,
  TenantServicePrincipal,
} from "./model";

/** The largest page of a list of directory objects. Source: learn.microsoft.com/graph/api/serviceprincipal-list, application-list. */
export const pageSize = 999;

/** Naming `keyCredentials` costs more of the tenant's budget (150 such requests a minute), which pages of this size never reach. */
export const applicationProperties =
  "id,appId,displayName,createdDateTime,signInAudience,tags,requiredResourceAccess,passwordCredentials,keyCredentials,web,spa,publicClient,isFallbackPublicClient,api";

export const servicePrincipalProperties =
  "id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,tags,preferredSingleSignOnMode,appRoles,passwordCredentials,keyCredentials";

export const assignmentProperties = "id,appRoleId,principalId,principalType,resourceId,createdDateTime";

export type GraphApplication = Omit<TenantApplication, "federatedIdentityCredentials" | "exposedScopes"> & {
  readonly api?: { readonly oauth2PermissionScopes?: readonly unknown[] | null } | null;
};

export function applicationOf(application: GraphApplication): TenantApplication {
  const { id, appId, displayName, createdDateTime, signInAudience, isFallbackPublicClient, web, spa, publicClient } =
    application;
  return {
    id,
    appId,
    displayName,
    createdDateTime,
    signInAudience,
    tags: application.tags ?? [],
    requiredResourceAccess: (application.requiredResourceAccess ?? []).map(accessOf),
    passwordCredentials: credentialsOf(application.passwordCredentials),
    keyCredentials: credentialsOf(application.keyCredentials),
    federatedIdentityCredentials: [],
    ...(web && {
      web: {
        redirectUris: web.redirectUris ?? [],
        logoutUrl: web.logoutUrl,
        ...(web.implicitGrantSettings && { implicitGrantSettings: web.implicitGrantSettings }),
      },
    }),
    ...(spa && { spa: { redirectUris: spa.redirectUris ?? [] } }),
    ...(publicClient && { publicClient: { redirectUris: publicClient.redirectUris ?? [] } }),
    isFallbackPublicClient,
    exposedScopes: application.api?.oauth2PermissionScopes?.length ?? 0,
  };
}

function accessOf({ resourceAppId, resourceAccess }: RequiredResourceAccess): RequiredResourceAccess {
  return { resourceAppId, resourceAccess: (resourceAccess ?? []).map(({ id, type }) => ({ id, type })) };
}

/** Everything but what the credential is: a secret's first letters (`hint`) and a certificate's key stay behind. */
function credentialsOf(credentials: readonly TenantCredential[] | null | undefined): TenantCredential[] {
  return (credentials ?? []).map(({ keyId, displayName, usage, startDateTime, endDateTime }) => ({
    keyId,
    displayName,
    ...(usage && { usage }),
    startDateTime,
    endDateTime,
  }));
}

export type GraphServicePrincipal = Omit<TenantServicePrincipal, "appRoles"> & {
  readonly appRoles?: readonly GraphAppRole[] | null;
};

interface GraphAppRole {
  readonly id: string;
  readonly value?: string | null;
  readonly isEnabled?: boolean;
  readonly allowedMemberTypes?: readonly string[];
}

export function servicePrincipalOf(principal: GraphServicePrincipal): TenantServicePrincipal {
  const { id, appId, displayName, accountEnabled, servicePrincipalType, appOwnerOrganizationId } = principal;
  return {
    id,
    appId,
    displayName,
    servicePrincipalType,
    accountEnabled,
    appOwnerOrganizationId,
    tags: principal.tags ?? [],
    preferredSingleSignOnMode: principal.preferredSingleSignOnMode,
    appRoles: (principal.appRoles ?? [])
      .filter(({ allowedMemberTypes }) => allowedMemberTypes?.includes("Application"))
      .map(({ id: roleId, value }) => ({ id: roleId, value })),
    passwordCredentials: credentialsOf(principal.passwordCredentials),
    keyCredentials: credentialsOf(principal.keyCredentials),
  };
}

export type GraphAppRoleAssignment = TenantAppRoleAssignment & { readonly principalType?: string };

export function assignmentOf(assignment: GraphAppRoleAssignment): TenantAppRoleAssignment {
  const { id, appRoleId, principalId, resourceId, createdDateTime } = assignment;
  return { id, appRoleId, principalId, resourceId, createdDateTime };
}

export function grantOf({ id, clientId, consentType, principalId, resourceId, scope }: TenantDelegatedGrant) {
  return { id, clientId, consentType, principalId: principalId ?? null, resourceId, scope: scope ?? "" };
}

/** Whether a service principal is that of an application of Microsoft's. */
export function isMicrosofts({ appId, appOwnerOrganizationId }: TenantServicePrincipal): boolean {
  return appOwnerOrganizationId?.toLowerCase() === microsoftOwnerOrganizationId || isMicrosoftFirstParty(appId);
}
