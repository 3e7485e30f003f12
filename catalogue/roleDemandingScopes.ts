/**
 * Delegated permissions whose use takes a directory role of the signed-in user, because they change what ordinary members of the tenant
 * may not. Source: learn.microsoft.com/entra/identity-platform/permissions-consent-overview (a delegated token does what both the
 * application and its user may), and the default rights of members: learn.microsoft.com/entra/fundamentals/users-default-permissions.
 */
const demanding =
  /^(User|Group|GroupMember|Directory|Organization|Device|Domain|RoleManagement|Application|AdministrativeUnit|LicenseAssignment|UserAuthenticationMethod)\..*(Write|AccessAsUser|Manage|EnableDisable|Create|Delete|Revoke)/;

/** @param scope name of a delegated permission of Microsoft Graph, e.g. `User.ReadWrite.All` */
export function needsDirectoryRole(scope: string): boolean {
  return demanding.test(scope);
}
