import { AppRoleAssignment } from "@pulumi/azuread/appRoleAssignment";
import * as pulumi from "@pulumi/pulumi";
import type { GrantedPermission } from "./permissions";
import type { Tenant } from "./tenant";

export interface ConsentOptions {
  readonly parent: pulumi.Resource;
  /** Id of a consent that the tenant holds already, `/servicePrincipals/{api}/appRoleAssignedTo/{id}`: it is adopted. */
  readonly existing?: (permission: GrantedPermission) => string | undefined;
  /** Leaves the consents in place when the stack is destroyed. @default false */
  readonly retainOnDelete?: boolean;
  /** Ids of consents that were there before the stack: they are left in place when it is destroyed. */
  readonly existed?: ReadonlySet<string>;
}

/** Admin consent: one app role assignment a permission. Answers them once each consent exists. */
export function consent(
  name: string,
  permissions: readonly GrantedPermission[],
  principalObjectId: pulumi.Input<string>,
  tenant: Tenant,
  { parent, existing, retainOnDelete, existed }: ConsentOptions,
): pulumi.Output<GrantedPermission[]> {
  const granted = permissions.map((permission) => {
    const id = existing?.(permission);
    const assignment = new AppRoleAssignment(
      consentName(name, permission),
      { appRoleId: permission.id, principalObjectId, resourceObjectId: tenant.apiPrincipal(permission.api) },
      { parent, import: id, retainOnDelete: retainOnDelete || (id !== undefined && existed?.has(id)) },
    );
    return assignment.appRoleId.apply((id) => ({ ...permission, id }));
  });
  return pulumi.all(granted);
}

/** Name of the resource that is the consent to a permission. */
export function consentName(name: string, { api, value }: Pick<GrantedPermission, "api" | "value">): string {
  return `${name}-consent-${api}-${value}`;
}
