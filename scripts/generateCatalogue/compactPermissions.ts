import type { OperationsFile, PermissionsFile } from "./inputForms";

/** `[application id, delegated id, application level, delegated level, types]`; 0 for what is unknown; types: 1 application, 2 delegated. */
export type PermissionRow = [string | 0, string | 0, number, number, number];

export interface CompactPermissions {
  source: string;
  licence: string;
  generator: string;
  resource: string;
  permissions: Record<string, PermissionRow>;
}

export const generatedHeader = (source: string) => ({
  source,
  licence: "MIT, Copyright (c) Microsoft Corporation (microsoftgraph/microsoft-graph-devx-content)",
  generator: "scripts/generateCatalogue.ts",
});

/**
 * The permission table. A permission exists as a type where its id or its privilege level of that type is published. One without any of
 * these exists as what the operations list it as.
 */
export function compactPermissions(file: PermissionsFile, operations: OperationsFile): CompactPermissions {
  const usedAs = new Map<string, number>();
  for (const [, , application, delegated] of operations.operations) {
    for (const [indexes, type] of [
      [application, 1],
      [delegated, 2],
    ] as const) {
      for (const index of indexes) {
        const name = operations.permissions[index] as string;
        usedAs.set(name, (usedAs.get(name) ?? 0) | type);
      }
    }
  }
  const rows = Object.entries(file.permissions).map(([name, entry]): [string, PermissionRow] => {
    const level = entry.privilegeLevel ?? {};
    const published = (entry.application || level.application ? 1 : 0) | (entry.delegated || level.delegated ? 2 : 0);
    const types = published || (usedAs.get(name) ?? 0);
    const id = (value: string | undefined) => value?.toLowerCase() ?? 0;
    return [name, [id(entry.application), id(entry.delegated), level.application ?? 0, level.delegated ?? 0, types]];
  });
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...generatedHeader(file.source),
    resource: file.resource.toLowerCase(),
    permissions: Object.fromEntries(rows),
  };
}
