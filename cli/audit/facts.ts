/** A snapshot of a tenant with what belongs together brought together. */
import { apiByAppId, apis, azureServiceManagement } from "../../catalogue/apis";
import { firstPartyName } from "../../catalogue/firstParty";
import { permissionById } from "../../catalogue/permissions";
import { attendanceOf } from "../../policies/facts/attendance";
import { byKey, grouped } from "../../tenant/indexed";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantAzureRoleAssignment,
  TenantDelegatedGrant,
  TenantDirectoryRoleAssignment,
  TenantServicePrincipal,
  TenantSnapshot,
  TenantUser,
} from "../../tenant/model";
import { isMicrosofts } from "../../tenant/shapes";
import { type Held, heldBy } from "./credentials";
import type { Subject } from "./finding";
import { applicationResource } from "./stack";

export interface AuditOptions {
  /** Days before its end at which a credential counts as ending soon. @default 30 */
  readonly expiringWithin?: number;
  /** @default the moment of the snapshot */
  readonly now?: Date;
}

export class Facts {
  readonly now: Date;
  readonly expiringWithin: number;
  private readonly principalsById: ReadonlyMap<string, TenantServicePrincipal>;
  private readonly principalsByAppId: ReadonlyMap<string, TenantServicePrincipal>;
  private readonly applicationsByAppId: ReadonlyMap<string, TenantApplication>;
  private readonly consents: ReadonlyMap<string, readonly TenantAppRoleAssignment[]>;
  private readonly grants: ReadonlyMap<string, readonly TenantDelegatedGrant[]>;
  private readonly grantsForUsers: ReadonlyMap<string, readonly TenantDelegatedGrant[]>;
  private readonly directoryRoles: ReadonlyMap<string, readonly TenantDirectoryRoleAssignment[]>;
  private readonly azureRoles: ReadonlyMap<string, readonly TenantAzureRoleAssignment[]>;
  private readonly usersById: ReadonlyMap<string, TenantUser>;
  private readonly unread: ReadonlySet<string>;

  constructor(
    readonly snapshot: TenantSnapshot,
    options: AuditOptions = {},
  ) {
    this.now = options.now ?? new Date(snapshot.readAt);
    this.expiringWithin = options.expiringWithin ?? 30;
    this.principalsById = byKey(snapshot.servicePrincipals, ({ id }) => id);
    this.principalsByAppId = byKey(snapshot.servicePrincipals, ({ appId }) => appId.toLowerCase());
    this.applicationsByAppId = byKey(snapshot.applications, ({ appId }) => appId.toLowerCase());
    this.consents = grouped(snapshot.appRoleAssignments, ({ principalId }) => principalId);
    this.grants = grouped(snapshot.delegatedGrants, ({ clientId }) => clientId);
    this.grantsForUsers = grouped(snapshot.delegatedGrants, ({ principalId }) => principalId ?? "");
    this.directoryRoles = grouped(snapshot.directoryRoleAssignments, ({ principalId }) => principalId);
    // What is assigned above a subscription shows in each subscription below.
    const assignments = byKey(
      snapshot.subscriptions.flatMap(({ roleAssignments }) => roleAssignments),
      ({ id }) => id.toLowerCase(),
    );
    this.azureRoles = grouped([...assignments.values()], ({ principalId }) => principalId);
    this.usersById = byKey(snapshot.users, ({ id }) => id);
    this.unread = new Set(snapshot.skipped.map(({ what }) => what));
  }

  /** Whether something was read in full. @param what as `SkippedRead.what` has it */
  wasRead(what: string): boolean {
    return !this.unread.has(what);
  }

  principal(id: string): TenantServicePrincipal | undefined {
    return this.principalsById.get(id);
  }

  principalOf({ appId }: { readonly appId: string }): TenantServicePrincipal | undefined {
    return this.principalsByAppId.get(appId.toLowerCase());
  }

  applicationOf({ appId }: { readonly appId: string }): TenantApplication | undefined {
    return this.applicationsByAppId.get(appId.toLowerCase());
  }

  user(id: string): TenantUser | undefined {
    return this.usersById.get(id);
  }

