import { all, type EntityType, type Property } from "./property";

const text: Property = { kind: "string" };
/** Shown only where it is asked for: without `$select` Graph shows a dozen properties of a user. */
const more: Property = { kind: "string", onSelect: true };

export const assignedLicenses: Property = {
  kind: "objects",
  readOnly: true,
  onSelect: true,
  members: { skuId: { kind: "guid" }, disabledPlans: { kind: "strings" } },
};

export const userType: EntityType = {
  name: "user",
  resource: "User",
  properties: {
    id: { kind: "guid", readOnly: true },
    businessPhones: { kind: "strings" },
    ...all("displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname", text),
    userPrincipalName: text,
    accountEnabled: { kind: "boolean", onSelect: true, default: true },
    ...all("ageGroup consentProvidedForMinor legalAgeGroupClassification", more),
    ...all("city companyName country department employeeId employeeType faxNumber", more),
    ...all("mailNickname onPremisesImmutableId passwordPolicies postalCode preferredDataLocation", more),
    ...all("state streetAddress usageLocation preferredName aboutMe mySite", more),
    userType: { kind: "string", onSelect: true, default: "Member", values: ["Member", "Guest"] },
    ...all("creationType externalUserState externalUserStateChangeDateTime securityIdentifier", {
      kind: "string",
      readOnly: true,
      onSelect: true,
    }),
    ...all(
      "onPremisesDistinguishedName onPremisesDomainName onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesUserPrincipalName",
      { kind: "string", readOnly: true, onSelect: true },
    ),
    onPremisesSyncEnabled: { kind: "boolean", readOnly: true, onSelect: true },
    ...all(
      "createdDateTime deletedDateTime lastPasswordChangeDateTime onPremisesLastSyncDateTime signInSessionsValidFromDateTime",
      { kind: "dateTime", readOnly: true, onSelect: true },
    ),
    ...all("employeeHireDate employeeLeaveDateTime birthday hireDate", { kind: "dateTime", onSelect: true }),
    ...all("imAddresses otherMails interests pastProjects responsibilities schools skills", {
      kind: "strings",
      onSelect: true,
    }),
    proxyAddresses: { kind: "strings", readOnly: true, onSelect: true },
    showInAddressList: { kind: "boolean", onSelect: true },
    isResourceAccount: { kind: "boolean", onSelect: true },
    isManagementRestricted: { kind: "boolean", readOnly: true, onSelect: true },
    employeeOrgData: {
      kind: "object",
      onSelect: true,
      members: all("costCenter division", text),
    },
    identities: { kind: "objects", onSelect: true, members: all("signInType issuer issuerAssignedId", text) },
    onPremisesExtensionAttributes: {
      kind: "object",
      onSelect: true,
      members: all([...Array(15).keys()].map((index) => `extensionAttribute${index + 1}`).join(" "), text),
    },
    onPremisesProvisioningErrors: { kind: "objects", readOnly: true, onSelect: true },
    passwordProfile: {
      kind: "object",
      onSelect: true,
      unfiltered: true,
      members: {
        password: { kind: "string", writeOnly: true },
        ...all("forceChangePasswordNextSignIn forceChangePasswordNextSignInWithMfa", {
          kind: "boolean",
          default: false,
        }),
      },
    },
    assignedLicenses,
    assignedPlans: { kind: "objects", readOnly: true, onSelect: true },
    provisionedPlans: { kind: "objects", readOnly: true, onSelect: true },
    licenseAssignmentStates: { kind: "objects", readOnly: true, onSelect: true, unfiltered: true },
    signInActivity: { kind: "object", readOnly: true, onSelect: true },
    customSecurityAttributes: { kind: "object", onSelect: true },
  },
  navigation: [
    "manager",
    "directReports",
    "memberOf",
    "transitiveMemberOf",
    "ownedObjects",
    "appRoleAssignments",
    "oauth2PermissionGrants",
    "licenseDetails",
    "scopedRoleMemberOf",
  ],
};
