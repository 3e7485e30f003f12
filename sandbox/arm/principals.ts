import type { Environment } from "../operation";
import type { SandboxState } from "../state/state";
import { armError, badRequestFormat } from "./errors";
import { isGuid, withoutDashes } from "./guid";

type PrincipalType = "ServicePrincipal" | "User" | "Group";

/**
 * The type of a role assignment's principal. Without a `stated` type the authorization service looks the principal up
 * in a copy of the directory: one younger than the replication delay is not found there. A stated type spares that.
 */
export function resolvePrincipalType(
  state: SandboxState,
  environment: Environment,
  principalId: string,
  stated: string | undefined,
): PrincipalType {
  if (!isGuid(principalId)) throw badRequestFormat();
  const found = findPrincipal(state, principalId);
  if (!found && state.applications.get(principalId)) {
    throw armError(
      400,
      "PrincipalTypeNotSupported",
      "Principals of type Application cannot validly be used in role assignments.",
    );
  }
  const isReplicated =
    found && environment.clock.now().getTime() - found.createdMs >= environment.faults.replicationDelay();
  if (!found || (stated === undefined && !isReplicated)) throw principalNotFound(state, principalId);
  if (stated !== undefined && stated.toLowerCase() !== found.type.toLowerCase()) {
    throw armError(
      400,
      "UnmatchedPrincipalType",
      // The service's own spelling.
      `The PrincipalId '${withoutDashes(principalId)}' has type '${found.type}' , which is different from specified PrinciaplType '${stated}'.`,
    );
  }
  return found.type;
}

function findPrincipal(
  state: SandboxState,
  id: string,
): { readonly type: PrincipalType; readonly createdMs: number } | undefined {
  const kinds = [
    ["ServicePrincipal", state.servicePrincipals.get(id)],
    ["User", state.users.get(id)],
    ["Group", state.groups.get(id)],
  ] as const;
  for (const [type, principal] of kinds) if (principal) return { type, createdMs: principal.createdMs };
  return undefined;
}

function principalNotFound(state: SandboxState, principalId: string) {
  return armError(
    400,
    "PrincipalNotFound",
    `Principal ${withoutDashes(principalId)} does not exist in the directory ${state.tenantId}. ` +
      "Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, " +
      "this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, " +
      "such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype",
  );
}
