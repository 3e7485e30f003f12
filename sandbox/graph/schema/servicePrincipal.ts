import {
  appRole,
  informationalUrl,
  keyCredential,
  passwordCredential,
  permissionScope,
  verifiedPublisher,
} from "./application";
import { all, type EntityType } from "./property";

/** Service principal: an application's presence in the tenant. */
export const servicePrincipalType: EntityType = {
  name: "servicePrincipal",
  resource: "ServicePrincipal",
  properties: {
    id: { kind: "guid", readOnly: true },
    appId: { kind: "guid" },
    ...all("deletedDateTime createdDateTime", { kind: "dateTime", readOnly: true }),
    ...all("appDisplayName appDescription applicationTemplateId appOwnerOrganizationId disabledByMicrosoftStatus", {
      kind: "string",
      readOnly: true,
    }),
    ...all("signInAudience samlMetadataUrl", { kind: "string", readOnly: true }),
    accountEnabled: { kind: "boolean", default: true },
    appRoleAssignmentRequired: { kind: "boolean", default: false },
    ...all("displayName homepage loginUrl logoutUrl preferredSingleSignOnMode preferredTokenSigningKeyThumbprint", {
      kind: "string",
    }),
    description: { kind: "string", maxLength: 1024 },
    notes: { kind: "string", maxLength: 1024, unfiltered: true },
    servicePrincipalType: { kind: "string", default: "Application" },
    tokenEncryptionKeyId: { kind: "guid" },
    ...all("alternativeNames notificationEmailAddresses replyUrls servicePrincipalNames tags", { kind: "strings" }),
    addIns: { kind: "objects", unfiltered: true },
    appRoles: { ...appRole, unfiltered: true },
    oauth2PermissionScopes: { ...permissionScope, unfiltered: true },
    publishedPermissionScopes: { ...permissionScope, onSelect: true, unfiltered: true },
    resourceSpecificApplicationPermissions: { kind: "objects", unfiltered: true },
    samlSingleSignOnSettings: { kind: "object", members: { relayState: { kind: "string" } } },
    info: informationalUrl,
    keyCredentials: keyCredential,
    passwordCredentials: passwordCredential,
    verifiedPublisher,
    customSecurityAttributes: { kind: "object", onSelect: true },
    isDisabled: { kind: "boolean" },
  },
  navigation: [
    "owners",
    "appRoleAssignments",
    "appRoleAssignedTo",
    "oauth2PermissionGrants",
    "memberOf",
    "transitiveMemberOf",
    "ownedObjects",
    "createdObjects",
  ],
};
