/** A user's properties, from and to Microsoft Graph. */
import { flag, object, orNull, text, texts } from "../body";
import type { Body } from "../resourceType";
import type { Values } from "../values";
import { nullable, renamed } from "./words";

/** Texts by Graph's name. */
const written = {
  ageGroup: "ageGroup",
  city: "city",
  companyName: "companyName",
  consentProvidedForMinor: "consentProvidedForMinor",
  country: "country",
  department: "department",
  displayName: "displayName",
  employeeId: "employeeId",
  employeeType: "employeeType",
  faxNumber: "faxNumber",
  givenName: "givenName",
  jobTitle: "jobTitle",
  mobilePhone: "mobilePhone",
  officeLocation: "officeLocation",
  postalCode: "postalCode",
  preferredLanguage: "preferredLanguage",
  state: "state",
  streetAddress: "streetAddress",
  surname: "surname",
  usageLocation: "usageLocation",
  userPrincipalName: "userPrincipalName",
} as const;

const told = {
  ...written,
  aboutMe: "aboutMe",
  creationType: "creationType",
  employeeHireDate: "employeeHireDate",
  externalUserState: "externalUserState",
  id: "objectId",
  mail: "mail",
  mailNickname: "mailNickname",
  onPremisesDistinguishedName: "onpremisesDistinguishedName",
  onPremisesDomainName: "onpremisesDomainName",
  onPremisesImmutableId: "onpremisesImmutableId",
  onPremisesSamAccountName: "onpremisesSamAccountName",
  onPremisesSecurityIdentifier: "onpremisesSecurityIdentifier",
  onPremisesUserPrincipalName: "onpremisesUserPrincipalName",
  userType: "userType",
} as const;

const policies = {
  disablePasswordExpiration: "DisablePasswordExpiration",
  disableStrongPassword: "DisableStrongPassword",
} as const;

const policyNames = Object.keys(policies) as (keyof typeof policies)[];

/** What create and update have in common. */
export const userBody = (inputs: Values): Values => ({
  ...nullable(inputs, written),
  accountEnabled: inputs.accountEnabled,
  employeeOrgData: nullable(inputs, { costCenter: "costCenter", division: "division" }),
  otherMails: inputs.otherMails ?? [],
  passwordPolicies: orNull(
    policyNames
      .filter((name) => inputs[name] === true)
      .map((name) => policies[name])
      .join(", "),
  ),
});

export const passwordProfile = (inputs: Values): Values => ({
  forceChangePasswordNextSignIn: inputs.forcePasswordChange,
  password: inputs.password,
});

/** What Graph does not tell unless it is asked. */
export const selected = [
  ...["accountEnabled", "ageGroup", "city", "companyName", "consentProvidedForMinor", "country", "department"],
  ...["employeeHireDate", "employeeId", "employeeOrgData", "employeeType", "faxNumber", "mailNickname"],
  ...[
    "onPremisesImmutableId",
    "otherMails",
    "passwordPolicies",
    "postalCode",
    "state",
    "streetAddress",
    "usageLocation",
  ],
];

/** What Graph tells of a user, under the names of the provider; shared with `getUser`. */
export function userOf(user: Body | undefined): Values {
  const organisation = object(user, "employeeOrgData");
  const set = text(user, "passwordPolicies").toLowerCase();
  return {
    ...renamed(user, told),
    ...renamed(organisation, { costCenter: "costCenter", division: "division" }),
    accountEnabled: flag(user, "accountEnabled"),
    businessPhones: texts(user, "businessPhones"),
    imAddresses: texts(user, "imAddresses"),
    onpremisesSyncEnabled: flag(user, "onPremisesSyncEnabled"),
    otherMails: texts(user, "otherMails"),
    proxyAddresses: texts(user, "proxyAddresses"),
    ...Object.fromEntries(policyNames.map((name) => [name, set.includes(policies[name].toLowerCase())])),
  };
}
