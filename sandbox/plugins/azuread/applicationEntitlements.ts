/** App roles and permission scopes of an application cannot change while they are enabled. */
import { object, objects } from "../body";
import type { Body, Scope, Step } from "../resourceType";
import type { Values } from "../values";
import { apiBody, rolesBody } from "./applicationBody";
import { catchingUp, path } from "./applicationSteps";

/** Roles and scopes must be disabled before they may change or go: what is new or unchanged stays as it is. */
function disabled(current: readonly Body[], wanted: readonly Values[]): Values[] | undefined {
  const keeps = (entry: Body) => wanted.some((one) => one.id === entry.id && sameEntry(one, entry));
  const touched = current.filter((entry) => entry.isEnabled === true && !keeps(entry));
  if (touched.length === 0) return undefined;
  return current.map((entry) => (touched.includes(entry) ? { ...entry, isEnabled: false } : { ...entry }));
}

const sameEntry = (wanted: Values, current: Body) =>
  Object.entries(wanted).every(
    ([name, value]) => JSON.stringify(value ?? null) === JSON.stringify(current[name] ?? null),
  );

const changesEntitlements = (scope: Scope) => scope.changed("appRoles") || scope.changed("api");

export const disableEntitlements: readonly Step[] = [
  {
    does: "Could not retrieve application",
    as: "current",
    request: (scope) => (changesEntitlements(scope) ? { method: "GET", path: path(scope) } : undefined),
  },
  {
    does: "Could not disable App Roles and OAuth2 Permission Scopes",
    request: (scope) => {
      if (!changesEntitlements(scope)) return undefined;
      const { current } = scope.answers;
      const appRoles = scope.changed("appRoles")
        ? disabled(objects(current, "appRoles"), rolesBody(scope.inputs))
        : undefined;
      const scopes = disabled(
        objects(object(current, "api"), "oauth2PermissionScopes"),
        apiBody(scope.inputs.api as Values | undefined).oauth2PermissionScopes as Values[],
      );
      if (!appRoles && !scopes) return undefined;
      const body = {
        ...(appRoles ? { appRoles } : {}),
        ...(scopes ? { api: { oauth2PermissionScopes: scopes } } : {}),
      };
      return { method: "PATCH", path: path(scope), body };
    },
    retries: catchingUp,
  },
];
