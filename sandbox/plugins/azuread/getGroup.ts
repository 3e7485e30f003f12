import { ids, text } from "../body";
import { boolean, id, rules, string } from "../property";
import type { FunctionType, Scope } from "../resourceType";
import { notEmpty } from "../rules";
import { dynamicMembershipOf, groupOf } from "./groupOutputs";
import { exactlyOneOf, find, type Key, readMore, theOne } from "./lookUp";

const keys: readonly Key[] = [
  { argument: "objectId", property: "id" },
  { argument: "displayName", property: "displayName" },
  { argument: "mailNickname", property: "mailNickname" },
];

/** A name may belong to several groups: their kind narrows the search. */
const alsoBy = ({ inputs }: Scope): string[] =>
  ["mailEnabled", "securityEnabled"]
    .filter((name) => inputs[name] !== undefined)
    .map((name) => `${name} eq ${inputs[name]}`);

const steps = find("group", "groups", keys).map((step) => ({
  ...step,
  request: (scope: Scope) => {
    const request = step.request(scope);
    const filter = request?.query?.$filter;
    return request && filter ? { ...request, query: { $filter: [filter, ...alsoBy(scope)].join(" and ") } } : request;
  },
}));

const transitive = readMore("memberList", (objectId) => `/v1.0/groups/${objectId}/transitiveMembers`);
const direct = readMore("memberList", (objectId) => `/v1.0/groups/${objectId}/members`);

export const getGroup: FunctionType = {
  token: "azuread:index/getGroup:getGroup",
  inputs: {
    displayName: string(rules(notEmpty)),
    includeTransitiveMembers: boolean({ default: false }),
    mailEnabled: boolean(),
    mailNickname: string(rules(notEmpty)),
    objectId: id(),
    securityEnabled: boolean(),
  },
  outputs: [
    ...["assignableToRole", "autoSubscribeNewMembers", "behaviors", "description", "displayName", "dynamicMemberships"],
    ...["externalSendersAllowed", "hideFromAddressLists", "hideFromOutlookClients", "id", "includeTransitiveMembers"],
    ...["mail", "mailEnabled", "mailNickname", "members", "objectId", "onpremisesDomainName", "onpremisesGroupType"],
    ...["onpremisesNetbiosName", "onpremisesSamAccountName", "onpremisesSecurityIdentifier", "onpremisesSyncEnabled"],
    ...["owners", "preferredLanguage", "provisioningOptions", "proxyAddresses", "securityEnabled", "theme", "types"],
    ...["visibility", "writebackEnabled"],
  ],
  validate: exactlyOneOf(keys),
  steps: [
    ...steps,
    {
      ...direct,
      request: (scope) => (scope.inputs.includeTransitiveMembers === true ? transitive : direct).request(scope),
    },
    readMore("ownerList", (objectId) => `/v1.0/groups/${objectId}/owners`),
  ],
  result: (scope) => {
    const group = theOne(scope);
    const dynamic = dynamicMembershipOf(group);
    return {
      ...groupOf(group),
      dynamicMemberships: dynamic ? [dynamic] : [],
      id: `/groups/${text(group, "id")}`,
      includeTransitiveMembers: scope.inputs.includeTransitiveMembers,
      members: ids(scope.answers.memberList),
      owners: ids(scope.answers.ownerList),
    };
  },
};
