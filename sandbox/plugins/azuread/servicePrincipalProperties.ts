import { boolean, computed, id, list, map, object, output, replaces, required, rules, set, string } from "../property";
import type { Properties } from "../resourceType";
import { lengthBetween, notEmpty, oneOf, url } from "../rules";
import { appRoleMembers, featureTags, idMap, scopeMembers } from "./words";

export const servicePrincipalProperties: Properties = {
  clientId: id({ ...required, ...replaces }),
  accountEnabled: boolean({ default: true }),
  alternativeNames: set(string(rules(notEmpty))),
  appRoleAssignmentRequired: boolean(),
  description: string(rules(lengthBetween(0, 1024))),
  featureTags: featureTags({ conflictsWith: ["features", "tags"] }),
  features: list(
    object({
      customSingleSignOnApp: boolean(),
      enterpriseApplication: boolean(),
      galleryApplication: boolean(),
      visibleToUsers: boolean({ default: true }),
    }),
    { ...computed, conflictsWith: ["featureTags", "tags"] },
  ),
  loginUrl: string(rules(url("http", "https"))),
  notes: string(rules(lengthBetween(0, 1024))),
  notificationEmailAddresses: set(string(rules(notEmpty))),
  owners: set(id()),
  preferredSingleSignOnMode: string(rules(oneOf("", "notSupported", "oidc", "password", "saml"))),
  samlSingleSignOn: object({ relayState: string(rules(notEmpty)) }),
  tags: set(string(), { ...computed, conflictsWith: ["features", "featureTags"] }),
  useExisting: boolean({ kept: true }),
  appRoles: list(object(appRoleMembers), output),
  appRoleIds: idMap,
  applicationTenantId: string(output),
  displayName: string(output),
  homepageUrl: string(output),
  logoutUrl: string(output),
  oauth2PermissionScopes: list(object(scopeMembers), output),
  oauth2PermissionScopeIds: map(string(), output),
  objectId: string(output),
  redirectUris: list(string(), output),
  samlMetadataUrl: string(output),
  servicePrincipalNames: list(string(), output),
  signInAudience: string(output),
  type: string(output),
};
