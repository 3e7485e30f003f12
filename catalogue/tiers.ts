/**
 * Application permissions of Microsoft Graph that amount to control of the tenant.
 *
 * Source: the tier-0 list of github.com/emiliensocchi/azure-tiering ("Microsoft Graph application permissions"), which records the shortest
 * known attack path of each; reasons in our own words. The source also puts permissions in tier 0 whose path needs something
 * that a tenant may or may not have, such as a group with an Azure role: these are `conditionalTierZero` here, because every provisioning
 * integration needs some of them (User.ReadWrite.All and GroupMember.ReadWrite.All are what ServiceNow's own instructions ask for), and a
 * rule that flags every integration protects none.
 */

export interface TierZeroPermission {
  /** Microsoft Graph application permission. */
  readonly value: string;
  /** `direct`: its holder can make itself Global Administrator alone. `indirect`: through another principal, a device or a setting. */
  readonly path: "direct" | "indirect";
  /** What its holder can do: a clause that completes "whoever holds it …". */
  readonly reason: string;
}

const direct = (value: string, reason: string): TierZeroPermission => ({ value, path: "direct", reason });
const indirect = (value: string, reason: string): TierZeroPermission => ({ value, path: "indirect", reason });

export const tierZero: readonly TierZeroPermission[] = [
  direct("RoleManagement.ReadWrite.Directory", "can assign Global Administrator to any principal, itself included"),
  direct(
    "RoleAssignmentSchedule.ReadWrite.Directory",
    "can assign Global Administrator through Privileged Identity Management",
  ),
  indirect(
    "RoleEligibilitySchedule.ReadWrite.Directory",
    "can make an account eligible for Global Administrator and activate it",
  ),
  indirect(
    "RoleManagementPolicy.ReadWrite.Directory",
    "can remove approval and multifactor authentication from role activation",
  ),
  indirect(
    "AppRoleAssignment.ReadWrite.All",
    "can consent to any permission for itself, RoleManagement.ReadWrite.Directory included",
  ),
  indirect(
    "Application.ReadWrite.All",
    "can add a secret to any application and act with that application's permissions",
  ),
  indirect(
    "Application.ReadUpdate.All",
    "can add a secret to any application and act with that application's permissions",
  ),
  indirect(
    "Directory.ReadWrite.All",
    "can change members of groups that carry rights, and credentials of applications",
  ),
  indirect("Policy.ReadWrite.PermissionGrant", "can write a policy that lets it consent to any permission for itself"),
  indirect("Domain.ReadWrite.All", "can federate a domain and sign in as any user, Global Administrators included"),
  indirect(
    "Organization.ReadWrite.All",
    "can add a trusted certificate authority and sign in as any user where certificates are accepted",
  ),
  direct(
    "UserAuthenticationMethod.ReadWrite.All",
    "can issue a Temporary Access Pass for any user, Global Administrators included",
  ),
  indirect("Policy.ReadWrite.AuthenticationMethod", "can enable Temporary Access Passes for the whole tenant"),
  direct("Policy.ReadWrite.ConditionalAccess", "can lock every administrator out of the tenant"),
  direct(
    "PrivilegedAccess.ReadWrite.AzureADGroup",
    "can become a member of a group that is assigned Global Administrator",
  ),
  direct(
    "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup",
    "can become a member of a group that is assigned Global Administrator",
  ),
  indirect(
    "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup",
    "can become eligible for a group that is assigned Global Administrator",
  ),
  indirect(
    "RoleManagementPolicy.ReadWrite.AzureADGroup",
    "can remove approval from the activation of privileged group memberships",
  ),
  direct(
    "PrivilegedAccess.ReadWrite.AzureAD",
    "could assign directory roles in older versions of Privileged Identity Management",
  ),
  indirect(
    "PrivilegedAccess.ReadWrite.AzureResources",
    "could assign Azure roles in older versions of Privileged Identity Management",
  ),
  indirect(
    "EntitlementManagement.ReadWrite.All",
    "can give itself an access package that leads to Global Administrator",
  ),
  indirect("DelegatedAdminRelationship.ReadWrite.All", "can act as administrator in the tenants of customers"),
  indirect(
    "OnPremDirectorySynchronization.ReadWrite.All",
    "can change how on-premises identities are taken over (not researched further)",
  ),
  indirect(
    "Synchronization.ReadWrite.All",
    "can change what provisioning writes into the directory (not researched further)",
  ),
];

/** In tier 0 of the source, but only where the tenant has groups, devices or restricted units that make a path of it. */
export const conditionalTierZero: readonly TierZeroPermission[] = [
  indirect("User.ReadWrite.All", "can edit properties that decide membership of dynamic groups"),
  indirect("GroupMember.ReadWrite.All", "can join groups that carry Azure roles or sign-in to other products"),
  indirect("Group.ReadWrite.All", "can join groups that carry Azure roles or sign-in to other products"),
  indirect("Application.ReadWrite.OwnedBy", "can act with the permissions of the applications that it owns"),
  indirect(
    "AdministrativeUnit.ReadWrite.All",
    "can take accounts out of the protection of a restricted administrative unit",
  ),
  indirect("DeviceManagementConfiguration.ReadWrite.All", "can run commands on the managed device of an administrator"),
  indirect("DeviceManagementRBAC.ReadWrite.All", "can give itself Intune roles that run commands on managed devices"),
  indirect("DeviceManagementScripts.ReadWrite.All", "can run scripts on the managed device of an administrator"),
];

/** The tier-0 entry of a Microsoft Graph application permission, in any letter case; undefined when it is not of tier 0. */
export function findTierZero(value: string): TierZeroPermission | undefined {
  const wanted = value.toLowerCase();
  return tierZero.find((permission) => permission.value.toLowerCase() === wanted);
}

/** Where the classification comes from. */
export const tierSource = "https://github.com/emiliensocchi/azure-tiering";
