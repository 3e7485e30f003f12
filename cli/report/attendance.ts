import { attendanceOf } from "../../policies/facts/attendance";
import type { TenantApplication } from "../../tenant/model";

/**
 * Whether people sign in to an application, by the policy pack's own judgement: from its tags, else from the ways in that it offers.
 */
export function isAttended(application: TenantApplication): boolean {
  const { displayName, id, tags, web, spa, publicClient, isFallbackPublicClient, exposedScopes = 0 } = application;
  const implicit = web?.implicitGrantSettings;
  const { kind } = attendanceOf(
    {
      type: "azuread:index/application:Application",
      urn: id,
      name: displayName,
      properties: {
        displayName,
        tags,
        web: {
          redirectUris: web?.redirectUris,
          implicitGrant: {
            accessTokenIssuanceEnabled: implicit?.enableAccessTokenIssuance,
            idTokenIssuanceEnabled: implicit?.enableIdTokenIssuance,
          },
        },
        singlePageApplication: { redirectUris: spa?.redirectUris },
        publicClient: { redirectUris: publicClient?.redirectUris },
        fallbackPublicClientEnabled: isFallbackPublicClient,
        api: { oauth2PermissionScopes: Array.from({ length: exposedScopes }, () => ({})) },
      },
      protect: false,
      ignoreChanges: [],
      dependencies: [],
      propertyDependencies: {},
    },
    { unattended: [], attended: [] },
  );
  return kind === "attended";
}
