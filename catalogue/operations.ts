/** Microsoft Graph operations: which permission allows which. The data (11,000 rows) is loaded on the first look-up. */

import type { GraphOperation } from "./graphOperation";
import { indexOperations, type OperationIndex } from "./operationIndex";
import type { PermissionType } from "./permissionIndex";

export type { GraphOperation } from "./graphOperation";

let index: OperationIndex | undefined;

/**
 * The operation that a request means. Takes the path as it is called or as a template, with or without version and origin, in any letter
 * case: `/v1.0/users/anna@contoso.com`, `/users/{id}`, `https://graph.microsoft.com/beta/users/1?$select=id`. A namespace-qualified name
 * (`microsoft.graph.assignLicense`), a cast, `$ref`, `$count` and `$value` find the operation that they belong to.
 */
export function findOperation(method: string, path: string): GraphOperation | undefined {
  index ??= indexOperations();
  return index.find(method, path);
}

/** All operations, for listings and tests. */
export function listOperations(): readonly GraphOperation[] {
  index ??= indexOperations();
  return index.list();
}

/**
 * Whether permissions of one type allow an operation.
 *
 * @param properties names of the body's properties of a PATCH: a permission that is limited to some properties
 *   (`User.EnableDisableAccount.All` to `accountEnabled`) allows it only where these are all it changes. Left out: any change.
 */
export function operationAllowed(
  operation: GraphOperation,
  type: PermissionType,
  granted: Iterable<string>,
  properties?: readonly string[],
): boolean {
  const has = new Set(granted);
  const limit = (name: string) => operation.onlyFor?.[name];
  const covers = (name: string) => {
    const allowed = limit(name);
    if (allowed === undefined) return true;
    return properties?.every((property) => property.startsWith("@") || allowed.includes(property)) ?? false;
  };
  const allows = operation[type].some((name) => has.has(name) && covers(name));
  if (allows) {
    const companions = operation.also?.[type];
    return companions === undefined || companions.some((name) => has.has(name));
  }
  // Two limited permissions may cover together what neither does alone.
  if (properties === undefined || properties.length === 0) return false;
  return properties.every(
    (property) =>
      property.startsWith("@") || operation[type].some((name) => has.has(name) && limit(name)?.includes(property)),
  );
}
