/** Permissions by id, and what the application permission to a delegated one is. */
import type { ApiName } from "../../catalogue/apis";
import { findPermission, type Permission, permissionById } from "../../catalogue/permissions";

/**
 * Delegated permissions that only sign a person in or read that person's own profile. The portal adds User.Read to every new application; a
 * background service loses nothing by not having them.
 */
const signInPermissions = new Set(["openid", "profile", "email", "offline_access", "User.Read"]);

export function isSignInPermission(permission: Permission): boolean {
  return permission.api === "microsoftGraph" && signInPermissions.has(permission.value);
}

/** The application permission that gives a service what this delegated one gives a person. */
export function applicationCounterpart(api: ApiName, delegatedId: string): Permission | undefined {
  const found = permissionById(api, delegatedId)?.permission;
  if (found === undefined) return undefined;
  if (found.application !== undefined) return found;
  const wider = findPermission(api, `${found.value}.All`);
  return wider?.application === undefined ? undefined : wider;
}
