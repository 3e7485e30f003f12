/** Permissions as rules talk about them. */
import { counterpart, type Permission, permissionById } from "../../catalogue/permissions";
import { signInPermissions } from "../../catalogue/signInPermissions";
import { unknown } from "../model/value";
import type { AccessEntry, DeclaredAccess } from "./access";

/** The permission that an entry means, where the catalogue knows it. */
export function permissionOf({ api }: DeclaredAccess, { id }: AccessEntry): Permission | undefined {
  return api === undefined || id === unknown ? undefined : permissionById(api, id)?.permission;
}

export function isForSignIn(access: DeclaredAccess, entry: AccessEntry): boolean {
  const permission = permissionOf(access, entry);
  return permission?.api === "microsoftGraph" && signInPermissions.has(permission.value);
}

/** The application permission, with a published id, that gives a service what a delegated one gives a person. */
export function applicationCounterpart(
  access: DeclaredAccess,
  entry: AccessEntry,
): (Permission & { application: string }) | undefined {
  const permission = permissionOf(access, entry);
  if (permission === undefined) return undefined;
  const found = counterpart(permission.api, permission.value, "delegated");
  return found?.application === undefined ? undefined : { ...found, application: found.application };
}
