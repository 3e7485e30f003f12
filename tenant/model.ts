/**
 * What a tenant and its subscriptions hold, as far as integrations are concerned: the shapes of Microsoft Graph v1.0 and Azure Resource
 * Manager, only the members that are read. `audit`, `report`, `adopt` and `explain --live` look at the same.
 */
import type { TenantLicenses } from "../licenses/model";

/** A tenant at one moment. Lists are empty, never absent, where something could not be read: `skipped` tells that. */
export interface TenantSnapshot {
  readonly tenantId: string;
  /** Name of the organisation. */
  readonly displayName?: string;
  /** ISO 8601. */
  readonly readAt: string;
  readonly applications: readonly TenantApplication[];
  readonly servicePrincipals: readonly TenantServicePrincipal[];
  /** Admin consents to application permissions: app role assignments whose principal is a service principal. */
  readonly appRoleAssignments: readonly TenantAppRoleAssignment[];
  readonly delegatedGrants: readonly TenantDelegatedGrant[];
  readonly directoryRoleAssignments: readonly TenantDirectoryRoleAssignment[];
  /** Only service accounts: users for whom an application may do what takes a directory role. */
  readonly users: readonly TenantUser[];
  /** Sign-ins by secret or certificate; empty also where the tenant keeps none, which `skipped` then tells. */
  readonly credentialUses: readonly TenantCredentialUse[];
  readonly subscriptions: readonly TenantSubscription[];
  /** Undefined where licences were not read. */
  readonly licenses?: TenantLicenses;
  /** What could not be read, and what that leaves open. */
  readonly skipped: readonly SkippedRead[];
}

/** Something that the reading identity may not see. */
export interface SkippedRead {
  /** In words, e.g. `sign-ins of applications`. */
  readonly what: string;
  /** The least privileged application permission, or Azure role, that would let it, e.g. `AuditLog.Read.All`. */
  readonly needs: string;
  /** What is therefore not judged, a sentence. */
  readonly therefore: string;
  /** What the service answered, e.g. `403 Authorization_RequestDenied`. */
  readonly answer: string;
}

/** Item of `GET /applications`. */
export interface TenantApplication {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly displayName: string;
  readonly createdDateTime?: string;
  readonly signInAudience?: string;
  readonly tags: readonly string[];
  readonly requiredResourceAccess: readonly RequiredResourceAccess[];
  readonly passwordCredentials: readonly TenantCredential[];
  readonly keyCredentials: readonly TenantCredential[];
  readonly federatedIdentityCredentials: readonly TenantFederatedCredential[];
  readonly web?: {
    readonly redirectUris?: readonly string[];
    readonly logoutUrl?: string | null;
    readonly implicitGrantSettings?: {
      readonly enableAccessTokenIssuance?: boolean | null;
      readonly enableIdTokenIssuance?: boolean | null;
    };
  };
  readonly spa?: { readonly redirectUris?: readonly string[] };
  readonly publicClient?: { readonly redirectUris?: readonly string[] };
  readonly isFallbackPublicClient?: boolean | null;
  /** How many delegated permissions (scopes) it offers to other applications. */
  readonly exposedScopes?: number;
}

export interface RequiredResourceAccess {
  /** Client id of the API. */
  readonly resourceAppId: string;
  /** `Role`: application permission; `Scope`: delegated permission. */
  readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
}

/** A client secret or certificate; never its value. */
export interface TenantCredential {
  readonly keyId: string;
  readonly displayName?: string | null;
  /** Of a certificate: `Verify` for signing in; `Sign` and `Encrypt` are for tokens. */
  readonly usage?: string | null;
  readonly startDateTime?: string | null;
  readonly endDateTime?: string | null;
}

export interface TenantFederatedCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** Item of `GET /servicePrincipals`. */
export interface TenantServicePrincipal {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly displayName: string;
  /** `Application`, `ManagedIdentity`, `Legacy` or `SocialIdp`. */
  readonly servicePrincipalType?: string;
  readonly accountEnabled?: boolean;
  /** Tenant that the application belongs to. */
  readonly appOwnerOrganizationId?: string | null;
  readonly tags: readonly string[];
  /** `saml` where people sign in through SAML: its certificates then sign tokens. */
  readonly preferredSingleSignOnMode?: string | null;
  /** Application permissions that this API offers; only of APIs to which the tenant has consented. */
  readonly appRoles: readonly { readonly id: string; readonly value?: string | null }[];
  readonly passwordCredentials: readonly TenantCredential[];
  readonly keyCredentials: readonly TenantCredential[];
}

/** Item of `GET /servicePrincipals/{api}/appRoleAssignedTo`. */
export interface TenantAppRoleAssignment {
  readonly id: string;
  readonly appRoleId: string;
  /** Object id of the service principal that may. */
  readonly principalId: string;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly createdDateTime?: string;
}

/** Item of `GET /oauth2PermissionGrants`. */
export interface TenantDelegatedGrant {
  readonly id: string;
  /** Object id of the service principal that may act. */
  readonly clientId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  /** Object id of the user; null for everyone. */
  readonly principalId: string | null;
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  /** Names of delegated permissions, separated by spaces. */
  readonly scope: string;
}

/** Item of `GET /roleManagement/directory/roleAssignments`. */
export interface TenantDirectoryRoleAssignment {
  readonly id: string;
  /** Template id of a built-in role. */
  readonly roleDefinitionId: string;
  readonly principalId: string;
  /** `/`, or `/administrativeUnits/{id}`, or an object. */
  readonly directoryScopeId: string;
}

export interface TenantUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly accountEnabled?: boolean;
  /** Object ids of the groups that it is in, also through groups; only read where it holds no directory role itself. */
  readonly groupIds?: readonly string[];
}

/** Item of `GET /beta/reports/appCredentialSignInActivities`. */
export interface TenantCredentialUse {
  readonly appId: string;
  readonly keyId: string;
  /** ISO 8601; undefined where the credential never signed in within what the tenant keeps. */
  readonly lastSignInDateTime?: string;
}

/** An Azure subscription that the reading identity sees. */
export interface TenantSubscription {
  readonly subscriptionId: string;
  readonly displayName?: string;
  readonly roleAssignments: readonly TenantAzureRoleAssignment[];
  /** State (`Registered`, `NotRegistered`, `Registering` …) by namespace; undefined where it could not be read. */
  readonly providers?: Readonly<Record<string, string>>;
}

/** Item of `GET /subscriptions/{id}/providers/Microsoft.Authorization/roleAssignments`. */
export interface TenantAzureRoleAssignment {
  readonly id: string;
  readonly scope: string;
  readonly principalId: string;
  /** `User`, `Group` or `ServicePrincipal`. */
  readonly principalType?: string;
  /** Ends in `/roleDefinitions/{guid}`. */
  readonly roleDefinitionId: string;
  /** Limits what may be done, in the language of Azure's conditions. */
  readonly condition?: string | null;
}
