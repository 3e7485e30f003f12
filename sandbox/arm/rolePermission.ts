import { roleAllows } from "../../catalogue/azureRoles";

/** One entry of `permissions` of a role definition. */
export interface RolePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions?: readonly string[];
  readonly notDataActions?: readonly string[];
}

/** True where one of the permissions has the action and does not take it away again. */
export function permits(permissions: readonly RolePermission[], action: string): boolean {
  return permissions.some((permission) => roleAllows(permission, action));
}

/** As answers show it: all four lists. */
export function renderPermission({ actions, notActions, dataActions = [], notDataActions = [] }: RolePermission) {
  return { actions, notActions, dataActions, notDataActions };
}
