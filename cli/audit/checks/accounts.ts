import { type DirectoryRoleName, directoryRoleById, rolesThatAllow } from "../../../catalogue/directoryRoles";
import { listOperations } from "../../../catalogue/operations";
import { accountOf } from "../../../tenant/parts";
import type { Facts } from "../facts";
import { azRest, inPortal } from "../remedies";
import type { AuditCheck } from "./check";

/** Roles of which nothing that the account's permissions allow makes use. Global Administrator is a rule's business. */
export const serviceAccountExceedsRole: AuditCheck = {
  id: "service-account-exceeds-role",
  finds: "A service account holds a directory role that none of its permissions makes use of.",
  why: "Whoever gets hold of the account has the role, whatever the application may do.",
  run: (facts) =>
    facts.snapshot.users.flatMap((user) => {
      const scopes = scopesOf(facts, user.id);
      const useful = new Set(scopes.flatMap(rolesFor));
      const surplus = facts.directoryRolesOf(user).flatMap((assignment) => {
        const role = directoryRoleById(assignment.roleDefinitionId);
        return role && !useful.has(role.name) && !judgedByRule.has(role.name) ? [{ role, assignment }] : [];
      });
      if (surplus.length === 0) return [];
      const names = surplus.map(({ role }) => role.name);
      return [
        {
          id: serviceAccountExceedsRole.id,
          isRule: false,
          severity: surplus.some(({ role }) => role.privileged) ? "high" : "medium",
          subject: { kind: "user", id: user.id, name: user.userPrincipalName },
          message: `The service account ${user.userPrincipalName} holds ${names.join(", ")}, which its permissions (${scopes.join(", ")}) make no use of.`,
          evidence: surplus.map(
            ({ role, assignment }) =>
              `directory role ${role.name} at ${assignment.directoryScopeId} (${assignment.id})`,
          ),
          remedy: [
            `In the portal: ${inPortal} > Users > ${user.userPrincipalName} > Assigned roles: remove ${names.join(", ")}`,
            ...surplus.map(({ assignment }) =>
              azRest("delete", `/roleManagement/directory/roleAssignments/${assignment.id}`),
            ),
          ],
        },
      ];
    }),
};

export const serviceAccountDisabled: AuditCheck = {
  id: "service-account-disabled",
  finds: "An application is granted delegated permissions for an account that is disabled.",
  why: "No token is issued for the account: the integration stands still, with AADSTS50057.",
  run: (facts) =>
    facts.snapshot.users
      .filter(({ accountEnabled }) => accountEnabled === false)
      .map((user) => ({
        id: serviceAccountDisabled.id,
        isRule: false,
        severity: "medium",
        subject: { kind: "user", id: user.id, name: user.userPrincipalName },
        message: `The service account ${user.userPrincipalName} is disabled, and applications are still granted permissions for it.`,
        evidence: facts
          .grantsFor(user)
          .filter((grant) => accountOf(grant).length > 0)
          .map(
            ({ clientId, scope, id }) =>
              `granted to "${facts.principal(clientId)?.displayName ?? clientId}": ${scope.trim()} (grant ${id})`,
          ),
        remedy: [
          `In the portal: ${inPortal} > Users > ${user.userPrincipalName}: enable the account if the integration is in use; else remove the grants`,
        ],
      })),
};

const judgedByRule: ReadonlySet<DirectoryRoleName> = new Set([
  "Global Administrator",
  "Privileged Role Administrator",
  "Privileged Authentication Administrator",
]);

/** Delegated permissions that applications have for the account alone. */
function scopesOf(facts: Facts, userId: string): string[] {
  const scopes = facts.grantsFor({ id: userId }).flatMap(({ scope }) => scope.split(/\s+/).filter(Boolean));
  return [...new Set(scopes)];
}

const known = new Map<string, readonly DirectoryRoleName[]>();

/** Roles without which something that a delegated permission allows is refused. */
function rolesFor(scope: string): readonly DirectoryRoleName[] {
  const present = known.get(scope);
  if (present) return present;
  const roles = listOperations()
    .filter(({ delegated }) => delegated.includes(scope))
    .flatMap(({ method, path }) => rolesThatAllow(method, path) ?? []);
  const found = [...new Set(roles)];
  known.set(scope, found);
  return found;
}
