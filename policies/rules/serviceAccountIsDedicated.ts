import { needsDirectoryRole } from "../../catalogue/roleDemandingScopes";
import { graphLookUp } from "../exampleParts";
import { isTenantWide } from "../facts/directoryRoles";
import {
  claimsOf,
  clientsOf,
  grantsForSomebody,
  hasUnknownClaims,
  hasUnknownClient,
  rolesOf,
  type ServiceAccount,
  serviceAccounts,
} from "../facts/serviceAccounts";
import { displayName } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { defineRule, type Finding } from "../rule";

export const serviceAccountIsDedicated = defineRule({
  name: "service-account-is-dedicated",
  demand: "A service account serves one integration, and has the directory role that its permissions need.",
  severity: "high",
  why: "A delegated token may do what both the application's permissions and the account's role allow. Without the role every write ends in 403 Authorization_RequestDenied; an account of several integrations gives each the rights of all.",
  remedy:
    "Make an account for each integration and assign it the least directory role, such as User Administrator, limited to an administrative unit where possible.",
  source: "https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview",
  examples: {
    bad: `${graphLookUp}resources:
  account:
    type: azuread:User
    properties: { userPrincipalName: svc-servicenow@contoso.com, displayName: ServiceNow }
  grant:
    type: azuread:ServicePrincipalDelegatedPermissionGrant
    properties:
      servicePrincipalObjectId: <object-id>
      resourceServicePrincipalObjectId: \${graph.objectId}
      userObjectId: \${account.objectId}
      claimValues: [User.ReadWrite.All]
`,
    good: `${graphLookUp}resources:
  account:
    type: azuread:User
    properties: { userPrincipalName: svc-servicenow@contoso.com, displayName: ServiceNow }
  role:
    type: azuread:DirectoryRole
    properties: { displayName: User Administrator }
  assignment:
    type: azuread:DirectoryRoleAssignment
    properties:
      roleId: \${role.templateId}
      principalObjectId: \${account.objectId}
  grant:
    type: azuread:ServicePrincipalDelegatedPermissionGrant
    properties:
      servicePrincipalObjectId: <object-id>
      resourceServicePrincipalObjectId: \${graph.objectId}
      userObjectId: \${account.objectId}
      claimValues: [User.ReadWrite.All]
`,
  },
  settings: {
    scopedRoles: {
      type: "boolean",
      description: "Whether the directory roles of service accounts must be limited to an administrative unit.",
      default: false,
    },
  },
  stack: (stack, { settings }) => [
    ...serviceAccounts(stack).flatMap((account) => [
      ...judgeClients(stack, account),
      ...judgeRoles(stack, account, settings.scopedRoles),
    ]),
    ...judgeUnknown(stack),
  ],
});

/** A grant for an account that is not known yet is one more integration of another grant's account, or not. */
function judgeUnknown(stack: StackView): readonly Finding[] {
  if (stack.declared(types.delegatedPermissionGrant).length < 2) return [];
  return grantsForSomebody(stack).map(({ urn, name }) => ({
    urn,
    message: `"${name}" is for an account that may serve another integration.`,
    missing: "userObjectId",
  }));
}

function judgeClients(stack: StackView, account: ServiceAccount): readonly Finding[] {
  const clients = clientsOf(stack, account);
  if (clients.size < 2) {
    if (account.grants.length < 2 || !hasUnknownClient(stack, account)) return [];
    const message = `Account ${account.name} may serve more than one integration.`;
    return [{ urn: urnOf(account), message, missing: "servicePrincipalObjectId" }];
  }
  const names = [...clients.values()].map((client) => `"${displayName(client)}"`).join(", ");
  return [{ urn: urnOf(account), message: `Account ${account.name} serves ${clients.size} integrations: ${names}.` }];
}

/** Roles are judged where the account is part of the program; those of an account outside of it are not seen. */
function judgeRoles(stack: StackView, account: ServiceAccount, scopedRoles: boolean): readonly Finding[] {
  const { user, name } = account;
  if (user === undefined || !stack.declared(types.user).includes(user)) return [];
  const roles = rolesOf(stack, user);
  const demanding = claimsOf(account).filter((claim) => needsDirectoryRole(claim));
  if (roles.length === 0 && demanding.length > 0) {
    return [{ urn: user.urn, message: `Account ${name} has no directory role, which ${demanding.join(", ")} need.` }];
  }
  if (roles.length === 0 && hasUnknownClaims(account)) {
    const message = `Account ${name} has no directory role, which its permissions may need.`;
    return [{ urn: user.urn, message, missing: "claimValues" }];
  }
  if (!scopedRoles) return [];
  return roles
    .filter(isTenantWide)
    .map((role) => ({ urn: user.urn, message: `Account ${name} has a role in the whole directory ("${role.name}").` }));
}

const urnOf = ({ user, grants }: ServiceAccount) => user?.urn ?? grants[0]?.urn;
