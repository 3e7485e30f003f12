import type { ApiName } from "../catalogue/apis";
import {
  type ApplicationPermission,
  type DelegatedPermission,
  findPermission,
  type PermissionType,
} from "../catalogue/permissions";

/** An application permission, by the name that Microsoft gives it, on one API: `SecurityIncident.Read.All` on `microsoftGraph`. */
export type ApplicationPermissionRef = {
  [Api in ApiName]: { readonly api: Api; readonly value: ApplicationPermission<Api> };
}[ApiName];

/** A delegated permission (scope), by the name that Microsoft gives it, on one API. */
export type DelegatedPermissionRef = {
  [Api in ApiName]: { readonly api: Api; readonly value: DelegatedPermission<Api> };
}[ApiName];

/** A permission with the id of its app role, or of its scope. */
export interface GrantedPermission {
  readonly api: ApiName;
  readonly value: string;
  readonly id: string;
}

/** Adds the ids. A name that does not exist as this type has been reported before; the same permission twice is one. */
export function withIds(
  permissions: readonly { readonly api: ApiName; readonly value: string }[],
  type: PermissionType,
): GrantedPermission[] {
  const known = new Map<string, GrantedPermission>();
  for (const { api, value } of permissions) {
    const permission = findPermission(api, value);
    const id = permission?.[type];
    if (permission && id) known.set(`${api}/${permission.value}`, { api, value: permission.value, id });
  }
  return [...known.values()];
}

/** Groups permissions by API, in their order. */
export function byApi(permissions: readonly GrantedPermission[]): [ApiName, GrantedPermission[]][] {
  const groups = new Map<ApiName, GrantedPermission[]>();
  for (const permission of permissions) {
    groups.set(permission.api, [...(groups.get(permission.api) ?? []), permission]);
  }
  return [...groups];
}
