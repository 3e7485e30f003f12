import { flag, object, text, texts } from "../body";
import type { Body } from "../resourceType";
import type { Values } from "../values";
import { appRolesOf, featureTagsOf, idsByValue, renamed, scopesOf } from "./words";

/** What Graph tells of a service principal, under the names of the provider; shared with `getServicePrincipal`. */
export function servicePrincipalOf(principal: Body | undefined, beta: Body | undefined): Values {
  const tags = texts(principal, "tags");
  const [feature = {}] = featureTagsOf(tags);
  return {
    accountEnabled: flag(principal, "accountEnabled"),
    alternativeNames: texts(principal, "alternativeNames"),
    appRoleAssignmentRequired: flag(principal, "appRoleAssignmentRequired"),
    appRoles: appRolesOf(principal),
    appRoleIds: idsByValue(appRolesOf(principal)),
    featureTags: [feature],
    features: [
      {
        customSingleSignOnApp: feature.customSingleSignOn,
        enterpriseApplication: feature.enterprise,
        galleryApplication: feature.gallery,
        visibleToUsers: !feature.hide,
      },
    ],
    notificationEmailAddresses: texts(principal, "notificationEmailAddresses"),
    oauth2PermissionScopes: scopesOf(principal),
    oauth2PermissionScopeIds: idsByValue(scopesOf(principal)),
    redirectUris: texts(principal, "replyUrls"),
    samlMetadataUrl: text(beta, "samlMetadataUrl"),
    servicePrincipalNames: texts(principal, "servicePrincipalNames"),
    tags,
    ...renamed(principal, {
      appId: "clientId",
      appOwnerOrganizationId: "applicationTenantId",
      description: "description",
      displayName: "displayName",
      homepage: "homepageUrl",
      id: "objectId",
      loginUrl: "loginUrl",
      logoutUrl: "logoutUrl",
      notes: "notes",
      preferredSingleSignOnMode: "preferredSingleSignOnMode",
      servicePrincipalType: "type",
      signInAudience: "signInAudience",
    }),
  };
}

export const samlRelayState = (principal: Body | undefined): Values => ({
  relayState: text(object(principal, "samlSingleSignOnSettings"), "relayState"),
});
