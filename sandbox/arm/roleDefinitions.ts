import type { SandboxState } from "../state/state";
import { builtInRoles } from "./builtInRoles";
import { covers, segmentsOf, subscriptionOf } from "./resourceId";
import type { RolePermission } from "./rolePermission";

/** A role of Azure RBAC: built in, or made by a client. */
export interface RoleDefinition {
  /** The GUID. */
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  readonly type: "BuiltInRole" | "CustomRole";
  readonly permissions: readonly RolePermission[];
  readonly assignableScopes: readonly string[];
}

export const customRoleType = "Microsoft.Authorization/roleDefinitions";

/** By resource id at any scope, or by GUID: the GUID alone tells. */
export function findRoleDefinition(state: SandboxState, id: string): RoleDefinition | undefined {
  const name = segmentsOf(id).at(-1)?.toLowerCase();
  return allRoleDefinitions(state).find((definition) => definition.name.toLowerCase() === name);
}

/** Roles that can be assigned at `scope` or below. */
export function roleDefinitionsAt(state: SandboxState, scope: string): RoleDefinition[] {
  return allRoleDefinitions(state).filter(
    ({ type, assignableScopes }) =>
      type === "BuiltInRole" || assignableScopes.some((each) => covers(each, scope) || covers(scope, each)),
  );
}

function allRoleDefinitions(state: SandboxState): RoleDefinition[] {
  const custom = state.armResources.filter((resource) => resource.type === customRoleType);
  return [
    ...builtInRoles,
    ...custom.map(({ name, properties }) => ({ ...(properties as unknown as RoleDefinition), name })),
  ];
}

/** The id under which a role is shown and kept in assignments: that of the subscription where there is one. */
export function roleDefinitionIdAt(scope: string, name: string): string {
  const subscriptionId = subscriptionOf(scope);
  const prefix = subscriptionId === undefined ? "" : `/subscriptions/${subscriptionId}`;
  return `${prefix}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
}
