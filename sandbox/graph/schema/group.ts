import { all, type EntityType, type Property } from "./property";
import { assignedLicenses } from "./user";

const text: Property = { kind: "string" };

export const groupType: EntityType = {
  name: "group",
  resource: "Group",
  properties: {
    id: { kind: "guid", readOnly: true },
    displayName: { kind: "string", maxLength: 256 },
    description: { kind: "string", maxLength: 1024 },
    ...all("mail membershipRuleProcessingState preferredDataLocation preferredLanguage theme classification", text),
    ...all("membershipRule mailNickname uniqueName", text),
    visibility: { kind: "string", values: ["Public", "Private", "HiddenMembership", "Hiddenmembership"] },
    ...all("deletedDateTime createdDateTime renewedDateTime expirationDateTime onPremisesLastSyncDateTime", {
      kind: "dateTime",
      readOnly: true,
    }),
    ...all("onPremisesDomainName onPremisesNetBiosName onPremisesSamAccountName onPremisesSecurityIdentifier", {
      kind: "string",
      readOnly: true,
    }),
    securityIdentifier: { kind: "string", readOnly: true },
    onPremisesSyncEnabled: { kind: "boolean", readOnly: true },
    ...all("mailEnabled securityEnabled isAssignableToRole", { kind: "boolean" }),
    ...all("allowExternalSenders autoSubscribeNewMembers hideFromAddressLists hideFromOutlookClients", {
      kind: "boolean",
      onSelect: true,
    }),
    ...all("creationOptions groupTypes resourceBehaviorOptions resourceProvisioningOptions", { kind: "strings" }),
    proxyAddresses: { kind: "strings", readOnly: true },
    onPremisesProvisioningErrors: { kind: "objects", readOnly: true },
    serviceProvisioningErrors: { kind: "objects", readOnly: true },
    assignedLicenses,
    assignedLabels: { kind: "objects", onSelect: true },
    licenseProcessingState: { kind: "object", readOnly: true, onSelect: true },
    isManagementRestricted: { kind: "boolean", readOnly: true, onSelect: true },
  },
  navigation: [
    "members",
    "owners",
    "memberOf",
    "transitiveMemberOf",
    "transitiveMembers",
    "appRoleAssignments",
    "membersWithLicenseErrors",
  ],
};
