import type { ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { applicationByAppId } from "../applications/find";
import { showKey, showPassword } from "../credentials";
import { type Body, isObject } from "../schema/body";
import { defaults } from "../schema/property";
import { servicePrincipalType } from "../schema/servicePrincipal";

const filled = defaults(servicePrincipalType.properties);

/** All properties of a service principal, as Graph shows them: some come from the app registration behind it. */
export function showServicePrincipal(principal: ServicePrincipal, state: SandboxState): Body {
  return {
    ...filled,
    ...fromApplication(principal, state),
    ...principal.properties,
    id: principal.id,
    appId: principal.appId,
    displayName: principal.displayName,
    accountEnabled: principal.accountEnabled,
    appOwnerOrganizationId: principal.appOwnerOrganizationId,
    servicePrincipalNames: principal.servicePrincipalNames,
    servicePrincipalType: principal.servicePrincipalType,
    appRoles: principal.appRoles.map((role) => ({ origin: "Application", ...role })),
    oauth2PermissionScopes: principal.oauth2PermissionScopes.map((scope) => ({
      userConsentDescription: null,
      userConsentDisplayName: null,
      ...scope,
    })),
    passwordCredentials: principal.passwordCredentials.map((credential) => showPassword(credential)),
    keyCredentials: principal.keyCredentials.map((credential) => showKey(credential, false)),
  };
}

function fromApplication(principal: ServicePrincipal, state: SandboxState): Body {
  const application =
    principal.appOwnerOrganizationId === state.tenantId ? applicationByAppId(state, principal.appId) : undefined;
  if (!application) return { appDisplayName: principal.displayName };
  const { web, spa, publicClient, info, description } = application.properties;
  const redirects = [web, spa, publicClient].flatMap((part) => (isObject(part) ? (part.redirectUris as string[]) : []));
  return {
    appDisplayName: application.displayName,
    appDescription: description ?? null,
    signInAudience: application.signInAudience,
    replyUrls: redirects.filter(Boolean),
    homepage: (isObject(web) && web.homePageUrl) || null,
    logoutUrl: (isObject(web) && web.logoutUrl) || null,
    ...(isObject(info) ? { info } : {}),
  };
}
