/** Names of permissions in a text. */
import { type ApiName, apiNames } from "../../catalogue/apis";
import { findPermission } from "../../catalogue/permissions";

const shape = /\b[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)*(?:\.[A-Z][A-Za-z]+){1,3}\b/g;

/** Permissions of Microsoft Graph and the Defender APIs that the text names, by their canonical names. */
export function readPermissions(line: string): string[] {
  const found = new Set<string>();
  for (const [name] of line.matchAll(shape)) {
    const known = findPermissionAnywhere(name);
    if (known) found.add(known.value);
    if (found.size >= 40) break;
  }
  return [...found];
}

export function findPermissionAnywhere(name: string): { readonly api: ApiName; readonly value: string } | undefined {
  for (const api of apiNames) {
    const known = findPermission(api, name);
    if (known?.value.includes(".")) return known;
  }
  return undefined;
}
