import { text } from "../body";
import { id, rules, string } from "../property";
import type { FunctionType } from "../resourceType";
import { notEmpty } from "../rules";
import { exactlyOneOf, find, type Key, readMore, theOne } from "./lookUp";
import { userOf } from "./userBody";

const keys: readonly Key[] = [
  { argument: "objectId", property: "id" },
  { argument: "userPrincipalName", property: "userPrincipalName" },
  { argument: "mail", property: "mail" },
  { argument: "mailNickname", property: "mailNickname" },
  { argument: "employeeId", property: "employeeId" },
];

const selected = [
  ...["accountEnabled", "ageGroup", "businessPhones", "city", "companyName", "consentProvidedForMinor", "country"],
  ...["creationType", "department", "displayName", "employeeHireDate", "employeeId", "employeeOrgData", "employeeType"],
  ...["externalUserState", "faxNumber", "givenName", "id", "imAddresses", "jobTitle", "mail", "mailNickname"],
  ...["mobilePhone", "officeLocation", "onPremisesDistinguishedName", "onPremisesDomainName", "onPremisesImmutableId"],
  ...["onPremisesSamAccountName", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled"],
  ...["onPremisesUserPrincipalName", "otherMails", "postalCode", "preferredLanguage", "proxyAddresses"],
  ...["showInAddressList", "state", "streetAddress", "surname", "usageLocation", "userPrincipalName", "userType"],
];

export const getUser: FunctionType = {
  token: "azuread:index/getUser:getUser",
  inputs: {
    employeeId: string(rules(notEmpty)),
    mail: string(rules(notEmpty)),
    mailNickname: string(rules(notEmpty)),
    objectId: id(),
    userPrincipalName: string(rules(notEmpty)),
  },
  outputs: [
    ...["accountEnabled", "ageGroup", "businessPhones", "city", "companyName", "consentProvidedForMinor", "costCenter"],
    ...["country", "creationType", "department", "displayName", "division", "employeeHireDate", "employeeId"],
    ...["employeeType", "externalUserState", "faxNumber", "givenName", "id", "imAddresses", "jobTitle", "mail"],
    ...["mailNickname", "managerId", "mobilePhone", "objectId", "officeLocation", "onpremisesDistinguishedName"],
    ...["onpremisesDomainName", "onpremisesImmutableId", "onpremisesSamAccountName", "onpremisesSecurityIdentifier"],
    ...["onpremisesSyncEnabled", "onpremisesUserPrincipalName", "otherMails", "postalCode", "preferredLanguage"],
    ...["proxyAddresses", "showInAddressList", "state", "streetAddress", "surname", "usageLocation"],
    ...["userPrincipalName", "userType"],
  ],
  validate: exactlyOneOf(keys),
  steps: [
    ...find("user", "users", keys),
    readMore("user", (objectId) => `/v1.0/users/${objectId}`, { $select: selected.join(",") }),
    { ...readMore("manager", (objectId) => `/v1.0/users/${objectId}/manager`), tolerates: [{ status: 404 }] },
  ],
  result: (scope) => {
    const { user, manager } = scope.answers;
    const {
      aboutMe: _,
      disablePasswordExpiration: __,
      disableStrongPassword: ___,
      ...known
    } = userOf({
      ...theOne(scope),
      ...user,
    });
    return {
      ...known,
      id: `/users/${known.objectId}`,
      managerId: text(manager, "id"),
      showInAddressList: user?.showInAddressList === true,
    };
  },
};
