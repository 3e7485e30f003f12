/** The body of an application from its inputs. */
import { orNull } from "../body";
import type { Values } from "../values";
import { nullable, tagsOf } from "./words";

const each = <T>(value: unknown, make: (item: Values) => T): T[] => ((value as Values[] | undefined) ?? []).map(make);

const itemsOf = (value: unknown, name: string): unknown[] =>
  ((value as Values | undefined)?.[name] as unknown[] | undefined) ?? [];

export const apiBody = (api: Values | undefined): Values => ({
  acceptMappedClaims: api?.mappedClaimsEnabled ?? null,
  knownClientApplications: itemsOf(api, "knownClientApplications"),
  oauth2PermissionScopes: each(api?.oauth2PermissionScopes, scopeBody),
  requestedAccessTokenVersion: api?.requestedAccessTokenVersion ?? null,
});

const scopeBody = (scope: Values): Values => ({
  adminConsentDescription: scope.adminConsentDescription,
  adminConsentDisplayName: scope.adminConsentDisplayName,
  id: scope.id,
  isEnabled: scope.enabled,
  type: scope.type,
  ...nullable(scope, {
    userConsentDescription: "userConsentDescription",
    userConsentDisplayName: "userConsentDisplayName",
    value: "value",
  }),
});

export const roleBody = (role: Values): Values => ({
  allowedMemberTypes: role.allowedMemberTypes,
  description: role.description,
  displayName: role.displayName,
  id: role.id,
  isEnabled: role.enabled,
  value: orNull(role.value),
});

const claimBody = (claim: Values): Values => ({
  additionalProperties: claim.additionalProperties ?? [],
  essential: claim.essential ?? false,
  name: claim.name,
  source: orNull(claim.source),
});

const claimsBody = (claims: Values | undefined): Values | null =>
  claims
    ? {
        accessToken: each(claims.accessTokens, claimBody),
        idToken: each(claims.idTokens, claimBody),
        saml2Token: each(claims.saml2Tokens, claimBody),
      }
    : null;

const webBody = (web: Values | undefined): Values => {
  const grant = web?.implicitGrant as Values | undefined;
  return {
    ...nullable(web ?? {}, { homePageUrl: "homepageUrl", logoutUrl: "logoutUrl" }),
    implicitGrantSettings: {
      enableAccessTokenIssuance: grant?.accessTokenIssuanceEnabled ?? false,
      enableIdTokenIssuance: grant?.idTokenIssuanceEnabled ?? false,
    },
    redirectUris: itemsOf(web, "redirectUris"),
  };
};

export const accessBody = (inputs: Values): Values[] =>
  each(inputs.requiredResourceAccesses, ({ resourceAppId, resourceAccesses }) => ({
    resourceAppId,
    resourceAccess: each(resourceAccesses, ({ id, type }) => ({ id, type })),
  }));

export const rolesBody = (inputs: Values): Values[] => each(inputs.appRoles, roleBody);

/** What create and update have in common. Permissions, roles and identifier URIs are added where they are new or changed. */
export const applicationBody = (inputs: Values): Values => ({
  displayName: inputs.displayName,
  groupMembershipClaims: orNull(itemsOf(inputs, "groupMembershipClaims").join(",")),
  info: nullable(inputs, {
    marketingUrl: "marketingUrl",
    privacyStatementUrl: "privacyStatementUrl",
    supportUrl: "supportUrl",
    termsOfServiceUrl: "termsOfServiceUrl",
  }),
  isDeviceOnlyAuthSupported: inputs.deviceOnlyAuthEnabled ?? false,
  isFallbackPublicClient: inputs.fallbackPublicClientEnabled ?? false,
  optionalClaims: claimsBody(inputs.optionalClaims as Values | undefined),
  publicClient: { redirectUris: itemsOf(inputs.publicClient, "redirectUris") },
  signInAudience: inputs.signInAudience,
  spa: { redirectUris: itemsOf(inputs.singlePageApplication, "redirectUris") },
  tags: tagsOf(inputs),
  web: webBody(inputs.web as Values | undefined),
  ...nullable(inputs, {
    description: "description",
    notes: "notes",
    serviceManagementReference: "serviceManagementReference",
  }),
});
