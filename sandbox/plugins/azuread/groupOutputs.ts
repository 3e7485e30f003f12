import { flag, object, text, texts } from "../body";
import type { Body } from "../resourceType";
import type { Values } from "../values";
import { renamed } from "./words";

/** What Graph tells of a group, under the names of the provider; shared with `getGroup`. */
export function groupOf(group: Body | undefined): Values {
  const writeback = object(group, "writebackConfiguration");
  return {
    ...renamed(group, {
      description: "description",
      displayName: "displayName",
      id: "objectId",
      mail: "mail",
      mailNickname: "mailNickname",
      onPremisesDomainName: "onpremisesDomainName",
      onPremisesNetBiosName: "onpremisesNetbiosName",
      onPremisesSamAccountName: "onpremisesSamAccountName",
      onPremisesSecurityIdentifier: "onpremisesSecurityIdentifier",
      preferredLanguage: "preferredLanguage",
      theme: "theme",
      visibility: "visibility",
    }),
    assignableToRole: flag(group, "isAssignableToRole"),
    autoSubscribeNewMembers: flag(group, "autoSubscribeNewMembers"),
    behaviors: texts(group, "resourceBehaviorOptions"),
    externalSendersAllowed: flag(group, "allowExternalSenders"),
    hideFromAddressLists: flag(group, "hideFromAddressLists"),
    hideFromOutlookClients: flag(group, "hideFromOutlookClients"),
    mailEnabled: flag(group, "mailEnabled"),
    onpremisesGroupType: text(writeback, "onPremisesGroupType"),
    onpremisesSyncEnabled: flag(group, "onPremisesSyncEnabled"),
    provisioningOptions: texts(group, "resourceProvisioningOptions"),
    proxyAddresses: texts(group, "proxyAddresses"),
    securityEnabled: flag(group, "securityEnabled"),
    types: texts(group, "groupTypes"),
    writebackEnabled: flag(writeback, "isEnabled"),
  };
}

export const dynamicMembershipOf = (group: Body | undefined): Values | undefined =>
  text(group, "membershipRule") === ""
    ? undefined
    : { enabled: text(group, "membershipRuleProcessingState") === "On", rule: text(group, "membershipRule") };
