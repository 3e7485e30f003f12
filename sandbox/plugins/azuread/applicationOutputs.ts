/** The outputs of an application from what Graph tells. */
import { flag, ids, object, objects, sameText, text, texts, time } from "../body";
import type { Body, Scope } from "../resourceType";
import type { Values } from "../values";
import { appRolesOf, featureTagsOf, idsByValue, renamed, scopesOf } from "./words";

const apiOf = (api: Body | undefined): Values => ({
  knownClientApplications: texts(api, "knownClientApplications"),
  mappedClaimsEnabled: flag(api, "acceptMappedClaims"),
  oauth2PermissionScopes: scopesOf(api),
  requestedAccessTokenVersion: Number(api?.requestedAccessTokenVersion ?? 1),
});

const claimOf = (claim: Body): Values => ({
  additionalProperties: texts(claim, "additionalProperties"),
  essential: flag(claim, "essential"),
  name: text(claim, "name"),
  source: text(claim, "source"),
});

const claimsOf = (claims: Body | undefined): Values | undefined =>
  claims && {
    accessTokens: objects(claims, "accessToken").map(claimOf),
    idTokens: objects(claims, "idToken").map(claimOf),
    saml2Tokens: objects(claims, "saml2Token").map(claimOf),
  };

const webOf = (web: Body | undefined): Values => {
  const grant = object(web, "implicitGrantSettings");
  return {
    ...renamed(web, { homePageUrl: "homepageUrl", logoutUrl: "logoutUrl" }),
    implicitGrant: {
      accessTokenIssuanceEnabled: flag(grant, "enableAccessTokenIssuance"),
      idTokenIssuanceEnabled: flag(grant, "enableIdTokenIssuance"),
    },
    redirectUris: texts(web, "redirectUris"),
  };
};

const accessesOf = (app: Body | undefined): Values[] =>
  objects(app, "requiredResourceAccess").map((access) => ({
    resourceAppId: text(access, "resourceAppId"),
    resourceAccesses: objects(access, "resourceAccess").map((one) => ({
      id: text(one, "id"),
      type: text(one, "type"),
    })),
  }));

/** What Graph tells of an application, under the names of the provider; shared with `getApplication`. */
export function applicationOf(app: Body | undefined, beta: Body | undefined): Values {
  const info = object(app, "info");
  const tags = texts(app, "tags");
  return {
    api: apiOf(object(app, "api")),
    appRoles: appRolesOf(app),
    appRoleIds: idsByValue(appRolesOf(app)),
    deviceOnlyAuthEnabled: flag(app, "isDeviceOnlyAuthSupported"),
    fallbackPublicClientEnabled: flag(app, "isFallbackPublicClient"),
    featureTags: featureTagsOf(tags),
    groupMembershipClaims: text(app, "groupMembershipClaims")
      .split(",")
      .map((claim) => claim.trim())
      .filter((claim) => claim !== ""),
    identifierUris: texts(app, "identifierUris"),
    oauth2PermissionScopeIds: idsByValue(scopesOf(object(app, "api"))),
    oauth2PostResponseRequired: flag(beta, "oauth2RequirePostResponse"),
    optionalClaims: claimsOf(object(app, "optionalClaims")),
    publicClient: { redirectUris: texts(object(app, "publicClient"), "redirectUris") },
    requiredResourceAccesses: accessesOf(app),
    singlePageApplication: { redirectUris: texts(object(app, "spa"), "redirectUris") },
    tags,
    web: webOf(object(app, "web")),
    ...renamed(info, {
      logoUrl: "logoUrl",
      marketingUrl: "marketingUrl",
      privacyStatementUrl: "privacyStatementUrl",
      supportUrl: "supportUrl",
      termsOfServiceUrl: "termsOfServiceUrl",
    }),
    ...renamed(app, {
      appId: "clientId",
      description: "description",
      disabledByMicrosoftStatus: "disabledByMicrosoft",
      displayName: "displayName",
      id: "objectId",
      notes: "notes",
      publisherDomain: "publisherDomain",
      serviceManagementReference: "serviceManagementReference",
      signInAudience: "signInAudience",
    }),
  };
}

export function applicationOutputs(scope: Scope): Values {
  const { app, beta, owners } = scope.answers;
  return {
    ...applicationOf(app, beta),
    owners: ids(owners),
    password: passwordOf(scope),
    templateId: text(app, "applicationTemplateId"),
  };
}

/** The one password that belongs to the application itself; its value is known from the time when it was made. */
function passwordOf({ answers, state, inputs }: Scope): Values | undefined {
  const made = answers.password;
  const last = state.password as Values | undefined;
  const keyId = made ? text(made, "keyId") : last?.keyId;
  const found = objects(answers.app, "passwordCredentials").find((one) => sameText(one.keyId, keyId));
  if (!found || keyId === undefined || inputs.password === undefined) return undefined;
  return {
    displayName: text(found, "displayName"),
    endDate: time(found, "endDateTime"),
    keyId,
    startDate: time(found, "startDateTime"),
    value: made ? text(made, "secretText") : last?.value,
  };
}
