import { serviceAccountDisabled, serviceAccountExceedsRole } from "./accounts";
import { azureRoleAboveResourceGroup, namespaceNotRegistered } from "./azure";
import type { AuditCheck } from "./check";
import { credentialEndsSoon, credentialHasEnded, credentialUnused } from "./credentials";
import { licenseConflicts } from "./licenses";
import { disabledPrincipalHoldsRights } from "./principals";

/** In the order in which the documentation shows them. */
export const checks: readonly AuditCheck[] = [
  credentialEndsSoon,
  credentialHasEnded,
  credentialUnused,
  serviceAccountExceedsRole,
  serviceAccountDisabled,
  disabledPrincipalHoldsRights,
  azureRoleAboveResourceGroup,
  namespaceNotRegistered,
  licenseConflicts,
];
