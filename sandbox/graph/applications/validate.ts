import { ServiceError } from "../../errors";
import type { Application, AppRole, PermissionScope, RequiredResourceAccess } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, invalidValue } from "../errors";
import { isGuid } from "../ids";
import { type Body, isObject } from "../schema/body";

/** Rules of an app registration beyond the types of its properties. `after` is the whole object as it would be. */
export function validateApplication(state: SandboxState, after: Body, before?: Application): void {
  const { displayName } = after;
  if (typeof displayName !== "string" || displayName.trim() === "") {
    throw before || displayName !== undefined
      ? invalidValue("displayName", "Application")
      : badRequest("A value is required for property 'displayName' of resource 'Application'.", "displayName");
  }
  validateRequiredAccess(after.requiredResourceAccess);
  validatePermissions(after, before);
  validateIdentifierUris(state, after, before);
  validateRedirects(after);
}

/** Declared permissions need their ids and types; whether the API has them is not looked at, as in Entra ID. */
function validateRequiredAccess(value: unknown): void {
  const resources = (value ?? []) as Body[];
  const seen = new Set<string>();
  for (const { resourceAppId, resourceAccess } of resources) {
    if (!isGuid(resourceAppId) || !Array.isArray(resourceAccess)) {
      throw invalidValue("requiredResourceAccess", "Application");
    }
    if (seen.has(resourceAppId.toLowerCase())) {
      throw badRequest(
        `Property requiredResourceAccess has duplicate entries for the resource '${resourceAppId}'.`,
        "requiredResourceAccess",
      );
    }
    seen.add(resourceAppId.toLowerCase());
    for (const { id, type } of resourceAccess as Body[]) {
      if (!isGuid(id) || (type !== "Role" && type !== "Scope")) {
        throw invalidValue("requiredResourceAccess", "Application");
      }
    }
  }
}

/** The app roles and scopes that an application offers. */
export function offeredBy(properties: Readonly<Body>): { appRoles: AppRole[]; scopes: PermissionScope[] } {
  const api = isObject(properties.api) ? properties.api : {};
  return {
    appRoles: (properties.appRoles ?? []) as AppRole[],
    scopes: (api.oauth2PermissionScopes ?? []) as PermissionScope[],
  };
}

function validatePermissions(after: Body, before: Application | undefined): void {
  const { appRoles, scopes } = offeredBy(after);
  const ids = new Set<string>();
  for (const { id, property } of [
    ...appRoles.map((role) => ({ ...role, property: "appRoles" })),
    ...scopes.map((scope) => ({ ...scope, property: "api.oauth2PermissionScopes" })),
  ]) {
    if (!isGuid(id)) throw invalidValue(property, "Application");
    if (ids.has(id.toLowerCase())) {
      throw badRequest(`Property ${property} has more than one entry with the id '${id}'.`, property);
    }
    ids.add(id.toLowerCase());
  }
  for (const role of appRoles) {
    const types = role.allowedMemberTypes ?? [];
    if (types.length === 0 || types.some((type) => type !== "User" && type !== "Application")) {
      throw invalidValue("appRoles.allowedMemberTypes", "Application");
    }
    if (!role.displayName || !role.description) throw invalidValue("appRoles.displayName", "Application");
  }
  const { appRoles: oldRoles, scopes: oldScopes } = offeredBy(before?.properties ?? {});
  const kept = [...appRoles, ...scopes];
  for (const old of [...oldRoles, ...oldScopes]) {
    if (!old.isEnabled) continue;
    const now = kept.find(({ id }) => id === old.id);
    if (!now || now.value !== old.value) {
      throw new ServiceError(
        400,
        "CannotDeleteOrUpdateEnabledEntitlement",
        "Permission (scope or role) cannot be deleted or updated unless disabled first.",
      );
    }
  }
}

function validateIdentifierUris(state: SandboxState, after: Body, before: Application | undefined): void {
  const uris = (after.identifierUris ?? []) as string[];
  const domains = state.organization.list().flatMap(({ verifiedDomains }) => verifiedDomains.map(({ name }) => name));
  for (const uri of uris) {
    const taken = state.applications.find(
      ({ id, properties }) =>
        id !== before?.id && ((properties.identifierUris ?? []) as string[]).some((other) => same(other, uri)),
    );
    if (taken) {
      throw badRequest(
        "Another object with the same value for property identifierUris already exists.",
        "identifierUris",
        "ObjectConflict",
      );
    }
    const host = /^https?:\/\/([^/:]+)/i.exec(uri)?.[1]?.toLowerCase();
    if (host !== undefined && !domains.some((domain) => host === domain || host.endsWith(`.${domain}`))) {
      throw badRequest(
        `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
        "identifierUris",
        "HostNameNotOnVerifiedDomain",
      );
    }
    if (!/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw invalidValue("identifierUris", "Application");
  }
}

function validateRedirects(after: Body): void {
  const web = isObject(after.web) ? after.web : {};
  for (const uri of (web.redirectUris ?? []) as string[]) {
    if (!/^https:\/\//i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1)([:/]|$)/i.test(uri)) {
      throw invalidValue("web.redirectUris", "Application");
    }
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The entity members that the service itself reads, out of the properties. */
export function requiredAccessOf(value: unknown): RequiredResourceAccess[] {
  return ((value ?? []) as RequiredResourceAccess[]).map(({ resourceAppId, resourceAccess }) => ({
    resourceAppId,
    resourceAccess: resourceAccess.map(({ id, type }) => ({ id, type })),
  }));
}
