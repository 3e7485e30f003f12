import type { User } from "../state/entities";
import type { Client } from "./client";
import type { SignInCall } from "./context";
import { refusals } from "./errors";
import { type Resource, same } from "./resource";
import type { RequestedScope } from "./scope";
import { userRefusals } from "./userErrors";

/** Values of the app roles of a resource that were consented to a client: the claim `roles`. @throws SignInError 501051 */
export function consentedRoles(call: SignInCall, client: Client, resource: Resource): string[] {
  const assignments = call.state.appRoleAssignments.filter(
    (assignment) =>
      same(assignment.principalId, client.servicePrincipal.id) &&
      same(assignment.resourceId, resource.servicePrincipal.id) &&
      hasArrived(call, assignment),
  );
  if (assignments.length === 0 && resource.servicePrincipal.properties.appRoleAssignmentRequired === true) {
    const { appId, displayName } = resource.servicePrincipal;
    throw refusals.notAssigned(client.clientId, client.name, appId, displayName);
  }
  const roles = assignments.flatMap((assignment) =>
    resource.servicePrincipal.appRoles
      .filter((role) => same(role.id, assignment.appRoleId) && role.isEnabled !== false && role.value)
      .map((role) => role.value ?? ""),
  );
  return [...new Set(roles)].sort();
}

/**
 * Delegated permissions of a resource that were consented to a client, for everyone or for this user: the claim `scp`.
 * @throws SignInError 650053 for a permission that the resource lacks, 65001 for one that was not consented.
 */
export function consentedScopes(
  call: SignInCall,
  client: Client,
  resource: Resource,
  requested: RequestedScope,
  user: User,
): string[] {
  const { oauth2PermissionScopes, displayName } = resource.servicePrincipal;
  for (const permission of requested.permissions) {
    if (!oauth2PermissionScopes.some((scope) => same(scope.value, permission))) {
      throw userRefusals.unknownScope(client.name, permission, displayName);
    }
  }
  const grants = call.state.oauth2PermissionGrants.filter(
    (grant) =>
      same(grant.clientId, client.servicePrincipal.id) &&
      same(grant.resourceId, resource.servicePrincipal.id) &&
      (grant.consentType === "AllPrincipals" || same(grant.principalId ?? "", user.id)) &&
      hasArrived(call, grant),
  );
  const consented = [...new Set(grants.flatMap((grant) => grant.scope.split(/\s+/).filter((scope) => scope !== "")))];
  const missing = requested.permissions.some((permission) => !consented.some((scope) => same(scope, permission)));
  if (missing || consented.length === 0) throw userRefusals.notConsented(client.clientId, client.name);
  return consented;
}

/** A consent takes a while until new tokens carry it. */
function hasArrived(call: SignInCall, consent: { readonly createdMs: number }): boolean {
  const { consentDelay } = call.faults;
  return consentDelay === 0 || call.now.getTime() - consent.createdMs >= consentDelay;
}
