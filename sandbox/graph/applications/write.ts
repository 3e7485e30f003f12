import type { Environment, SandboxRequest } from "../../operation";
import type { Application, PasswordCredential, ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { keptPasswords, keysOf, newPassword } from "../credentials";
import { newId } from "../ids";
import { ownersOfNew } from "../ownership";
import { applicationType } from "../schema/application";
import { type Body, checkedProperties, isObject, merged, objectBody } from "../schema/body";
import { nowMs, timestamp } from "../visibility";
import { showApplication } from "./show";
import { offeredBy, requiredAccessOf, validateApplication } from "./validate";

/** Members of the entity beside `properties`. */
const own = ["displayName", "signInAudience", "requiredResourceAccess", "passwordCredentials", "keyCredentials"];

export interface NewApplication {
  readonly application: Application;
  /** Secrets of `passwordCredentials` in the request, by key id: shown in this answer only. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Makes an app registration of the body of `POST /applications`. */
export function createApplication(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
): NewApplication {
  const body = objectBody(request);
  const given = checkedProperties(applicationType, body);
  validateApplication(state, given);
  const passwords = ((given.passwordCredentials ?? []) as Body[]).map((wanted) => newPassword(wanted, environment));
  const initialDomain = state.organization
    .list()
    .flatMap(({ verifiedDomains }) => verifiedDomains)
    .find(({ isInitial }) => isInitial)?.name;
  const application: Application = {
    id: newId(),
    createdMs: nowMs(environment),
    appId: newId(),
    displayName: String(given.displayName),
    signInAudience: String(given.signInAudience ?? "AzureADMyOrg"),
    requiredResourceAccess: requiredAccessOf(given.requiredResourceAccess),
    passwordCredentials: passwords.map(({ credential }) => credential),
    keyCredentials: keysOf(given.keyCredentials ?? [], []),
    federatedIdentityCredentials: [],
    owners: ownersOfNew(state, request, body, environment),
    properties: {
      createdDateTime: timestamp(environment),
      publisherDomain: initialDomain ?? null,
      ...merged(applicationType.properties, filledObjects(given), without(given, own)),
    },
  };
  state.applications.insert(application);
  return {
    application,
    secrets: new Map(passwords.map(({ credential, secretText }) => [credential.keyId, secretText])),
  };
}

/** Applies the body of `PATCH /applications/{id}`. */
export function updateApplication(state: SandboxState, application: Application, request: SandboxRequest): Application {
  const shown = showApplication(application);
  const given = checkedProperties(applicationType, objectBody(request), shown);
  const after = merged(applicationType.properties, shown, given);
  validateApplication(state, after, application);
  const updated: Application = {
    ...application,
    displayName: String(after.displayName),
    signInAudience: String(after.signInAudience),
    requiredResourceAccess: requiredAccessOf(after.requiredResourceAccess),
    passwordCredentials: changedPasswords(given, application),
    keyCredentials:
      given.keyCredentials === undefined
        ? application.keyCredentials
        : keysOf(given.keyCredentials, application.keyCredentials),
    properties: {
      ...application.properties,
      ...Object.fromEntries(Object.keys(without(given, own)).map((name) => [name, after[name]])),
    },
  };
  state.applications.insert(updated);
  updateServicePrincipal(state, application, updated);
  return updated;
}

/** What an application offers shows on its service principal too. */
function updateServicePrincipal(state: SandboxState, before: Application, after: Application): void {
  const principal = state.servicePrincipals.find(
    ({ appId, appOwnerOrganizationId }) => appId === after.appId && appOwnerOrganizationId === state.tenantId,
  );
  if (!principal) return;
  const renamed = principal.displayName === before.displayName ? { displayName: after.displayName } : {};
  state.servicePrincipals.update(principal.id, { ...offerings(after), ...renamed });
}

/** Members of a service principal that come from its application. */
export function offerings(
  application: Application,
): Pick<ServicePrincipal, "appRoles" | "oauth2PermissionScopes" | "servicePrincipalNames"> {
  const { appRoles, scopes } = offeredBy(application.properties);
  return {
    appRoles,
    oauth2PermissionScopes: scopes,
    servicePrincipalNames: [application.appId, ...((application.properties.identifierUris ?? []) as string[])],
  };
}

function changedPasswords(given: Body, application: Application): readonly PasswordCredential[] {
  const { passwordCredentials } = given;
  if (passwordCredentials === undefined) return application.passwordCredentials;
  return keptPasswords(passwordCredentials, application.passwordCredentials);
}

/** Objects that a request gives in part are filled up with their defaults. */
function filledObjects(given: Body): Body {
  const complete = showApplication({
    properties: {},
    passwordCredentials: [],
    keyCredentials: [],
  } as unknown as Application);
  const names = Object.keys(given).filter((name) => isObject(complete[name]));
  return Object.fromEntries(names.map((name) => [name, complete[name]]));
}

function without(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}
