/** What an application declares, and what was consented. */
import { type ApiName, apiByAppId } from "../../../catalogue/apis";
import { type PermissionType, permissionByIdAnywhere } from "../../../catalogue/permissions";
import type { LiveReader } from "../../look";
import type { App } from "./application";
import { key } from "./paths";

export interface Declared {
  readonly api: ApiName;
  readonly value: string;
  readonly type: PermissionType;
}

/** Consent to an application permission. */
export interface Consented {
  readonly api: ApiName;
  readonly value: string;
  /** ISO 8601. */
  readonly since: string | null;
}

/** Consent to delegated permissions. */
export interface Grant {
  /** Object id of the one user; null for all. */
  readonly user: string | null;
  readonly scopes: readonly string[];
}

/** API permissions of an app registration, those that the catalogue knows. Empty for an application of another tenant. */
export function declaredOf({ registration }: App): Declared[] {
  return (registration?.requiredResourceAccess ?? []).flatMap(({ resourceAppId, resourceAccess }) => {
    const api = apiByAppId(resourceAppId);
    return resourceAccess.flatMap(({ id, type }) => {
      const known = permissionByIdAnywhere(id);
      if (!api || !known) return [];
      return [{ api, value: known.permission.value, type: type === "Role" ? ("application" as const) : "delegated" }];
    });
  });
}

export const readsOfConsents = ["GET /servicePrincipals/{id}/appRoleAssignments"];

/** Application permissions that were consented. */
export async function consentsOf(tenant: LiveReader, { principal }: App): Promise<Consented[]> {
  if (!principal) return [];
  const found = await tenant.graph.list<{ appRoleId: string; createdDateTime?: string | null }>(
    `/servicePrincipals/${key(principal.id)}/appRoleAssignments?$top=999`,
  );
  return (found ?? []).flatMap(({ appRoleId, createdDateTime }) => {
    const known = permissionByIdAnywhere(appRoleId);
    if (known?.type !== "application") return [];
    return [{ api: known.permission.api, value: known.permission.value, since: createdDateTime ?? null }];
  });
}

export const readsOfGrants = ["GET /servicePrincipals/{id}/oauth2PermissionGrants"];

/** Delegated permissions that were consented, a grant for each user or for all. */
export async function grantsOf(tenant: LiveReader, { principal }: App): Promise<Grant[]> {
  if (!principal) return [];
  const found = await tenant.graph.list<{ consentType: string; principalId: string | null; scope: string | null }>(
    `/servicePrincipals/${key(principal.id)}/oauth2PermissionGrants`,
  );
  return (found ?? []).map(({ consentType, principalId, scope }) => ({
    user: consentType === "AllPrincipals" ? null : principalId,
    scopes: (scope ?? "").split(/\s+/).filter((name) => name !== ""),
  }));
}

/** "A, B", or "nothing". */
export const listed = (names: readonly string[]): string => [...new Set(names)].join(", ") || "nothing";
