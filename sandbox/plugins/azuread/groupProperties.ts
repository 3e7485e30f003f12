import { boolean, computed, id, list, object, output, replaces, required, rules, set, string } from "../property";
import type { Properties } from "../resourceType";
import { notEmpty, oneOf } from "../rules";

const behaviors = oneOf(
  ...["AllowOnlyMembersToPost", "HideGroupInOutlook", "SkipExchangeInstantOn"],
  ...["SubscribeMembersToCalendarEventsDisabled", "SubscribeNewGroupMembers", "WelcomeEmailDisabled"],
);

export const groupProperties: Properties = {
  displayName: string({ ...required, ...rules(notEmpty) }),
  administrativeUnitIds: set(id(), { kept: true }),
  assignableToRole: boolean(replaces),
  autoSubscribeNewMembers: boolean(computed),
  behaviors: set(string(rules(behaviors)), replaces),
  description: string(),
  dynamicMembership: object(
    { enabled: boolean(required), rule: string({ ...required, ...rules(notEmpty) }) },
    { conflictsWith: ["members"] },
  ),
  externalSendersAllowed: boolean(computed),
  hideFromAddressLists: boolean(computed),
  hideFromOutlookClients: boolean(computed),
  mailEnabled: boolean(),
  mailNickname: string({ ...computed, ...replaces, ...rules(notEmpty) }),
  members: set(id(), { ...computed, conflictsWith: ["dynamicMembership"] }),
  onpremisesGroupType: string({
    ...computed,
    ...rules(oneOf("UniversalDistributionGroup", "UniversalMailEnabledSecurityGroup", "UniversalSecurityGroup")),
  }),
  owners: set(id(), computed),
  preventDuplicateNames: boolean({ default: false, kept: true }),
  provisioningOptions: set(string(rules(oneOf("Team"))), replaces),
  securityEnabled: boolean(),
  theme: string(rules(oneOf("Blue", "Green", "Orange", "Pink", "Purple", "Red", "Teal"))),
  types: set(string(rules(oneOf("DynamicMembership", "Unified"))), replaces),
  visibility: string({ ...computed, ...rules(oneOf("Hiddenmembership", "Private", "Public")) }),
  writebackEnabled: boolean(),
  mail: string(output),
  objectId: string(output),
  onpremisesDomainName: string(output),
  onpremisesNetbiosName: string(output),
  onpremisesSamAccountName: string(output),
  onpremisesSecurityIdentifier: string(output),
  onpremisesSyncEnabled: boolean(output),
  preferredLanguage: string(output),
  proxyAddresses: list(string(), output),
};
