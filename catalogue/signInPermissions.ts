/**
 * Delegated permissions of Microsoft Graph that only sign a person in, keep them signed in, or read that person's own profile. The portal adds User.Read
 * to every new application; a background service loses nothing by not having them.
 */
export const signInPermissions: ReadonlySet<string> = new Set([
  "openid",
  "profile",
  "email",
  "offline_access",
  "User.Read",
]);
