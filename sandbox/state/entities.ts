/**
 * What the sandbox keeps. Shapes are those of Microsoft Graph and ARM, with what the service itself knows and never
 * tells beside them (`secretHash`, `createdMs`). No secret is kept in clear: secrets and passwords are SHA-256 hashes.
 */
export interface DirectoryObject {
  readonly id: string;
  /** When it was made, for the replication delay. Not shown. */
  readonly createdMs: number;
}

export interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly hint: string;
  /** SHA-256 of the secret, hexadecimal. Not shown. */
  readonly secretHash: string;
}

export interface KeyCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly type: string;
  readonly usage: string;
  /** DER certificate, base64. */
  readonly key: string;
  readonly customKeyIdentifier: string | null;
}

export interface FederatedIdentityCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly description: string | null;
}

export interface RequiredResourceAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
}

/** The last sign-in by one secret or certificate. */
export interface CredentialUse {
  /** The key id. */
  readonly id: string;
  /** Client id of the application that signed in. */
  readonly appId: string;
  readonly lastSignInDateTime: string;
}

/** App registration: the Graph properties that a client sent are kept as they came, beside the ones the service reads. */
export interface Application extends DirectoryObject {
  readonly appId: string;
  readonly displayName: string;
  readonly signInAudience: string;
  readonly requiredResourceAccess: readonly RequiredResourceAccess[];
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly keyCredentials: readonly KeyCredential[];
  readonly federatedIdentityCredentials: readonly FederatedIdentityCredential[];
  /** Object ids. */
  readonly owners: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface AppRole {
  readonly id: string;
  readonly value: string | null;
  readonly displayName: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly allowedMemberTypes: readonly string[];
}

export interface PermissionScope {
  readonly id: string;
  readonly value: string;
  readonly type: "User" | "Admin";
  readonly isEnabled: boolean;
  readonly adminConsentDisplayName: string;
  readonly adminConsentDescription: string;
}

export interface ServicePrincipal extends DirectoryObject {
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  /** f8cdef31-a31e-4b4a-93e4-5f571e91255a for Microsoft's own. */
  readonly appOwnerOrganizationId: string | null;
  readonly servicePrincipalNames: readonly string[];
  readonly servicePrincipalType: string;
  readonly appRoles: readonly AppRole[];
  readonly oauth2PermissionScopes: readonly PermissionScope[];
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly keyCredentials: readonly KeyCredential[];
  readonly owners: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Consent to an application permission. */
export interface AppRoleAssignment extends DirectoryObject {
  readonly appRoleId: string;
  readonly principalId: string;
  readonly principalType: "ServicePrincipal" | "User" | "Group";
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly createdDateTime: string;
}

/** Consent to delegated permissions. */
export interface OAuth2PermissionGrant extends DirectoryObject {
  readonly clientId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  readonly principalId: string | null;
  readonly resourceId: string;
  /** Space-separated. */
  readonly scope: string;
}

export interface LicenseAssignmentState {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  /** Object id of the group that assigns it; null when direct. */
  readonly assignedByGroup: string | null;
  readonly state: string;
  readonly error: string;
  readonly lastUpdatedDateTime: string;
}

export interface User extends DirectoryObject {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly accountEnabled: boolean;
  /** SHA-256 of the password, hexadecimal. Not shown. */
  readonly passwordHash: string | null;
  readonly licenseAssignmentStates: readonly LicenseAssignmentState[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Group extends DirectoryObject {
  readonly displayName: string;
  readonly members: readonly string[];
  readonly owners: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An activated directory role. */
export interface DirectoryRole extends DirectoryObject {
  readonly roleTemplateId: string;
  readonly displayName: string;
  readonly description: string;
}

/** Assignment of a directory role: the one store behind both the directoryRoles and the roleManagement API. */
export interface DirectoryRoleAssignment extends DirectoryObject {
  readonly principalId: string;
  /** Template id of the role. */
  readonly roleDefinitionId: string;
  /** `/` or `/administrativeUnits/{id}`. */
  readonly directoryScopeId: string;
}

export interface AdministrativeUnit extends DirectoryObject {
  readonly displayName: string;
  readonly members: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Incident {
  readonly id: string;
  readonly [property: string]: unknown;
}

export interface SubscribedSku {
  readonly id: string;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly [property: string]: unknown;
}

export interface CompanySubscription {
  readonly id: string;
  readonly skuId: string;
  readonly skuPartNumber: string;
  readonly ownerId: string | null;
  readonly ownerTenantId: string | null;
  readonly ownerType: string | null;
  readonly [property: string]: unknown;
}

export interface Organization {
  readonly id: string;
  readonly displayName: string;
  readonly verifiedDomains: readonly {
    readonly name: string;
    readonly isDefault: boolean;
    readonly isInitial: boolean;
  }[];
  readonly [property: string]: unknown;
}

/** Alert of Microsoft Graph security, or of WindowsDefenderATP. */
export interface Alert {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Device that Defender for Endpoint knows. */
export interface Machine {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Kinds of objects that are kept for 30 days after they were deleted. */
export type DeletedItemKind = "application" | "servicePrincipal" | "user" | "group" | "administrativeUnit";

/** Conditional Access policy, as Graph shows it. The sandbox serves it and does not enforce it. */
export interface ConditionalAccessPolicy extends DirectoryObject {
  readonly displayName: string;
  /** `enabled`, `disabled` or `enabledForReportingButNotEnforced`. */
  readonly state: string;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly grantControls: Readonly<Record<string, unknown>> | null;
}

/** A deleted object with what went away with it, for `restore`. */
export interface DeletedItem {
  /** Object id. */
  readonly id: string;
  readonly kind: DeletedItemKind;
  readonly deletedDateTime: string;
  readonly object: DirectoryObject;
  readonly appRoleAssignments: readonly AppRoleAssignment[];
  readonly oauth2PermissionGrants: readonly OAuth2PermissionGrant[];
  /** Object ids of the groups and administrative units that it was a member of. */
  readonly memberOf: readonly string[];
}

export interface Subscription {
  /** The subscription id. */
  readonly id: string;
  readonly displayName: string;
  readonly tenantId: string;
}

export interface ProviderRegistration {
  /** `{subscriptionId}/{namespace}`, lower case. */
  readonly id: string;
  readonly subscriptionId: string;
  readonly namespace: string;
  readonly state: "NotRegistered" | "Registering" | "Registered" | "Unregistering" | "Unregistered";
  /** When the last change of state was asked for, in milliseconds. */
  readonly changedMs: number;
}

/** Anything with a resource id: resource groups and resources alike. */
export interface ArmResource {
  /** The resource id, e.g. /subscriptions/…/resourceGroups/rg1. */
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly location: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly [property: string]: unknown;
}

export interface ArmRoleAssignment {
  /** The resource id: {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}. */
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  /** Resource id of the role definition. */
  readonly roleDefinitionId: string;
  readonly principalId: string;
  readonly principalType: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
