import type { Environment, SandboxRequest } from "../../operation";
import type { OAuth2PermissionGrant } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, conflict, invalidValue, notFound } from "../errors";
import { grantId, isGuid } from "../ids";
import { type GraphOperation, operation } from "../operation";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { checkedProperties, objectBody } from "../schema/body";
import { grantType } from "../schema/others";
import { findServicePrincipal } from "../servicePrincipals/find";
import { findUser } from "../users/find";
import { isVisible, nowMs, visibleItems } from "../visibility";
import { showGrant } from "./show";

/** Consent to delegated permissions: for everybody, or for one user. */

const { resource } = grantType;

const view: View<OAuth2PermissionGrant> = { type: grantType, set: "oauth2PermissionGrants", show: showGrant };

const path = "/oauth2PermissionGrants";

export const permissionGrantOperations: readonly GraphOperation[] = [
  operation("GET", path, (state, request, environment) =>
    listReply(visibleItems(state.oauth2PermissionGrants, environment), view, request, environment),
  ),
  operation("POST", path, (state, request, environment) =>
    createdReply(createGrant(state, request, environment), view, request, environment),
  ),
  operation("GET", `${path}/:id`, (state, request, environment) =>
    entityReply(findGrant(state, request, environment), view, request, environment),
  ),
  operation("PATCH", `${path}/:id`, (state, request, environment) => {
    const grant = findGrant(state, request, environment);
    const given = checkedProperties(grantType, objectBody(request), showGrant(grant));
    for (const [name, value] of Object.entries(given)) {
      if (name === "scope" || value === showGrant(grant)[name] || name.endsWith("Time")) continue;
      throw badRequest(`Property '${name}' cannot be changed after the grant was made.`, name);
    }
    if (typeof given.scope === "string")
      state.oauth2PermissionGrants.update(grant.id, { scope: scopesOf(given.scope) });
    return noContent;
  }),
  operation("DELETE", `${path}/:id`, (state, request, environment) => {
    state.oauth2PermissionGrants.remove(findGrant(state, request, environment).id);
    return noContent;
  }),
  operation("GET", "/servicePrincipals/:id/oauth2PermissionGrants", (state, request, environment) => {
    const { id } = findServicePrincipal(state, request.params.id ?? "", environment);
    const grants = visibleItems(state.oauth2PermissionGrants, environment).filter(({ clientId }) => clientId === id);
    return listReply(grants, view, request, environment);
  }),
  operation("GET", "/users/:id/oauth2PermissionGrants", (state, request, environment) => {
    const { id } = findUser(state, request.params.id ?? "", environment);
    const grants = visibleItems(state.oauth2PermissionGrants, environment).filter(
      ({ principalId }) => principalId === id,
    );
    return listReply(grants, view, request, environment);
  }),
];

function findGrant(state: SandboxState, request: SandboxRequest, environment: Environment): OAuth2PermissionGrant {
  const { id = "" } = request.params;
  const found = state.oauth2PermissionGrants.get(id);
  if (!found || !isVisible(found, environment)) throw notFound(id);
  return found;
}

function createGrant(state: SandboxState, request: SandboxRequest, environment: Environment): OAuth2PermissionGrant {
  const given = checkedProperties(grantType, objectBody(request));
  const { clientId, resourceId, consentType, principalId = null, scope } = given;
  for (const [name, value] of Object.entries({ clientId, resourceId, consentType })) {
    if (value === undefined || value === null) {
      throw badRequest(`A value is required for property '${name}' of resource '${resource}'.`, name);
    }
  }
  const client = findServicePrincipal(state, String(clientId), environment);
  const api = findServicePrincipal(state, String(resourceId), environment);
  const forOne = consentType === "Principal";
  if (forOne !== isGuid(principalId)) throw invalidValue("principalId", resource);
  const user = forOne ? findUser(state, String(principalId), environment) : undefined;
  const id = grantId(client.id, api.id, user?.id ?? null);
  if (state.oauth2PermissionGrants.get(id)) throw conflict("Permission entry already exists.");
  return state.oauth2PermissionGrants.insert({
    id,
    createdMs: nowMs(environment),
    clientId: client.id,
    consentType: forOne ? "Principal" : "AllPrincipals",
    principalId: user?.id ?? null,
    resourceId: api.id,
    scope: scopesOf(typeof scope === "string" ? scope : ""),
  });
}

/** Separated by one space each. */
function scopesOf(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
