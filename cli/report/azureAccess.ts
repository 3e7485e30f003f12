import { findAzureRole } from "../../catalogue/azureRoles";
import type { TenantServicePrincipal, TenantSubscription } from "../../tenant/model";
import type { AzureRoleAccess, AzureScope } from "./model";
import type { TenantIndex } from "./tenantIndex";

/** Azure roles of a service principal, an entry for each role. */
export function azureAccess(index: TenantIndex, principal: TenantServicePrincipal): readonly AzureRoleAccess[] {
  const byRole = new Map<string, Map<string, AzureScope>>();
  for (const { assignment, subscription } of index.azureRoles.get(principal.id) ?? []) {
    const role = azureRoleName(assignment.roleDefinitionId);
    const scopes = byRole.get(role) ?? new Map();
    // Every subscription below a management group lists what is assigned to the group.
    scopes.set(assignment.scope.toLowerCase(), azureScope(assignment.scope, subscription));
    byRole.set(role, scopes);
  }
  return [...byRole].map(([role, scopes]) => ({ type: "azureRole", role, scopes: [...scopes.values()] }));
}

/** Name of a built-in role that the catalogue knows, else the id of the definition. */
export function azureRoleName(roleDefinitionId: string): string {
  return findAzureRole(roleDefinitionId)?.name ?? `role ${roleDefinitionId.split("/").at(-1)}`;
}

function azureScope(scope: string, { subscriptionId, displayName }: TenantSubscription): AzureScope {
  const parts = scope.split("/").filter(Boolean);
  const name = parts.at(-1) ?? "/";
  const subscription = displayName ?? subscriptionId;
  if (parts[0]?.toLowerCase() !== "subscriptions") return { kind: "management group", name, id: scope };
  if (parts.length === 2) return { kind: "subscription", name: subscription, id: scope };
  const kind = parts.length === 4 && parts[2]?.toLowerCase() === "resourcegroups" ? "resource group" : "resource";
  return { kind, name, subscription, id: scope };
}
