import { all, type EntityType, type Property } from "./property";

const text: Property = { kind: "string" };
const readOnlyText: Property = { kind: "string", readOnly: true };

/** Any object of the directory: lists of mixed types. */
export const directoryObjectType: EntityType = {
  name: "directoryObject",
  resource: "DirectoryObject",
  properties: {},
  navigation: [],
  open: true,
};

export const administrativeUnitType: EntityType = {
  name: "administrativeUnit",
  resource: "AdministrativeUnit",
  properties: {
    id: { kind: "guid", readOnly: true },
    deletedDateTime: { kind: "dateTime", readOnly: true },
    displayName: { kind: "string", maxLength: 256 },
    description: { kind: "string", maxLength: 1024 },
    visibility: { kind: "string", values: ["Public", "HiddenMembership", "HiddenMembershipRule"] },
    ...all("membershipType membershipRule membershipRuleProcessingState", text),
    isMemberManagementRestricted: { kind: "boolean", default: false },
  },
  navigation: ["members", "scopedRoleMembers", "extensions"],
};

export const appRoleAssignmentType: EntityType = {
  name: "appRoleAssignment",
  resource: "AppRoleAssignment",
  properties: {
    id: readOnlyText,
    ...all("deletedDateTime createdDateTime", { kind: "dateTime", readOnly: true }),
    ...all("appRoleId principalId resourceId", { kind: "guid" }),
    ...all("principalDisplayName principalType resourceDisplayName", readOnlyText),
    creationTimestamp: { kind: "dateTime", readOnly: true, onSelect: true },
  },
  navigation: [],
};

export const grantType: EntityType = {
  name: "oAuth2PermissionGrant",
  resource: "OAuth2PermissionGrant",
  properties: {
    id: readOnlyText,
    ...all("clientId principalId resourceId", { kind: "guid" }),
    consentType: { kind: "string", values: ["AllPrincipals", "Principal"] },
    scope: text,
    ...all("startTime expiryTime", { kind: "dateTime", onSelect: true }),
  },
  navigation: [],
};

export const federatedCredentialType: EntityType = {
  name: "federatedIdentityCredential",
  resource: "FederatedIdentityCredential",
  properties: {
    id: { kind: "guid", readOnly: true },
    name: { kind: "string", maxLength: 120 },
    ...all("issuer subject description", { kind: "string", maxLength: 600 }),
    audiences: { kind: "strings" },
    claimsMatchingExpression: { kind: "object", onSelect: true },
    trustedIssuer: { kind: "string", onSelect: true },
  },
  navigation: [],
};

export const directoryRoleType: EntityType = {
  name: "directoryRole",
  resource: "DirectoryRole",
  properties: {
    id: { kind: "guid", readOnly: true },
    deletedDateTime: { kind: "dateTime", readOnly: true },
    ...all("description displayName", readOnlyText),
    roleTemplateId: { kind: "guid" },
  },
  navigation: ["members", "scopedMembers"],
};

export const directoryRoleTemplateType: EntityType = {
  name: "directoryRoleTemplate",
  resource: "DirectoryRoleTemplate",
  properties: directoryRoleType.properties,
  navigation: [],
};

export const roleDefinitionType: EntityType = {
  name: "unifiedRoleDefinition",
  resource: "UnifiedRoleDefinition",
  properties: {
    ...all("id templateId", { kind: "guid" }),
    ...all("description displayName version", text),
    ...all("isBuiltIn isEnabled isPrivileged", { kind: "boolean" }),
    resourceScopes: { kind: "strings" },
    rolePermissions: { kind: "objects", unfiltered: true },
    inheritsPermissionsFrom: { kind: "objects", unfiltered: true },
  },
  navigation: ["inheritsPermissionsFrom"],
};

export const roleAssignmentType: EntityType = {
  name: "unifiedRoleAssignment",
  resource: "UnifiedRoleAssignment",
  properties: {
    id: readOnlyText,
    ...all("principalId roleDefinitionId", { kind: "guid" }),
    ...all("directoryScopeId appScopeId condition", text),
    principalOrganizationId: { kind: "string", readOnly: true, onSelect: true },
    resourceScope: { kind: "string", onSelect: true },
  },
  navigation: ["principal", "roleDefinition", "directoryScope", "appScope"],
};

export const scopedRoleMemberType: EntityType = {
  name: "scopedRoleMembership",
  resource: "ScopedRoleMembership",
  properties: {
    id: readOnlyText,
    ...all("administrativeUnitId roleId", { kind: "guid" }),
    roleMemberInfo: {
      kind: "object",
      members: { id: { kind: "guid" }, ...all("displayName userPrincipalName", text) },
    },
  },
  navigation: [],
};

export const organizationType: EntityType = {
  name: "organization",
  resource: "Organization",
  properties: {
    id: { kind: "guid", readOnly: true },
    ...all("createdDateTime deletedDateTime onPremisesLastSyncDateTime", { kind: "dateTime", readOnly: true }),
    ...all("displayName countryLetterCode country city state street postalCode preferredLanguage tenantType", text),
    ...all(
      "businessPhones marketingNotificationEmails technicalNotificationMails securityComplianceNotificationMails",
      {
        kind: "strings",
      },
    ),
    ...all("assignedPlans provisionedPlans verifiedDomains", { kind: "objects" }),
    onPremisesSyncEnabled: { kind: "boolean" },
  },
  navigation: ["branding"],
};

export const domainType: EntityType = {
  name: "domain",
  resource: "Domain",
  properties: {
    ...all("id authenticationType availabilityStatus manufacturer model", text),
    ...all("isAdminManaged isDefault isInitial isRoot isVerified", { kind: "boolean" }),
    ...all("passwordNotificationWindowInDays passwordValidityPeriodInDays", { kind: "integer" }),
    supportedServices: { kind: "strings" },
    state: { kind: "object" },
  },
  navigation: [],
};
