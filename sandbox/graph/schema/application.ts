import { all, type EntityType, type Property } from "./property";

const text: Property = { kind: "string" };
const guid: Property = { kind: "guid" };
const flag: Property = { kind: "boolean" };

/** A credential of an application or a service principal, as requests may write it. */
export const keyCredential: Property = {
  kind: "objects",
  unfiltered: true,
  members: {
    ...all("customKeyIdentifier displayName type usage key", text),
    keyId: guid,
    ...all("startDateTime endDateTime", { kind: "dateTime" }),
  },
};

export const passwordCredential: Property = {
  kind: "objects",
  unfiltered: true,
  members: {
    ...all("customKeyIdentifier displayName hint secretText", text),
    keyId: guid,
    ...all("startDateTime endDateTime", { kind: "dateTime" }),
  },
};

export const appRole: Property = {
  kind: "objects",
  members: {
    id: guid,
    ...all("displayName description value origin", text),
    isEnabled: flag,
    allowedMemberTypes: { kind: "strings" },
  },
};

export const permissionScope: Property = {
  kind: "objects",
  members: {
    id: guid,
    ...all(
      "adminConsentDescription adminConsentDisplayName userConsentDescription userConsentDisplayName value origin",
      text,
    ),
    type: { kind: "string", values: ["User", "Admin"] },
    isEnabled: flag,
  },
};

export const informationalUrl: Property = {
  kind: "object",
  members: all("logoUrl marketingUrl privacyStatementUrl supportUrl termsOfServiceUrl", text),
};

export const verifiedPublisher: Property = {
  kind: "object",
  readOnly: true,
  members: { ...all("displayName verifiedPublisherId", text), addedDateTime: { kind: "dateTime" } },
};

const redirects: Property = { kind: "object", members: { redirectUris: { kind: "strings" } } };

/** App registration. */
export const applicationType: EntityType = {
  name: "application",
  resource: "Application",
  properties: {
    ...all("id appId", { kind: "guid", readOnly: true }),
    ...all("deletedDateTime createdDateTime", { kind: "dateTime", readOnly: true }),
    ...all("applicationTemplateId disabledByMicrosoftStatus publisherDomain certification createdByAppId", {
      kind: "string",
      readOnly: true,
    }),
    displayName: { kind: "string", maxLength: 256 },
    description: { kind: "string", maxLength: 1024 },
    notes: { kind: "string", unfiltered: true, maxLength: 1024 },
    ...all("groupMembershipClaims serviceManagementReference uniqueName samlMetadataUrl", text),
    ...all("defaultRedirectUri nativeAuthenticationApisEnabled", text),
    tokenEncryptionKeyId: guid,
    signInAudience: {
      kind: "string",
      default: "AzureADMyOrg",
      values: ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"],
    },
    ...all("isDeviceOnlyAuthSupported isFallbackPublicClient isDisabled", flag),
    oauth2RequirePostResponse: { kind: "boolean", default: false, onSelect: true },
    ...all("identifierUris tags", { kind: "strings" }),
    addIns: { kind: "objects", unfiltered: true },
    api: {
      kind: "object",
      members: {
        acceptMappedClaims: flag,
        knownClientApplications: { kind: "strings" },
        requestedAccessTokenVersion: { kind: "integer" },
        oauth2PermissionScopes: permissionScope,
        preAuthorizedApplications: {
          kind: "objects",
          members: { appId: guid, delegatedPermissionIds: { kind: "strings" }, permissionIds: { kind: "strings" } },
        },
      },
    },
    appRoles: appRole,
    info: informationalUrl,
    keyCredentials: keyCredential,
    passwordCredentials: passwordCredential,
    parentalControlSettings: {
      kind: "object",
      members: {
        countriesBlockedForMinors: { kind: "strings" },
        legalAgeGroupRule: { kind: "string", default: "Allow" },
      },
    },
    optionalClaims: { kind: "object" },
    requestSignatureVerification: { kind: "object" },
    servicePrincipalLockConfiguration: { kind: "object" },
    requiredResourceAccess: {
      kind: "objects",
      members: {
        resourceAppId: guid,
        resourceAccess: {
          kind: "objects",
          members: { id: guid, type: { kind: "string", values: ["Role", "Scope"] } },
        },
      },
    },
    publicClient: redirects,
    spa: redirects,
    web: {
      kind: "object",
      members: {
        ...all("homePageUrl logoutUrl", text),
        redirectUris: { kind: "strings" },
        redirectUriSettings: { kind: "objects" },
        implicitGrantSettings: {
          kind: "object",
          members: all("enableAccessTokenIssuance enableIdTokenIssuance", { kind: "boolean", default: false }),
        },
      },
    },
    verifiedPublisher,
    authenticationBehaviors: { kind: "object", onSelect: true },
  },
  navigation: [
    "owners",
    "federatedIdentityCredentials",
    "createdOnBehalfOf",
    "extensionProperties",
    "homeRealmDiscoveryPolicies",
  ],
  counted: ["owners", "federatedIdentityCredentials"],
};
