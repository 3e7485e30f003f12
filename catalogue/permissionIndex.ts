import { type ApiName, apiNames } from "./apis";
import {
  type ApplicationNames,
  type DelegatedNames,
  microsoftThreatProtectionPermissions,
  windowsDefenderAtpPermissions,
} from "./defenderPermissions";
import type { GraphApplicationPermission, GraphDelegatedPermission } from "./generated/graphPermissionNames";
import { permissionIdSupplement } from "./permissionIdSupplement";

/** An application permission (app role, acts without a user) or a delegated permission (scope, acts as the signed-in user). */
export type PermissionType = "application" | "delegated";

interface ApplicationPermissions {
  microsoftGraph: GraphApplicationPermission;
  windowsDefenderAtp: ApplicationNames<typeof windowsDefenderAtpPermissions>;
  microsoftThreatProtection: ApplicationNames<typeof microsoftThreatProtectionPermissions>;
}

interface DelegatedPermissions {
  microsoftGraph: GraphDelegatedPermission;
  windowsDefenderAtp: DelegatedNames<typeof windowsDefenderAtpPermissions>;
  microsoftThreatProtection: DelegatedNames<typeof microsoftThreatProtectionPermissions>;
}

/** Names of the application permissions of an API surface. */
export type ApplicationPermission<A extends ApiName = "microsoftGraph"> = ApplicationPermissions[A];

/** Names of the delegated permissions of an API surface. */
export type DelegatedPermission<A extends ApiName = "microsoftGraph"> = DelegatedPermissions[A];

export interface Permission {
  readonly api: ApiName;
  /** Canonical name, for example `User.Read.All`. */
  readonly value: string;
  /** The types that it exists as. Empty where Microsoft's data names a permission and nothing else. */
  readonly types: readonly PermissionType[];
  /** App role id. Absent where the type does not exist, or exists but its id is not published in the snapshot. */
  readonly application?: string;
  /** Scope id. Absent as above. */
  readonly delegated?: string;
  /** Microsoft's own rating, 1 (harmless) to 5. */
  readonly privilegeLevel?: { readonly application?: number; readonly delegated?: number };
}

type GraphRow = readonly [string | 0, string | 0, number, number, number];

interface Index {
  readonly list: readonly Permission[];
  readonly byName: ReadonlyMap<string, Permission>;
  readonly byLowerCase: ReadonlyMap<string, Permission>;
  readonly byId: ReadonlyMap<string, { permission: Permission; type: PermissionType }>;
}

const indexes: Partial<Record<ApiName, Index>> = {};

/** All permissions of an API surface, ordered by name. */
export function listPermissions(api: ApiName): readonly Permission[] {
  return indexOf(api).list;
}

/** The permission of that name; letter case does not matter, `value` of the answer is the canonical name. */
export function findPermission(api: ApiName, value: string): Permission | undefined {
  const { byName, byLowerCase } = indexOf(api);
  return byName.get(value) ?? byLowerCase.get(value.toLowerCase());
}

/** The permission that an app role id or a scope id means on that API surface, and which of the two it is. */
export function permissionById(api: ApiName, id: string): { permission: Permission; type: PermissionType } | undefined {
  return indexOf(api).byId.get(id.toLowerCase());
}

/** Like `permissionById` over all API surfaces. */
export function permissionByIdAnywhere(id: string): { permission: Permission; type: PermissionType } | undefined {
  for (const api of apiNames) {
    const found = permissionById(api, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function indexOf(api: ApiName): Index {
  const index = indexes[api] ?? build(load(api));
  indexes[api] = index;
  return index;
}

function load(api: ApiName): Permission[] {
  if (api === "windowsDefenderAtp") return fromTable(api, windowsDefenderAtpPermissions);
  if (api === "microsoftThreatProtection") return fromTable(api, microsoftThreatProtectionPermissions);
  // `require` keeps the file out of the type-checker, and works from source as from a packed copy.
  const table = require("./generated/graphPermissions.json") as { permissions: Record<string, GraphRow> };
  return Object.entries(table.permissions).map(([value, row]) => fromGraph(value, row));
}

function fromGraph(value: string, row: GraphRow): Permission {
  const [givenApplication, givenDelegated, applicationLevel, delegatedLevel, types] = row;
  const [laterApplication, laterDelegated] = permissionIdSupplement[value] ?? ["", ""];
  const application = givenApplication || laterApplication;
  const delegated = givenDelegated || laterDelegated;
  const levels = applicationLevel || delegatedLevel;
  return {
    api: "microsoftGraph",
    value,
    types: typesOf((types & 1) !== 0, (types & 2) !== 0),
    ...(application ? { application } : {}),
    ...(delegated ? { delegated } : {}),
    ...(levels
      ? {
          privilegeLevel: {
            ...(applicationLevel ? { application: applicationLevel } : {}),
            ...(delegatedLevel ? { delegated: delegatedLevel } : {}),
          },
        }
      : {}),
  };
}

function fromTable(api: ApiName, table: Readonly<Record<string, readonly [string, string]>>): Permission[] {
  return Object.entries(table).map(([value, [application, delegated]]) => ({
    api,
    value,
    types: typesOf(application !== "", delegated !== ""),
    ...(application ? { application } : {}),
    ...(delegated ? { delegated } : {}),
  }));
}

function typesOf(application: boolean, delegated: boolean): readonly PermissionType[] {
  return [...(application ? (["application"] as const) : []), ...(delegated ? (["delegated"] as const) : [])];
}

function build(list: Permission[]): Index {
  const byName = new Map<string, Permission>();
  const byLowerCase = new Map<string, Permission>();
  const byId = new Map<string, { permission: Permission; type: PermissionType }>();
  for (const permission of list) {
    byName.set(permission.value, permission);
    const lower = permission.value.toLowerCase();
    // One pair of Graph names differs only in letter case; the one whose id is known is the real one.
    const seen = byLowerCase.get(lower);
    if (seen === undefined || !(seen.application ?? seen.delegated)) byLowerCase.set(lower, permission);
    // An id that is both (IntegrationConfiguration.ReadWrite) reads as the application permission.
    if (permission.delegated) byId.set(permission.delegated, { permission, type: "delegated" });
    if (permission.application) byId.set(permission.application, { permission, type: "application" });
  }
  return { list, byName, byLowerCase, byId };
}
