/** Rules about delegated permissions and the accounts that they are for. */
import { findDirectoryRole } from "../../../catalogue/directoryRoles";
import { needsDirectoryRole } from "../../../catalogue/roleDemandingScopes";
import type { TenantDelegatedGrant } from "../../../tenant/model";
import { accountOf } from "../../../tenant/parts";
import type { Facts } from "../facts";
import { adopt, azRest, enterprise, inPortal } from "../remedies";
import type { Adaptation } from "./adaptation";

/**
 * Consent for everyone is right where people use the application themselves, with their own rights. It is told where an application that
 * nobody signs in to has it, and where it reaches what takes an administrator: then it acts with the rights of whichever administrator
 * signs in.
 */
export const delegatedGrantNamesItsUser: Adaptation = (_finding, source, facts) => {
  if (source.kind !== "grant") return undefined;
  const { principal, grant } = source;
  const scopes = scopesOf(grant);
  const demanding = scopes.filter(needsDirectoryRole);
  const application = facts.applicationOf(principal);
  const ownSecret = application !== undefined && facts.canSignIn(application);
  const background = ownSecret && application !== undefined && !facts.peopleSignIn(application);
  const writing = ownSecret ? scopes.filter((scope) => /\.(ReadWrite|Write|Manage)\.All$/.test(scope)) : [];
  const told = demanding.length > 0 ? demanding : background ? scopes.filter((scope) => !isForSignIn(scope)) : writing;
  if (told.length === 0) return undefined;
  const subject = facts.subjectOf(principal);
  return {
    subject,
    severity: demanding.length > 0 ? "high" : "medium",
    message:
      `"${subject.name}" may act for everyone in the tenant: ${told.join(", ")} on ${apiOf(facts, grant)}. ` +
      "A delegated token does what both the application and the person who signed in may: with an administrator's it is theirs, with anyone else's every write ends in 403.",
    evidence: [`granted for all principals: ${scopes.join(" ")} (grant ${grant.id})`],
    remedy: [
      ...(application ? [adopt(subject)] : []),
      enterprise(
        subject,
        "Permissions: revoke the delegated permissions, and grant them for the service account alone",
      ),
      azRest("delete", `/oauth2PermissionGrants/${grant.id}`),
      "Or give it application permissions instead, where the product takes client credentials.",
    ],
  };
};

/** A shared account, or one without the role that its permissions need. */
export const serviceAccountIsDedicated: Adaptation = (finding, source, facts) => {
  const id = source.kind === "user" ? source.user.id : source.kind === "grant" ? source.grant.principalId : undefined;
  const user = id ? facts.user(id) : undefined;
  if (!user) return undefined;
  const lacksRole = finding.message.includes(" has no directory role");
  if (lacksRole && !rolesAreKnown(facts, user)) return undefined;
  const grants = facts.grantsFor(user).filter((grant) => accountOf(grant).length > 0);
  const evidence = grants.map((grant) => {
    const client = facts.principal(grant.clientId);
    return `granted to "${client?.displayName ?? grant.clientId}" for this account: ${grant.scope.trim()} (grant ${grant.id})`;
  });
  return {
    subject: { kind: "user", id: user.id, name: user.userPrincipalName },
    message: lacksRole
      ? `${finding.message} Every write ends in 403 Authorization_RequestDenied, although the permissions are granted.`
      : finding.message,
    evidence: [...evidence, ...(lacksRole ? ["directory roles of the account, also through groups: none"] : [])],
    remedy: lacksRole
      ? [
          `In the portal: ${inPortal} > Users > ${user.userPrincipalName} > Assigned roles: the least role that its permissions need, such as User Administrator`,
          azRest("post", "/roleManagement/directory/roleAssignments", roleBody(user.id)),
          "Or give the application application permissions instead, where the product takes client credentials.",
        ]
      : [
          "Make an account for each integration, with a role of its own, and grant each application its permissions for its account alone.",
          ...grants.map(({ id: grant }) => azRest("delete", `/oauth2PermissionGrants/${grant}`)),
        ],
  };
};

function rolesAreKnown(facts: Facts, user: { readonly groupIds?: readonly string[] }): boolean {
  return facts.wasRead("directory role assignments") && user.groupIds !== undefined;
}

/** User Administrator, the least one that ServiceNow's and Microsoft's pages name for creating users. */
const roleBody = (principalId: string) =>
  JSON.stringify({
    principalId,
    roleDefinitionId: findDirectoryRole("User Administrator")?.templateId,
    directoryScopeId: "/",
  });

const signIn = new Set(["openid", "profile", "email", "offline_access", "User.Read"]);
const isForSignIn = (scope: string) => signIn.has(scope);

const scopesOf = ({ scope }: TenantDelegatedGrant) => scope.split(/\s+/).filter(Boolean);

const apiOf = (facts: Facts, { resourceId }: TenantDelegatedGrant) =>
  facts.principal(resourceId)?.displayName ?? "an API that is not in the tenant";
