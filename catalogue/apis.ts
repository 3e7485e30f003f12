/** The API surfaces that integrations get application permissions on, and Azure Resource Manager. */

export interface Api {
  /** Application id of Microsoft's service principal; the same in every tenant. Its object id differs by tenant. */
  readonly appId: string;
  /** Name as the portal shows it under "APIs my organization uses". */
  readonly displayName: string;
  /** Resource identifier in the public cloud, without trailing slash; its scope is `{publicResource}/.default`. */
  readonly publicResource: string;
  /** Other identifiers under which sign-in knows the same resource, without trailing slash. */
  readonly otherResources: readonly string[];
  readonly documentation: string;
}

/**
 * The API surfaces with a permission table.
 *
 * Source of ids and identifiers: github.com/maciejporebski/azure-ad-first-party-apps-permissions, read 2026-11-20.
 */
export const apis = {
  microsoftGraph: {
    appId: "00000003-0000-0000-c000-000000000000",
    displayName: "Microsoft Graph",
    publicResource: "https://graph.microsoft.com",
    otherResources: ["https://canary.graph.microsoft.com", "https://ags.windows.net"],
    documentation: "https://learn.microsoft.com/graph/permissions-reference",
  },
  windowsDefenderAtp: {
    appId: "fc780465-2017-40d4-a0c5-307022471b92",
    displayName: "WindowsDefenderATP",
    publicResource: "https://api.securitycenter.microsoft.com",
    otherResources: [
      "https://securitycenter.onmicrosoft.com/windowsatpservice",
      "https://api.securitycenter.windows.com",
      "https://api-us.securitycenter.microsoft.com",
      "https://api-eu.securitycenter.microsoft.com",
      "https://api-uk.securitycenter.microsoft.com",
    ],
    documentation: "https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp",
  },
  microsoftThreatProtection: {
    appId: "8ee8fdad-f234-4243-8f3b-15c294843740",
    displayName: "Microsoft Threat Protection",
    publicResource: "https://api.security.microsoft.com",
    otherResources: [
      "https://security.microsoft.com/mtp",
      "https://api-us.security.microsoft.com",
      "https://api-eu.security.microsoft.com",
      "https://api-uk.security.microsoft.com",
    ],
    documentation: "https://learn.microsoft.com/defender-xdr/api-create-app-web",
  },
} as const satisfies Record<string, Api>;

export type ApiName = keyof typeof apis;

export const apiNames = Object.keys(apis) as readonly ApiName[];

/**
 * Azure Resource Manager as a resource of tokens. It has no application permission: an app's rights there are Azure role assignments.
 * Older tenants show it as "Windows Azure Service Management API".
 */
export const azureServiceManagement = {
  appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  displayName: "Azure Resource Manager",
  publicResource: "https://management.azure.com",
  otherResources: ["https://management.core.windows.net"],
  documentation: "https://learn.microsoft.com/rest/api/azure",
} as const satisfies Api;

/** The delegated permission `user_impersonation` of Azure Resource Manager. */
export const azureUserImpersonationId = "41094075-9dad-400e-a0bd-54e686782033";

/** `appOwnerOrganizationId` of Microsoft's own service principals (the tenant "Microsoft Services"). */
export const microsoftOwnerOrganizationId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

/** The API surface with this application id, in any letter case. */
export function apiByAppId(appId: string): ApiName | undefined {
  const wanted = appId.toLowerCase();
  return apiNames.find((name) => apis[name].appId === wanted);
}

/** The API surface that a resource identifier, scope or audience means (`https://graph.microsoft.com/.default`, an app id, …). */
export function apiByResource(resource: string): ApiName | undefined {
  const wanted = resource
    .toLowerCase()
    .replace(/\/\.default$/, "")
    .replace(/\/+$/, "");
  return apiNames.find((name) => {
    const api: Api = apis[name];
    return [api.appId, api.publicResource, ...api.otherResources].includes(wanted);
  });
}
