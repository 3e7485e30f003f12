import { createHash } from "node:crypto";

/**
 * A GUID that is the same in every sandbox for the same kind and name, and belongs to no real object.
 *
 * @param kind what the id is of, e.g. `servicePrincipal`
 * @param name what the object is called, e.g. `Microsoft Graph`
 */
export function seedId(kind: string, name: string): string {
  const hex = createHash("sha256").update(`entra-integrations sandbox/${kind}/${name}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
