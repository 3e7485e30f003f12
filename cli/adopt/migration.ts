import { findAzureRole } from "../../catalogue/azureRoles";
import type { AccountEvidence, AzureRoleEvidence, DirectoryRoleEvidence, Evidence } from "../../integrations/evidence";
import type { Integration } from "../../integrations/integration";
import type { Decision } from "./decide";

/** An application on its way into a stack: what all files of `adopt` are written from. */
export interface Migration {
  /** Name of the integration. */
  readonly name: string;
  readonly integration: Integration;
  /** What it was recognised by, a clause each. */
  readonly because: readonly string[];
  readonly remarks: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly evidence: Evidence;
  readonly decision: Decision;
  /** The service account, where the integration works with one that exists. */
  readonly account?: AccountEvidence;
  /** Its assignment to the role that it needs, in the whole directory. */
  readonly accountRole?: DirectoryRoleEvidence;
  /** Azure roles on the integration's resource group that it needs. */
  readonly azureAssignments: readonly AzureRoleEvidence[];
  /** Azure roles beside those. */
  readonly azureOthers: readonly AzureRoleEvidence[];
}

/** The account's assignment to the needed role. One that is limited to an administrative unit is another. */
export function roleOf(account: AccountEvidence | undefined, wanted: string | undefined) {
  return account?.roles.find(({ name, scope }) => name === wanted && scope === "/");
}

/** Azure roles that the component declares, by the name that the options give them, and the others. */
export function splitAzureRoles({ azureRoles }: Evidence, { needs }: Pick<Decision, "needs">) {
  const { azure } = needs;
  const scope = azure && `/subscriptions/${azure.subscriptionId}/resourceGroups/${azure.resourceGroup}`.toLowerCase();
  const same = (role: string, other: string) =>
    (findAzureRole(role)?.id ?? role) === (findAzureRole(other)?.id ?? other);
  const azureAssignments = (azure?.roles ?? []).flatMap((role) => {
    const found = azureRoles.find((one) => one.scope.toLowerCase() === scope && same(one.role, role));
    return found ? [{ ...found, role }] : [];
  });
  const ids = new Set(azureAssignments.map(({ id }) => id));
  return { azureAssignments, azureOthers: azureRoles.filter(({ id }) => !ids.has(id)) };
}

/** Import ids. */
export const roleAssignmentId = (id: string) => `/roleManagement/directory/roleAssignments/${id}`;
export const grantId = (id: string) => `/oauth2PermissionGrants/${id}`;

/** Something that was there before, as `pulumi import` and the option `imported.existed` name it. */
export interface Existed {
  readonly id: string;
  readonly what: string;
}

/** All that comes into the stack and stays when the stack goes. */
export function existedBefore(migration: Migration): Existed[] {
  const { evidence, decision, account, accountRole, azureAssignments } = migration;
  return [
    ...(evidence.principal
      ? [{ id: `/servicePrincipals/${evidence.principal.objectId}`, what: "its service principal" }]
      : []),
    ...decision.imported.map(({ importId, apiName, value, id }) => ({
      id: importId,
      what: `consent to ${value ?? id} on ${apiName}`,
    })),
    ...(account ? [{ id: `/users/${account.objectId}`, what: account.userPrincipalName }] : []),
    ...(accountRole
      ? [{ id: roleAssignmentId(accountRole.assignmentId), what: `${accountRole.name} of that account` }]
      : []),
    ...decision.accountGrants.map((grant) => ({
      id: grantId(grant.id),
      what: `grant of ${grant.scopes.join(", ")} on ${grant.apiName}`,
    })),
    ...azureAssignments.map(({ id, role, scope }) => ({ id, what: `${role} on ${scope.split("/").pop()}` })),
  ];
}
