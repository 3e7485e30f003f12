/** Azure clouds: where to sign in, and where the APIs are. */
import { type ApiName, apis } from "./apis";
import { type Cloud, CloudError } from "./cloudTable";

export { type CloudChoice, cloudByEnvironment, cloudFromMetadata, metadataUrl, resolveCloud } from "./cloudMetadata";
export { type Cloud, CloudError, type CloudName, clouds, gccDefender } from "./cloudTable";

/** Where an integration asks for its tokens. */
export function tokenUrl(cloud: Cloud, tenantId: string): string {
  return `${cloud.loginEndpoint}/${tenantId}/oauth2/v2.0/token`;
}

/** Base URL of an API surface in a cloud; throws a `CloudError` where the cloud does not offer it. */
export function baseUrlOf(cloud: Cloud, api: ApiName): string {
  const urls: Record<ApiName, string | undefined> = {
    microsoftGraph: cloud.microsoftGraph,
    windowsDefenderAtp: cloud.defenderForEndpoint,
    microsoftThreatProtection: cloud.threatProtection,
  };
  const url = urls[api];
  if (url === undefined) {
    throw new CloudError(
      `The cloud ${cloud.name} does not offer ${apis[api].displayName}. Please use Microsoft Graph there.`,
    );
  }
  return url;
}

/** The scope that asks for all consented application permissions of an API surface. */
export function scopeOf(cloud: Cloud, api: ApiName): string {
  return `${baseUrlOf(cloud, api)}/.default`;
}

/** The scope that asks for a token of Azure Resource Manager. */
export function armScope(cloud: Cloud): string {
  return `${cloud.armAudience}/.default`;
}
