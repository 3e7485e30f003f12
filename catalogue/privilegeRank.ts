/** Which of several sufficient permissions is the least privileged. */
import type { GraphOperation } from "./graphOperation";
import { findPermission, type PermissionType } from "./permissionIndex";

/** Permissions that reach over the whole directory or tenant, whatever the operation; the last choice. */
const tenantWide = /^(Directory|RoleManagement|Policy)\./;

/**
 * The least privileged permission of a type for an operation: what the data says, unless it is a permission to write for an operation that
 * only reads and the list has its reading counterpart (the data marks one permission for all operations of a path). Where the data says
 * nothing, the narrowest of the list by Microsoft's privilege level.
 */
export function leastOf(
  operation: Pick<GraphOperation, "method" | "application" | "delegated">,
  type: PermissionType,
  given: string | undefined,
): string | undefined {
  const names = operation[type];
  if (given !== undefined && names.includes(given)) {
    if (operation.method !== "GET" || !given.includes("ReadWrite")) return given;
    const resource = given.split(".")[0];
    const reading = [given.replace("ReadWrite", "Read"), `${resource}.Read.All`];
    return reading.find((name) => names.includes(name)) ?? given;
  }
  return [...names].sort((a, b) => rank(a, type, operation.method) - rank(b, type, operation.method))[0];
}

/** Small for narrow permissions. A permission without a published id cannot be granted, so it comes after those with one. */
export function rank(name: string, type: PermissionType, method: string): number {
  const known = findPermission("microsoftGraph", name);
  const level = known?.privilegeLevel?.[type] ?? 3;
  const writes = /Write|Manage|FullControl|Create/.test(name);
  return (
    (known?.[type] === undefined ? 1000 : 0) +
    (tenantWide.test(name) ? 100 : 0) +
    (writes && method === "GET" ? 50 : 0) +
    level * 10 +
    (writes ? 5 : 0)
  );
}
