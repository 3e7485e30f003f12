import type { EffectiveAccess, HeldRole } from "../../tenant/effectiveAccess";
import type { SkippedRead } from "../../tenant/model";
import type { AuditFinding } from "../audit/finding";

/** Who may do what in a tenant, through which grant, until when: what the page shows and `--json` prints. Holds no secret. */
export interface AccessMap {
  readonly tenant: { readonly id: string; readonly displayName?: string };
  /** ISO 8601. */
  readonly readAt: string;
  /** Name of the stack whose integrations are marked. */
  readonly stack?: string;
  /** Worst findings first, then those in code, then by name. */
  readonly integrations: readonly IntegrationAccess[];
  /** What of the tenant is no integration, and therefore not shown. */
  readonly leftOut: { readonly attended: number; readonly managedIdentities: number };
  /** Those of the tenant, or of something that is no integration. */
  readonly findings: readonly AuditFinding[];
  /** What could not be read. */
  readonly skipped: readonly SkippedRead[];
}

/** One integration: an application that acts in the tenant without a person at it. */
export interface IntegrationAccess {
  readonly name: string;
  /** Client id. */
  readonly appId: string;
  /** Object id of the application; absent where it is another tenant's. */
  readonly applicationId?: string;
  /** Object id of the service principal; absent where the tenant has none. */
  readonly servicePrincipalId?: string;
  /** Tenant that the application belongs to, where it is another. */
  readonly ownerTenantId?: string;
  /** False where its sign-in is disabled. */
  readonly enabled: boolean;
  /** Whether no person signs in to it, so that its own token carries no delegated permission. */
  readonly unattended: boolean;
  /** Where the stack declares it. */
  readonly declaredAs?: { readonly kind: string; readonly title: string; readonly name: string };
  /** First to expire first; those without an end last. */
  readonly credentials: readonly CredentialEnd[];
  readonly access: readonly Access[];
  readonly findings: readonly AuditFinding[];
}

/** What it signs in with, never its value. */
export interface CredentialEnd {
  readonly type: "secret" | "certificate" | "federated";
  /** Its description in the portal; for a federated credential its subject. */
  readonly name: string;
  readonly keyId?: string;
  /** ISO 8601; absent where it does not end. */
  readonly endsAt?: string;
  /** Whole days from the moment of reading to the end; negative after it. */
  readonly daysLeft?: number;
  /** ISO 8601; absent where no use is known. */
  readonly lastUsedAt?: string;
}

/** The API that a permission is for. */
export interface ApiRef {
  /** Object id of its service principal, or its client id where the tenant has none. */
  readonly id: string;
  readonly name: string;
}

/** One way in which an integration may, or may not yet, do something. */
export type Access = ApplicationAccess | DelegatedAccess | UnconsentedAccess | AzureRoleAccess | DirectoryRoleAccess;

/** Application permissions with admin consent: it acts as itself. */
export interface ApplicationAccess {
  readonly type: "application";
  readonly api: ApiRef;
  readonly permissions: readonly ConsentedPermission[];
}

export interface ConsentedPermission {
  readonly name: string;
  /** What the holder of a tier-0 permission can do: completes "whoever holds it …". */
  readonly tierZero?: string;
  /** Whether the application declares it; undefined where that cannot be seen, in an application of another tenant. */
  readonly declared?: boolean;
}

/** Delegated permissions: it acts as the user whom the grant names, and may only what that user may too. */
export interface DelegatedAccess {
  readonly type: "delegated";
  readonly api: ApiRef;
  readonly scopes: readonly string[];
  /** Whom the grant names: one account, everyone, or more people than are worth a line each. */
  readonly of: DelegatedUser | "everyone" | { readonly users: number };
  /** The account's roles; undefined where they could not be read, or where each user's own decide. */
  readonly roles?: readonly HeldRole[];
  /** Azure roles of the account, for Azure Resource Manager. */
  readonly azureRoles?: readonly string[];
  /** The intersection; absent where the catalogue does not know how roles narrow this API. */
  readonly effective?: EffectiveAccess;
}

export interface DelegatedUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly enabled: boolean;
}

/** Declared, and nobody consented to it: no token carries it. */
export interface UnconsentedAccess {
  readonly type: "unconsented";
  readonly api: ApiRef;
  readonly permissionType: "application" | "delegated";
  readonly permissions: readonly string[];
}

/** An Azure role of the service principal. */
export interface AzureRoleAccess {
  readonly type: "azureRole";
  readonly role: string;
  readonly scopes: readonly AzureScope[];
}

export interface AzureScope {
  readonly kind: "management group" | "subscription" | "resource group" | "resource";
  /** Name of what it is limited to. */
  readonly name: string;
  /** The subscription, by name where it has one. */
  readonly subscription?: string;
  readonly id: string;
}

/** A directory role of the service principal itself. */
export interface DirectoryRoleAccess {
  readonly type: "directoryRole";
  readonly role: HeldRole;
}
