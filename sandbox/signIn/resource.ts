import { type Api, apis, azureServiceManagement } from "../../catalogue/apis";
import type { Environment } from "../operation";
import type { Application, ServicePrincipal } from "../state/entities";
import type { SignInCall } from "./context";
import { refusals } from "./errors";
import { tenantName } from "./tenant";

/** An API that a token is asked for. */
export interface Resource {
  /** As the client named it: it becomes the token's audience. */
  readonly identifier: string;
  readonly servicePrincipal: ServicePrincipal;
  /** Tokens in the format of v2.0, which an API registered in the tenant may ask for. */
  readonly tokenVersion: 1 | 2;
}

/** Finds the service principal that a resource identifier means. @throws SignInError 500011, 500014 */
export function findResource(call: SignInCall, identifier: string): Resource {
  const { state, environment } = call;
  const wanted = normalise(identifier);
  const appId = knownAppId(wanted, environment);
  const servicePrincipal = state.servicePrincipals.find(
    (candidate) =>
      call.visible(candidate) &&
      (appId ? same(candidate.appId, appId) : namesOf(candidate, applicationOf(call, candidate)).includes(wanted)),
  );
  if (!servicePrincipal) throw refusals.resourceNotFound(identifier, tenantName(state));
  if (!servicePrincipal.accountEnabled) throw refusals.resourceDisabled(identifier);
  return { identifier, servicePrincipal, tokenVersion: tokenVersion(applicationOf(call, servicePrincipal)) };
}

/** Microsoft's APIs answer to their public names, and here also to the URL under which the sandbox serves them. */
function knownAppId(wanted: string, environment: Environment): string | undefined {
  const { baseUrls } = environment;
  const served: readonly (readonly [Api, string])[] = [
    [apis.microsoftGraph, baseUrls.graph],
    [azureServiceManagement, baseUrls.arm],
    [azureServiceManagement, `${baseUrls.arm}/arm`],
    [apis.windowsDefenderAtp, baseUrls.defender],
    [apis.microsoftThreatProtection, baseUrls.threatProtection],
  ];
  return served.find(([api, url]) =>
    [url, api.appId, api.publicResource, ...api.otherResources].some((name) => normalise(name) === wanted),
  )?.[0].appId;
}

function namesOf(servicePrincipal: ServicePrincipal, application: Application | undefined): string[] {
  const uris = application?.properties.identifierUris;
  const names = [
    servicePrincipal.appId,
    ...servicePrincipal.servicePrincipalNames,
    ...(Array.isArray(uris) ? uris.map(String) : []),
  ];
  return names.map(normalise);
}

function applicationOf(call: SignInCall, servicePrincipal: ServicePrincipal): Application | undefined {
  return call.state.applications.find((application) => same(application.appId, servicePrincipal.appId));
}

function tokenVersion(application: Application | undefined): 1 | 2 {
  const api = application?.properties.api;
  const version =
    typeof api === "object" && api !== null ? (api as Record<string, unknown>).requestedAccessTokenVersion : 1;
  return version === 2 ? 2 : 1;
}

function normalise(identifier: string): string {
  return identifier.toLowerCase().replace(/\/+$/, "");
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
