import { apis, azureServiceManagement, microsoftOwnerOrganizationId } from "../../catalogue/apis";
import { findAzureRole, roleDefinitionId } from "../../catalogue/azureRoles";
import { findDirectoryRole } from "../../catalogue/directoryRoles";
import { findPermission } from "../../catalogue/permissions";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantAzureRoleAssignment,
  TenantCredential,
  TenantDelegatedGrant,
  TenantDirectoryRoleAssignment,
  TenantServicePrincipal,
  TenantSnapshot,
  TenantUser,
} from "../../tenant/model";

/** When the tenants of these tests are read. */
export const readAt = "2026-11-25T12:00:00Z";
export const tenantId = "11111111-2222-4333-8444-555555555555";
export const subscriptionId = "99999999-0000-4000-8000-000000000001";

export const inDays = (days: number) => new Date(Date.parse(readAt) + days * 86_400_000).toISOString();

const graphId = "graph-sp";
const azureId = "azure-sp";

/** Builds a tenant step by step. Object ids are made of the names. */
export class TenantBuilder {
  private readonly applications: TenantApplication[] = [];
  private readonly servicePrincipals: TenantServicePrincipal[] = [
    microsofts(graphId, apis.microsoftGraph),
    microsofts(azureId, azureServiceManagement),
  ];
  private readonly appRoleAssignments: TenantAppRoleAssignment[] = [];
  private readonly delegatedGrants: TenantDelegatedGrant[] = [];
  private readonly directoryRoleAssignments: TenantDirectoryRoleAssignment[] = [];
  private readonly users: TenantUser[] = [];
  private readonly azureRoles: TenantAzureRoleAssignment[] = [];

  /** An application with a service principal; foreign ones have no application here. */
  add(key: string, displayName: string, given: Partial<TenantApplication> & { foreign?: true } = {}): this {
    const { foreign, ...rest } = given;
    const appId = `app-${key}`;
    if (!foreign) {
      this.applications.push({
        id: `object-${key}`,
        appId,
        displayName,
        tags: [],
        requiredResourceAccess: [],
        passwordCredentials: [],
        keyCredentials: [],
        federatedIdentityCredentials: [],
        ...rest,
      });
    }
    this.servicePrincipals.push({
      id: `sp-${key}`,
      appId,
      displayName,
      servicePrincipalType: "Application",
      accountEnabled: true,
      appOwnerOrganizationId: foreign ? "77777777-0000-4000-8000-000000000000" : tenantId,
      tags: [],
      appRoles: [],
      passwordCredentials: [],
      keyCredentials: [],
    });
    return this;
  }

  /** Admin consent to application permissions of Microsoft Graph. */
  consents(key: string, ...names: string[]): this {
    for (const name of names) {
      const appRoleId = findPermission("microsoftGraph", name)?.application ?? name;
      this.appRoleAssignments.push({
        id: `consent-${key}-${name}`,
        appRoleId,
        principalId: `sp-${key}`,
        resourceId: graphId,
      });
    }
    return this;
  }

  /** A delegated grant on Microsoft Graph for one user, or for everyone. */
  grants(key: string, scope: string, user?: string, api: "graph" | "azure" = "graph"): this {
    this.delegatedGrants.push({
      id: `grant-${key}-${user}`,
      clientId: `sp-${key}`,
      consentType: user ? "Principal" : "AllPrincipals",
      principalId: user ? `user-${user}` : null,
      resourceId: api === "graph" ? graphId : azureId,
      scope,
    });
    return this;
  }

  /** A user with directory roles. */
  user(name: string, roles: readonly string[] = [], directoryScopeId = "/"): this {
    this.users.push({
      id: `user-${name}`,
      userPrincipalName: name.includes("@") ? name : `${name}@contoso.com`,
      accountEnabled: true,
    });
    return this.directoryRoles(`user-${name}`, roles, directoryScopeId);
  }

  /** @param principalId object id of a user or a service principal */
  directoryRoles(principalId: string, roles: readonly string[], directoryScopeId = "/"): this {
    for (const role of roles) {
      const roleId = findDirectoryRole(role)?.templateId ?? role;
      this.directoryRoleAssignments.push({
        id: `${principalId}-${role}`,
        roleDefinitionId: roleId,
        principalId,
        directoryScopeId,
      });
    }
    return this;
  }

  azureRole(principalId: string, role: string, scope: string): this {
    this.azureRoles.push({
      id: `${scope}/${role}`,
      scope,
      principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(findAzureRole(role) ?? { id: role }),
    });
    return this;
  }

  build(given: Partial<TenantSnapshot> = {}): TenantSnapshot {
    return {
      tenantId,
      displayName: "Contoso",
      readAt,
      applications: this.applications,
      servicePrincipals: this.servicePrincipals,
      appRoleAssignments: this.appRoleAssignments,
      delegatedGrants: this.delegatedGrants,
      directoryRoleAssignments: this.directoryRoleAssignments,
      users: this.users,
      credentialUses: [],
      subscriptions: [{ subscriptionId, displayName: "Production", roleAssignments: this.azureRoles }],
      skipped: [],
      ...given,
    };
  }
}

export function secret(keyId: string, days: number | undefined, displayName = "secret"): TenantCredential {
  return { keyId, displayName, ...(days !== undefined && { endDateTime: inDays(days) }) };
}

/** `requiredResourceAccess` on Microsoft Graph. */
export function declares(names: { readonly roles?: readonly string[]; readonly scopes?: readonly string[] }) {
  const entry = (type: "Role" | "Scope") => (name: string) => {
    const permission = findPermission("microsoftGraph", name);
    return { id: (type === "Role" ? permission?.application : permission?.delegated) ?? name, type };
  };
  const resourceAccess = [
    ...(names.roles ?? []).map(entry("Role")),
    ...(names.scopes ?? []).map(entry("Scope")),
  ] as const;
  return [{ resourceAppId: apis.microsoftGraph.appId, resourceAccess }];
}

function microsofts(id: string, { appId, displayName }: { appId: string; displayName: string }) {
  return {
    id,
    appId,
    displayName,
    servicePrincipalType: "Application",
    accountEnabled: true,
    appOwnerOrganizationId: microsoftOwnerOrganizationId,
    tags: [],
    appRoles: [],
    passwordCredentials: [],
    keyCredentials: [],
  };
}
