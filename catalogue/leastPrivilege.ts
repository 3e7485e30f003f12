/** The fewest, least privileged permissions for several operations. */
import { findOperation, type GraphOperation, operationAllowed } from "./operations";
import type { PermissionType } from "./permissionIndex";
import { rank } from "./privilegeRank";

/** A request that an integration makes. */
export interface WantedOperation {
  readonly method: string;
  readonly path: string;
  /** For a PATCH: the properties that it changes, so that a permission limited to them may do. */
  readonly properties?: readonly string[];
}

/** What several operations need. */
export interface LeastPrivileges {
  /** The fewest least privileged permissions that allow all operations, ordered by name. */
  readonly permissions: readonly string[];
  /** Operations that no permission of the type allows. */
  readonly impossible: readonly WantedOperation[];
  /** Operations that the catalogue does not know. */
  readonly unknown: readonly WantedOperation[];
}

/**
 * The smallest set of Microsoft Graph permissions of one type for a list of operations: the least privileged permission of each, without
 * those whose operations another chosen one allows as well (who may write users may read them).
 */
export function leastPrivileged(wanted: readonly WantedOperation[], type: PermissionType): LeastPrivileges {
  const unknown: WantedOperation[] = [];
  const impossible: WantedOperation[] = [];
  const known: { want: WantedOperation; operation: GraphOperation }[] = [];
  const chosen = new Set<string>();
  for (const want of wanted) {
    const operation = findOperation(want.method, want.path);
    if (operation === undefined) {
      unknown.push(want);
      continue;
    }
    const names = choices(operation, type, want.properties);
    if (names.length === 0) {
      impossible.push(want);
      continue;
    }
    known.push({ want, operation });
    for (const name of names) chosen.add(name);
  }

  const allowed = (granted: ReadonlySet<string>) =>
    known.every(({ want, operation }) => operationAllowed(operation, type, granted, want.properties));
  // The most powerful first: what remains is the least.
  const byPower = [...chosen].sort((a, b) => rank(b, type, "POST") - rank(a, type, "POST"));
  for (const name of byPower) {
    chosen.delete(name);
    if (!allowed(chosen)) chosen.add(name);
  }
  return { permissions: [...chosen].sort(), impossible, unknown };
}

/** The least privileged permission for one operation, with its companion where one is needed; empty where none allows it. */
function choices(operation: GraphOperation, type: PermissionType, properties: readonly string[] | undefined): string[] {
  const limited = Object.entries(operation.onlyFor ?? {}).find(
    ([name, allowed]) =>
      properties !== undefined &&
      properties.length > 0 &&
      properties.every((property) => allowed.includes(property)) &&
      operation[type].includes(name),
  );
  const least = limited?.[0] ?? (type === "application" ? operation.leastApplication : operation.leastDelegated);
  if (least === undefined) return [];
  const companion = operation.also?.[type]?.[0];
  return companion === undefined ? [least] : [least, companion];
}