  consentsOf(principal: TenantServicePrincipal | undefined): readonly TenantAppRoleAssignment[] {
    return (principal && this.consents.get(principal.id)) ?? [];
  }

  grantsOf(principal: TenantServicePrincipal | undefined): readonly TenantDelegatedGrant[] {
    return (principal && this.grants.get(principal.id)) ?? [];
  }

  /** Grants of delegated permissions for one user alone. */
  grantsFor({ id }: { readonly id: string }): readonly TenantDelegatedGrant[] {
    return this.grantsForUsers.get(id) ?? [];
  }

  azureRolesOf(principal: TenantServicePrincipal | undefined): readonly TenantAzureRoleAssignment[] {
    return (principal && this.azureRoles.get(principal.id)) ?? [];
  }

  /** Directory roles that a user or a service principal holds, itself or through a group that is known. */
  directoryRolesOf(holder: { readonly id: string; readonly groupIds?: readonly string[] }) {
    return [holder.id, ...(holder.groupIds ?? [])].flatMap((id) => this.directoryRoles.get(id) ?? []);
  }

  /** Service principals of applications that are not Microsoft's. */
  get others(): readonly TenantServicePrincipal[] {
    return this.snapshot.servicePrincipals.filter((principal) => !isMicrosofts(principal));
  }

  /** What an application signs in with, those that have ended included. */
  credentialsOf(application: TenantApplication): readonly Held[] {
    return heldBy(application, this.principalOf(application), this.now);
  }

  /** Whether an application can sign in by itself today. One that cannot does nothing with what it declares. */
  canSignIn(application: TenantApplication): boolean {
    const principal = this.principalOf(application);
    if (principal?.accountEnabled === false) return false;
    return this.credentialsOf(application).some(({ hasEnded }) => !hasEnded);
  }

  /** Whether people sign in to an application, or other applications on behalf of people, as the rules see it. */
  peopleSignIn(application: TenantApplication): boolean {
    const { kind } = attendanceOf(applicationResource(application), { unattended: [], attended: [] });
    return kind === "attended";
  }

  /** An application that acts by itself with rights of its own, or for a service account; not one that people just sign in to. */
  isIntegration(application: TenantApplication): boolean {
    if (!this.canSignIn(application)) return false;
    const principal = this.principalOf(application);
    return (
      application.requiredResourceAccess.some(({ resourceAccess }) =>
        resourceAccess.some(({ type }) => type === "Role"),
      ) ||
      this.consentsOf(principal).length > 0 ||
      this.azureRolesOf(principal).length > 0
    );
  }

  /** The application where the tenant owns it, else its service principal. */
  subjectOf(principal: TenantServicePrincipal): Subject {
    const application = this.applicationOf(principal);
    if (application) return subjectOfApplication(application);
    return { kind: "servicePrincipal", id: principal.id, name: principal.displayName, appId: principal.appId };
  }

  /** The name of an API's application permission or delegated permission; its id where nothing names it. */
  permissionName(apiAppId: string, id: string): string {
    const api = apiByAppId(apiAppId);
    const known = api && permissionById(api, id)?.permission.value;
    if (known) return known;
    const offered = this.principalsByAppId.get(apiAppId.toLowerCase())?.appRoles.find((role) => role.id === id)?.value;
    return offered ?? id;
  }

  apiName(apiAppId: string): string {
    const api = apiByAppId(apiAppId);
    if (api) return apis[api].displayName;
    if (apiAppId.toLowerCase() === azureServiceManagement.appId) return azureServiceManagement.displayName;
    return this.principalsByAppId.get(apiAppId.toLowerCase())?.displayName ?? firstPartyName(apiAppId) ?? apiAppId;
  }

  /** e.g. `Microsoft Graph User.Read.All` */
  consentName({ resourceId, appRoleId }: TenantAppRoleAssignment): string {
    const api = this.principal(resourceId);
    return api ? `${api.displayName} ${this.permissionName(api.appId, appRoleId)}` : appRoleId;
  }
}

export function subjectOfApplication({ id, appId, displayName }: TenantApplication): Subject {
  return { kind: "application", id, name: displayName, appId };
}
