import { createHash, randomBytes, randomUUID } from "node:crypto";

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: unknown): text is string {
  return typeof text === "string" && guidPattern.test(text);
}

export const newId = randomUUID;

/** The bytes of a GUID in the order in which Entra ID writes them into longer ids. */
function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll("-", ""), "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

function joined(...parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString("base64url");
}

/** Id of a consent to an application permission: the principal and 16 random bytes, as Entra ID makes it. */
export function newAppRoleAssignmentId(principalId: string): string {
  return joined(guidBytes(principalId), randomBytes(16));
}

/** The id that a seeded consent has in every sandbox. */
export function seedAppRoleAssignmentId(principalId: string, appRoleId: string): string {
  return joined(guidBytes(principalId), guidBytes(appRoleId));
}

/** Id of a consent to delegated permissions: client, API and, where it is for one user only, the user. */
export function grantId(clientId: string, resourceId: string, principalId: string | null): string {
  const principal = principalId === null ? [] : [guidBytes(principalId)];
  return joined(guidBytes(clientId), guidBytes(resourceId), ...principal);
}

/** Id of an assignment of a directory role, e.g. `lAPpYvVpN0KRkAEhdxReEJC2sEqbR_9Hr48lds9SGHI-1`. */
export function roleAssignmentId(roleTemplateId: string, principalId: string, directoryScopeId: string): string {
  const unit = /^\/administrativeUnits\/(.+)$/i.exec(directoryScopeId)?.[1];
  const scope = directoryScopeId === "/" ? [] : [isGuid(unit) ? guidBytes(unit) : hash(directoryScopeId)];
  return `${joined(guidBytes(roleTemplateId), guidBytes(principalId), ...scope)}-1`;
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, 16);
}
