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
}

/** Admin consent: one app role assignment a permission. Answers them once each consent exists. */
export function consent(
  name: string,
  permissions: readonly GrantedPermission[],
  principalObjectId: pulumi.Input<string>,
  tenant: Tenant,
  { parent, existing, retainOnDelete }: ConsentOptions,
): pulumi.Output<GrantedPermission[]> {
  const granted = permissions.map((permission) => {
    const assignment = new AppRoleAssignment(
      `${name}-consent-${permission.api}-${permission.value}`,
      { appRoleId: permission.id, principalObjectId, resourceObjectId: tenant.apiPrincipal(permission.api) },
      { parent, import: existing?.(permission), retainOnDelete },
    );
    return assignment.appRoleId.apply((id) => ({ ...permission, id }));
  });
  return pulumi.all(granted);
}
