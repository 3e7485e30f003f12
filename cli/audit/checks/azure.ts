import { azureServiceManagement } from "../../../catalogue/apis";
import { type AzureRole, findAzureRole, roleAllows } from "../../../catalogue/azureRoles";
import { productNamespaces } from "../../../catalogue/resourceProviders";
import type { TenantServicePrincipal, TenantSubscription } from "../../../tenant/model";
import type { Facts } from "../facts";
import type { AuditFinding } from "../finding";
import { adopt, azureCli } from "../remedies";
import type { AuditCheck } from "./check";

/** Roles that write, above a resource group. Contributor and those that give roles are judged by `role-assignment-scope`. */
export const azureRoleAboveResourceGroup: AuditCheck = {
  id: "azure-role-above-resource-group",
  finds: "An application holds an Azure role that changes things on a whole subscription or management group.",
  why: "An integration works on one resource group; the role reaches every other one as well.",
  run: (facts) =>
    applicationsIn(facts).flatMap((principal) => {
      const wide = facts.azureRolesOf(principal).filter(({ scope, roleDefinitionId }) => {
        const role = findAzureRole(roleDefinitionId);
        return !isInResourceGroup(scope) && (role === undefined || (changes(role) && !isJudgedByRule(role)));
      });
      if (wide.length === 0) return [];
      const subject = facts.subjectOf(principal);
      return [
        {
          id: azureRoleAboveResourceGroup.id,
          isRule: false,
          severity: "low",
          subject,
          message: `"${principal.displayName}" holds Azure roles above a resource group.`,
          evidence: wide.map(
            ({ roleDefinitionId, scope, id }) =>
              `${findAzureRole(roleDefinitionId)?.name ?? "a role that is not built in or not known"} at ${scope} (${id})`,
          ),
          remedy: [
            "Assign the role on the resource group that it works on, then remove this one:",
            ...wide.map(({ id }) => azureCli(`az role assignment delete --ids ${id}`)),
          ],
        },
      ];
    }),
};

const namespaces = [...new Set(productNamespaces.map(({ namespace }) => namespace))];

/**
 * Which product an application is for is told nowhere. One that is named after it, or that declares Azure Resource Manager as products are
 * told to, needs the namespace; of the others it is only said once a subscription.
 */
export const namespaceNotRegistered: AuditCheck = {
  id: "provider-registered-before-use",
  finds:
    "A subscription is not registered for the namespace that an integration with Contributor on a resource group of it needs.",
  why: 'Its first call ends in 409 MissingSubscriptionRegistration, "The subscription is not registered to use namespace …".',
  run: (facts) =>
    facts.snapshot.subscriptions.flatMap((subscription) =>
      namespaces.flatMap((namespace) => judgeNamespace(facts, subscription, namespace)),
    ),
};

function judgeNamespace(facts: Facts, subscription: TenantSubscription, namespace: string): readonly AuditFinding[] {
  const { providers, subscriptionId, displayName } = subscription;
  if (providers === undefined) return [];
  const state = stateOf(providers, namespace);
  if (state === "Registered") return [];
  const holders = applicationsIn(facts)
    .filter((principal) => facts.azureRolesOf(principal).some(isContributorHere))
    .filter((principal) => !isPipeline(facts, principal));
  const likely = holders.filter((principal) => isLikely(facts, principal, namespace));
  const others = holders.filter((principal) => !likely.includes(principal));
  const remedy = azureCli(`az provider register --namespace ${namespace} --subscription ${subscriptionId} --wait`);
  const seen = `subscription ${displayName ?? subscriptionId} (${subscriptionId}): ${namespace} is ${state}`;
  const evidenceOf = (principal: TenantServicePrincipal) =>
    facts
      .azureRolesOf(principal)
      .filter(isContributorHere)
      .map(({ scope }) => `"${principal.displayName}" holds Contributor on ${scope}`);
  const own = likely.map((principal): AuditFinding => {
    const subject = facts.subjectOf(principal);
    return {
      id: namespaceNotRegistered.id,
      isRule: true,
      severity: "medium",
      subject,
      message: `"${principal.displayName}" works in a subscription that is not registered for ${namespace}: its calls there end in 409 MissingSubscriptionRegistration.`,
      evidence: [seen, ...evidenceOf(principal)],
      remedy: [adopt(subject), remedy],
    };
  });
  if (others.length === 0) return own;
  const together: AuditFinding = {
    id: namespaceNotRegistered.id,
    isRule: true,
    severity: "low",
    subject: { kind: "subscription", id: subscriptionId, name: displayName ?? subscriptionId },
    message: `${others.length} application${others.length === 1 ? " holds" : "s hold"} Contributor on a resource group of a subscription that is not registered for ${namespace}. One that works with it fails there.`,
    evidence: [seen, ...others.flatMap(evidenceOf)],
    remedy: [`Only where one of them uses it. ${remedy}`],
  };
  return [...own, together];

  function isContributorHere({ scope, roleDefinitionId }: { scope: string; roleDefinitionId: string }): boolean {
    const inGroup = new RegExp(`^/subscriptions/${subscriptionId}/resourceGroups/[^/]+/?$`, "i").test(scope);
    const role = findAzureRole(roleDefinitionId);
    return inGroup && role !== undefined && worksIn(role, namespace);
  }
}

/** One that signs in with federated credentials alone deploys from a pipeline, and is no product with a secret. */
function isPipeline(facts: Facts, principal: TenantServicePrincipal): boolean {
  const application = facts.applicationOf(principal);
  const credentials = application ? facts.credentialsOf(application) : [];
  return credentials.length > 0 && credentials.every(({ kind }) => kind === "federated");
}

function isLikely(facts: Facts, principal: TenantServicePrincipal, needed: string): boolean {
  const named = productNamespaces.filter(({ namespace }) => namespace === needed);
  if (named.some(({ name }) => name.test(principal.displayName))) return true;
  const declared = facts.applicationOf(principal)?.requiredResourceAccess ?? [];
  return declared.some(({ resourceAppId }) => resourceAppId.toLowerCase() === azureServiceManagement.appId);
}

function stateOf(providers: Readonly<Record<string, string>>, namespace: string): string {
  const name = Object.keys(providers).find((candidate) => candidate.toLowerCase() === namespace.toLowerCase());
  return (name && providers[name]) ?? "NotRegistered";
}

/** Managed identities have their roles from whatever they belong to. */
function applicationsIn(facts: Facts): readonly TenantServicePrincipal[] {
  return facts.others.filter(({ servicePrincipalType }) => servicePrincipalType !== "ManagedIdentity");
}

/** Contributor, and roles over that namespace alone. */
const worksIn = (role: AzureRole, namespace: string) =>
  role.actions.some((action) => action === "*" || action.toLowerCase().startsWith(`${namespace.toLowerCase()}/`)) &&
  changes(role);

const isInResourceGroup = (scope: string) => /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.test(scope);

const changes = ({ actions }: AzureRole) => actions.some((action) => !/\/read$/i.test(action));

const isJudgedByRule = (role: AzureRole) =>
  role.actions.includes("*") || roleAllows(role, "Microsoft.Authorization/roleAssignments/write");
