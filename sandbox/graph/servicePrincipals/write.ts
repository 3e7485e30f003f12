import { microsoftOwnerOrganizationId } from "../../../catalogue/apis";
import type { Environment, SandboxRequest } from "../../operation";
import { firstPartyApplications, firstPartyServicePrincipal } from "../../seed/firstParty";
import { foreignApplications } from "../../seed/foreignApplications";
import type { AppRole, PermissionScope, ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { applicationByAppId } from "../applications/find";
import { offerings } from "../applications/write";
import { keptPasswords, keysOf } from "../credentials";
import { badRequest, conflict, invalidValue } from "../errors";
import { isGuid, newId } from "../ids";
import { ownersOfNew } from "../ownership";
import { type Body, checkedProperties, merged, objectBody } from "../schema/body";
import { servicePrincipalType } from "../schema/servicePrincipal";
import { isVisible, nowMs, timestamp } from "../visibility";
import { principalByAppId } from "./find";
import { showServicePrincipal } from "./show";

/** Members of the entity beside `properties`. */
const own = [
  "appId",
  "displayName",
  "accountEnabled",
  "servicePrincipalNames",
  "servicePrincipalType",
  "appRoles",
  "oauth2PermissionScopes",
  "passwordCredentials",
  "keyCredentials",
];

type Origin = Pick<
  ServicePrincipal,
  "displayName" | "appOwnerOrganizationId" | "servicePrincipalNames" | "appRoles" | "oauth2PermissionScopes"
>;

/** Makes a service principal of the body of `POST /servicePrincipals`. */
export function createServicePrincipal(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
): ServicePrincipal {
  const body = objectBody(request);
  const given = checkedProperties(servicePrincipalType, body);
  const { appId } = given;
  if (appId === undefined || appId === null) {
    throw badRequest("A value is required for property 'appId' of resource 'ServicePrincipal'.", "appId");
  }
  if (!isGuid(appId)) throw invalidValue("appId", "ServicePrincipal");
  if (principalByAppId(state, appId)) {
    throw conflict(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
      "servicePrincipalNames",
    );
  }
  const origin = originOf(state, appId, environment);
  if (!origin) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      "appId",
      "NoBackingApplicationObject",
    );
  }
  const principal: ServicePrincipal = {
    id: newId(),
    createdMs: nowMs(environment),
    appId: appId.toLowerCase(),
    ...origin,
    accountEnabled: given.accountEnabled !== false,
    servicePrincipalType: "Application",
    passwordCredentials: [],
    keyCredentials: keysOf(given.keyCredentials ?? [], []),
    owners: ownersOfNew(state, request, body, environment),
    properties: { createdDateTime: timestamp(environment), ...merged({}, {}, without(given, own)) },
  };
  return state.servicePrincipals.insert(principal);
}

/** What a service principal takes from its application: of this tenant, of Microsoft, or of another tenant. */
function originOf(state: SandboxState, appId: string, environment: Environment): Origin | undefined {
  const application = applicationByAppId(state, appId);
  if (application) {
    if (!isVisible(application, environment)) return undefined;
    return {
      displayName: application.displayName,
      appOwnerOrganizationId: state.tenantId,
      ...offerings(application),
    };
  }
  const wanted = appId.toLowerCase();
  const microsoft = firstPartyApplications.find((one) => one.appId === wanted);
  if (microsoft) {
    const { displayName, servicePrincipalNames, appRoles, oauth2PermissionScopes } =
      firstPartyServicePrincipal(microsoft);
    return {
      displayName,
      appOwnerOrganizationId: microsoftOwnerOrganizationId,
      servicePrincipalNames,
      appRoles,
      oauth2PermissionScopes,
    };
  }
  const foreign = foreignApplications.find((one) => one.appId === wanted);
  return (
    foreign && {
      displayName: foreign.displayName,
      appOwnerOrganizationId: foreign.ownerTenantId,
      servicePrincipalNames: [foreign.appId],
      appRoles: [],
      oauth2PermissionScopes: [],
    }
  );
}

/** Applies the body of `PATCH /servicePrincipals/{id}`. */
export function updateServicePrincipal(
  state: SandboxState,
  principal: ServicePrincipal,
  request: SandboxRequest,
): void {
  const shown = showServicePrincipal(principal, state);
  const given = checkedProperties(servicePrincipalType, objectBody(request), shown);
  if (given.appId !== undefined && given.appId !== principal.appId) {
    throw badRequest("Property 'appId' is read-only and cannot be set.", "appId", "ReadOnlyProperty");
  }
  const after = merged(servicePrincipalType.properties, shown, given);
  const { passwordCredentials, keyCredentials } = given;
  state.servicePrincipals.insert({
    ...principal,
    displayName: String(after.displayName ?? principal.displayName),
    accountEnabled: after.accountEnabled !== false,
    servicePrincipalNames: after.servicePrincipalNames as string[],
    servicePrincipalType: String(after.servicePrincipalType),
    appRoles: given.appRoles === undefined ? principal.appRoles : (given.appRoles as AppRole[]),
    oauth2PermissionScopes:
      given.oauth2PermissionScopes === undefined
        ? principal.oauth2PermissionScopes
        : (given.oauth2PermissionScopes as PermissionScope[]),
    passwordCredentials:
      passwordCredentials === undefined
        ? principal.passwordCredentials
        : keptPasswords(passwordCredentials, principal.passwordCredentials),
    keyCredentials:
      keyCredentials === undefined ? principal.keyCredentials : keysOf(keyCredentials, principal.keyCredentials),
    properties: {
      ...principal.properties,
      ...Object.fromEntries(Object.keys(without(given, own)).map((name) => [name, after[name]])),
    },
  });
}

function without(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}
