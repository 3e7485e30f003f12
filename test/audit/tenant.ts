import { apis, azureServiceManagement, microsoftOwnerOrganizationId } from "../../catalogue/apis";
import { findAzureRole, roleDefinitionId } from "../../catalogue/azureRoles";
import { findDirectoryRole } from "../../catalogue/directoryRoles";
import { findPermission } from "../../catalogue/permissions";
import { type AuditTenantOptions, auditTenant } from "../../cli/audit/audit";
import type { AuditFinding } from "../../cli/audit/finding";
import type {
  TenantApplication,
  TenantCredential,
  TenantServicePrincipal,
  TenantSnapshot,
  TenantUser,
} from "../../tenant/model";

/** The moment of every snapshot. */
export const now = "2026-06-15T12:00:00Z";
const tenantId = "11111111-1111-4111-8111-111111111111";
export const subscriptionId = "22222222-2222-4222-8222-222222222222";
export const subscriptionScope = `/subscriptions/${subscriptionId}`;
export const groupScope = `${subscriptionScope}/resourceGroups/integration`;

let count = 0;
export function id(): string {
  count++;
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
}

/** A day so many days from the moment of the snapshot. */
export const inDays = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();

/** A secret of 90 days, made a week ago. */
export const secret = (changes: Partial<TenantCredential> = {}): TenantCredential => ({
  keyId: id(),
  displayName: "secret",
  startDateTime: inDays(-7),
  endDateTime: inDays(83),
  ...changes,
});

export const roleId = (value: string) => String(findPermission("microsoftGraph", value)?.application);
export const scopeId = (value: string) => String(findPermission("microsoftGraph", value)?.delegated);

/** Application permissions and delegated permissions on Microsoft Graph. */
export const access = (roles: readonly string[], scopes: readonly string[] = []) => [
  {
    resourceAppId: apis.microsoftGraph.appId,
    resourceAccess: [
      ...roles.map((value) => ({ id: roleId(value), type: "Role" as const })),
      ...scopes.map((value) => ({ id: scopeId(value), type: "Scope" as const })),
    ],
  },
];

export const armAccess = [
  {
    resourceAppId: azureServiceManagement.appId,
    resourceAccess: [{ id: "41094075-9dad-400e-a0bd-54e686782033", type: "Scope" as const }],
  },
];

const graph: TenantServicePrincipal = {
  id: "33333333-3333-4333-8333-333333333333",
  appId: apis.microsoftGraph.appId,
  displayName: "Microsoft Graph",
  servicePrincipalType: "Application",
  accountEnabled: true,
  appOwnerOrganizationId: microsoftOwnerOrganizationId,
  tags: [],
  appRoles: [],
  passwordCredentials: [],
  keyCredentials: [],
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K] };

/** A tenant to which a test adds what it is about. Nothing in it is wrong. */
export class Tenant {
  readonly snapshot: Mutable<TenantSnapshot> = {
    tenantId,
    displayName: "Contoso",
    readAt: now,
    applications: [],
    servicePrincipals: [graph],
    appRoleAssignments: [],
    delegatedGrants: [],
    directoryRoleAssignments: [],
    users: [],
    credentialUses: [],
    subscriptions: [
      {
        subscriptionId,
        displayName: "Production",
        roleAssignments: [],
        providers: { "Microsoft.Automation": "Registered" },
      },
    ],
    skipped: [],
  };

  /** An application with a secret that has just been used, and its service principal. */
  application(changes: Partial<TenantApplication> = {}, principalChanges: Partial<TenantServicePrincipal> = {}) {
    const application: TenantApplication = {
      id: id(),
      appId: id(),
      displayName: "integration",
      createdDateTime: inDays(-400),
      signInAudience: "AzureADMyOrg",
      tags: [],
      requiredResourceAccess: [],
      passwordCredentials: [secret()],
      keyCredentials: [],
      federatedIdentityCredentials: [],
      ...changes,
    };
    this.snapshot.applications.push(application);
    const principal = this.principal({
      appId: application.appId,
      displayName: application.displayName,
      appOwnerOrganizationId: tenantId,
      ...principalChanges,
    });
    return { application, principal };
  }

  /** A service principal of another tenant's application, unless changed. */
  principal(changes: Partial<TenantServicePrincipal> = {}): TenantServicePrincipal {
    const principal: TenantServicePrincipal = {
      ...graph,
      id: id(),
      appId: id(),
      displayName: "vendor",
      appOwnerOrganizationId: "99999999-9999-4999-8999-999999999999",
      ...changes,
    };
    this.snapshot.servicePrincipals.push(principal);
    return principal;
  }

  consent(principal: TenantServicePrincipal, ...values: string[]): void {
    for (const value of values) {
      this.snapshot.appRoleAssignments.push({
        id: id(),
        appRoleId: roleId(value),
        principalId: principal.id,
        resourceId: graph.id,
        createdDateTime: inDays(-10),
      });
    }
  }

  /** Delegated permissions, for a user or for everyone. */
  grant(principal: TenantServicePrincipal, scope: string, user: TenantUser | null = null): void {
    this.snapshot.delegatedGrants.push({
      id: id(),
      clientId: principal.id,
      consentType: user ? "Principal" : "AllPrincipals",
      principalId: user?.id ?? null,
      resourceId: graph.id,
      scope,
    });
  }

  user(changes: Partial<TenantUser> = {}): TenantUser {
    const user: TenantUser = {
      id: id(),
      userPrincipalName: "svc-servicenow@contoso.com",
      accountEnabled: true,
      groupIds: [],
      ...changes,
    };
    this.snapshot.users.push(user);
    return user;
  }

  directoryRole(holderId: string, name: string): void {
    this.snapshot.directoryRoleAssignments.push({
      id: id(),
      principalId: holderId,
      roleDefinitionId: String(findDirectoryRole(name)?.templateId),
      directoryScopeId: "/",
    });
  }

  azureRole(principal: TenantServicePrincipal, name: string, scope: string): void {
    const role = findAzureRole(name);
    if (!role) throw new Error(`The catalogue has no Azure role "${name}".`);
    const [subscription] = this.snapshot.subscriptions;
    const assignment = {
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${id()}`,
      scope,
      principalId: principal.id,
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(role, subscriptionScope),
    };
    if (subscription) {
      this.snapshot.subscriptions = [
        { ...subscription, roleAssignments: [...subscription.roleAssignments, assignment] },
      ];
    }
  }

  providers(providers: Record<string, string> | undefined): void {
    const [subscription] = this.snapshot.subscriptions;
    if (subscription) this.snapshot.subscriptions = [{ ...subscription, providers }];
  }

  findings(options: AuditTenantOptions = {}): readonly AuditFinding[] {
    return auditTenant(this.snapshot, options);
  }

  /** The finding of that name; fails where there are several. */
  finding(name: string, options: AuditTenantOptions = {}): AuditFinding | undefined {
    const found = this.findings(options).filter((finding) => finding.id === name);
    if (found.length > 1) throw new Error(`There are ${found.length} findings ${name}.`);
    return found[0];
  }

  /** e.g. `high no-delegated-only` */
  names(options: AuditTenantOptions = {}): string[] {
    return this.findings(options).map(({ id: name, severity }) => `${severity} ${name}`);
  }
}
