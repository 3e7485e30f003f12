import { byKey, grouped } from "../../tenant/indexed";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantAzureRoleAssignment,
  TenantCredentialUse,
  TenantDelegatedGrant,
  TenantDirectoryRoleAssignment,
  TenantServicePrincipal,
  TenantSnapshot,
  TenantSubscription,
  TenantUser,
} from "../../tenant/model";

/** A snapshot by what one looks things up by, so that a large tenant is gone through once. */
export interface TenantIndex {
  readonly snapshot: TenantSnapshot;
  /** By client id, in lower case. */
  readonly applications: ReadonlyMap<string, TenantApplication>;
  /** By object id. */
  readonly servicePrincipals: ReadonlyMap<string, TenantServicePrincipal>;
  /** By client id, in lower case. */
  readonly servicePrincipalsOfApps: ReadonlyMap<string, TenantServicePrincipal>;
  readonly users: ReadonlyMap<string, TenantUser>;
  /** By object id of who holds it. */
  readonly consents: Groups<TenantAppRoleAssignment>;
  readonly grants: Groups<TenantDelegatedGrant>;
  readonly directoryRoles: Groups<TenantDirectoryRoleAssignment>;
  readonly azureRoles: Groups<{
    readonly assignment: TenantAzureRoleAssignment;
    readonly subscription: TenantSubscription;
  }>;
  /** By client id. */
  readonly uses: Groups<TenantCredentialUse>;
}

type Groups<T> = ReadonlyMap<string, readonly T[]>;

export function indexTenant(snapshot: TenantSnapshot): TenantIndex {
  return {
    snapshot,
    applications: byKey(snapshot.applications, ({ appId }) => appId.toLowerCase()),
    servicePrincipals: byKey(snapshot.servicePrincipals, ({ id }) => id),
    servicePrincipalsOfApps: byKey(snapshot.servicePrincipals, ({ appId }) => appId.toLowerCase()),
    users: byKey(snapshot.users, ({ id }) => id),
    consents: grouped(snapshot.appRoleAssignments, ({ principalId }) => principalId),
    grants: grouped(snapshot.delegatedGrants, ({ clientId }) => clientId),
    directoryRoles: grouped(snapshot.directoryRoleAssignments, ({ principalId }) => principalId),
    azureRoles: grouped(
      snapshot.subscriptions.flatMap((subscription) =>
        subscription.roleAssignments.map((assignment) => ({ assignment, subscription })),
      ),
      ({ assignment }) => assignment.principalId,
    ),
    uses: grouped(snapshot.credentialUses, ({ appId }) => appId.toLowerCase()),
  };
}
