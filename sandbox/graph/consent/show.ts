import type { AppRoleAssignment, OAuth2PermissionGrant } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { findEntry } from "../references";
import type { Body } from "../schema/body";

/** Consent to an application permission, as Graph shows it: with the names of both sides. */
export function showAssignment(assignment: AppRoleAssignment, state: SandboxState): Body {
  const { id, appRoleId, createdDateTime, principalId, principalType, resourceId } = assignment;
  return {
    id,
    deletedDateTime: null,
    appRoleId,
    createdDateTime,
    principalDisplayName: findEntry(state, principalId)?.object.displayName ?? null,
    principalId,
    principalType,
    resourceDisplayName: state.servicePrincipals.get(resourceId)?.displayName ?? null,
    resourceId,
  };
}

/** Consent to delegated permissions, as Graph shows it. */
export function showGrant({ clientId, consentType, id, principalId, resourceId, scope }: OAuth2PermissionGrant): Body {
  return { clientId, consentType, id, principalId, resourceId, scope };
}
