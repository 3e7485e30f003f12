import {
  boolean,
  computed,
  id,
  list,
  map,
  number,
  object,
  output,
  replaces,
  required,
  rules,
  set,
  string,
} from "../property";
import type { Properties } from "../resourceType";
import { between, notEmpty, oneOf, rfc3339, url } from "../rules";
import { featureTags, idMap } from "./words";

const consentText = string(rules(notEmpty));

const permissionScope = object({
  id: id(required),
  adminConsentDescription: consentText,
  adminConsentDisplayName: consentText,
  enabled: boolean({ default: true }),
  type: string({ default: "User", ...rules(oneOf("Admin", "User")) }),
  userConsentDescription: consentText,
  userConsentDisplayName: consentText,
  value: string(),
});

const appRole = object({
  id: id(required),
  allowedMemberTypes: set(string(rules(oneOf("Application", "User"))), required),
  description: string({ ...required, ...rules(notEmpty) }),
  displayName: string({ ...required, ...rules(notEmpty) }),
  enabled: boolean({ default: true }),
  value: string(),
});

const optionalClaims = list(
  object({
    name: string({ ...required, ...rules(notEmpty) }),
    source: string(rules(oneOf("user"))),
    essential: boolean(),
    additionalProperties: list(string()),
  }),
);

/** Of web and single-page applications; those of public clients may have any scheme. */
const redirectUris = set(string(rules(url("http", "https", "ms-appx-web"))));

const requiredResourceAccess = object({
  resourceAppId: string({ ...required, ...rules(notEmpty) }),
  resourceAccesses: list(
    object({ id: id(required), type: string({ ...required, ...rules(oneOf("Role", "Scope")) }) }),
    required,
  ),
});

const web = object({
  homepageUrl: string(rules(url("http", "https"))),
  logoutUrl: string(rules(url("http", "https"))),
  redirectUris,
  implicitGrant: object({ accessTokenIssuanceEnabled: boolean(), idTokenIssuanceEnabled: boolean() }),
});

const password = object({
  displayName: string({ ...required, ...rules(notEmpty) }),
  startDate: string({ ...computed, ...rules(rfc3339) }),
  endDate: string({ ...computed, ...rules(rfc3339) }),
  keyId: string({ ...output, kept: true }),
  value: string({ ...output, secret: true, kept: true }),
});

export const applicationProperties: Properties = {
  displayName: string({ ...required, ...rules(notEmpty) }),
  api: object({
    knownClientApplications: set(id()),
    mappedClaimsEnabled: boolean(),
    oauth2PermissionScopes: set(permissionScope),
    requestedAccessTokenVersion: number({ default: 1, ...rules(between(1, 2)) }),
  }),
  appRoles: set(appRole),
  description: string(),
  deviceOnlyAuthEnabled: boolean(),
  fallbackPublicClientEnabled: boolean(),
  featureTags: featureTags(),
  groupMembershipClaims: set(string(rules(oneOf("All", "None", "ApplicationGroup", "DirectoryRole", "SecurityGroup")))),
  identifierUris: set(string(rules(url("http", "https", "api", "urn", "ms-appx")))),
  logoImage: string({ kept: true, ...rules(notEmpty) }),
  marketingUrl: string(),
  notes: string(),
  oauth2PostResponseRequired: boolean(),
  optionalClaims: object({ accessTokens: optionalClaims, idTokens: optionalClaims, saml2Tokens: optionalClaims }),
  owners: set(id()),
  password,
  preventDuplicateNames: boolean({ default: false, kept: true }),
  privacyStatementUrl: string(),
  publicClient: object({ redirectUris: set(string(rules(notEmpty))) }),
  requiredResourceAccesses: set(requiredResourceAccess),
  serviceManagementReference: string(),
  signInAudience: string({
    default: "AzureADMyOrg",
    ...rules(
      oneOf("AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"),
    ),
  }),
  singlePageApplication: object({ redirectUris }),
  supportUrl: string(),
  tags: set(string(), { ...computed, conflictsWith: ["featureTags"] }),
  templateId: id({ ...computed, ...replaces }),
  termsOfServiceUrl: string(),
  web,
  appRoleIds: idMap,
  clientId: string(output),
  disabledByMicrosoft: string(output),
  logoUrl: string(output),
  oauth2PermissionScopeIds: map(string(), output),
  objectId: string(output),
  publisherDomain: string(output),
};
