import { Collection } from "./collection";
import type * as entities from "./entities";

/** Everything the sandbox knows of its one tenant, as it is written to the state file. */
export interface StateDocument {
  readonly version: 1;
  readonly tenantId: string;
  readonly applications: readonly entities.Application[];
  readonly servicePrincipals: readonly entities.ServicePrincipal[];
  readonly appRoleAssignments: readonly entities.AppRoleAssignment[];
  readonly oauth2PermissionGrants: readonly entities.OAuth2PermissionGrant[];
  readonly users: readonly entities.User[];
  readonly groups: readonly entities.Group[];
  readonly directoryRoles: readonly entities.DirectoryRole[];
  readonly directoryRoleAssignments: readonly entities.DirectoryRoleAssignment[];
  readonly administrativeUnits: readonly entities.AdministrativeUnit[];
  readonly organization: readonly entities.Organization[];
  readonly incidents: readonly entities.Incident[];
  readonly securityAlerts?: readonly entities.Alert[];
  readonly defenderAlerts?: readonly entities.Alert[];
  readonly machines?: readonly entities.Machine[];
  readonly deletedItems?: readonly entities.DeletedItem[];
  readonly credentialUses?: readonly entities.CredentialUse[];
  readonly conditionalAccessPolicies?: readonly entities.ConditionalAccessPolicy[];
  readonly subscribedSkus: readonly entities.SubscribedSku[];
  readonly companySubscriptions: readonly entities.CompanySubscription[];
  readonly subscriptions: readonly entities.Subscription[];
  readonly providerRegistrations: readonly entities.ProviderRegistration[];
  readonly armResources: readonly entities.ArmResource[];
  readonly armRoleAssignments: readonly entities.ArmRoleAssignment[];
}

/** The live state: one collection a kind of object. `onChange` is called after every change. */
export class SandboxState {
  readonly tenantId: string;
  readonly applications: Collection<entities.Application>;
  readonly servicePrincipals: Collection<entities.ServicePrincipal>;
  readonly appRoleAssignments: Collection<entities.AppRoleAssignment>;
  readonly oauth2PermissionGrants: Collection<entities.OAuth2PermissionGrant>;
  readonly users: Collection<entities.User>;
  readonly groups: Collection<entities.Group>;
  readonly directoryRoles: Collection<entities.DirectoryRole>;
  readonly directoryRoleAssignments: Collection<entities.DirectoryRoleAssignment>;
  readonly administrativeUnits: Collection<entities.AdministrativeUnit>;
  readonly organization: Collection<entities.Organization>;
  readonly incidents: Collection<entities.Incident>;
  /** Of Microsoft Graph, `/security/alerts_v2`. */
  readonly securityAlerts: Collection<entities.Alert>;
  /** Of WindowsDefenderATP, `/api/alerts`. */
  readonly defenderAlerts: Collection<entities.Alert>;
  readonly machines: Collection<entities.Machine>;
  readonly deletedItems: Collection<entities.DeletedItem>;
  readonly credentialUses: Collection<entities.CredentialUse>;
  readonly conditionalAccessPolicies: Collection<entities.ConditionalAccessPolicy>;
  readonly subscribedSkus: Collection<entities.SubscribedSku>;
  readonly companySubscriptions: Collection<entities.CompanySubscription>;
  readonly subscriptions: Collection<entities.Subscription>;
  readonly providerRegistrations: Collection<entities.ProviderRegistration>;
  readonly armResources: Collection<entities.ArmResource>;
  readonly armRoleAssignments: Collection<entities.ArmRoleAssignment>;

  constructor(document: StateDocument, onChange: () => void = () => {}) {
    this.tenantId = document.tenantId;
    this.applications = new Collection(document.applications, onChange);
    this.servicePrincipals = new Collection(document.servicePrincipals, onChange);
    this.appRoleAssignments = new Collection(document.appRoleAssignments, onChange);
    this.oauth2PermissionGrants = new Collection(document.oauth2PermissionGrants, onChange);
    this.users = new Collection(document.users, onChange);
    this.groups = new Collection(document.groups, onChange);
    this.directoryRoles = new Collection(document.directoryRoles, onChange);
    this.directoryRoleAssignments = new Collection(document.directoryRoleAssignments, onChange);
    this.administrativeUnits = new Collection(document.administrativeUnits, onChange);
    this.organization = new Collection(document.organization, onChange);
    this.incidents = new Collection(document.incidents, onChange);
    this.securityAlerts = new Collection(document.securityAlerts ?? [], onChange);
    this.defenderAlerts = new Collection(document.defenderAlerts ?? [], onChange);
    this.machines = new Collection(document.machines ?? [], onChange);
    this.deletedItems = new Collection(document.deletedItems ?? [], onChange);
    this.credentialUses = new Collection(document.credentialUses ?? [], onChange);
    this.conditionalAccessPolicies = new Collection(document.conditionalAccessPolicies ?? [], onChange);
    this.subscribedSkus = new Collection(document.subscribedSkus, onChange);
    this.companySubscriptions = new Collection(document.companySubscriptions, onChange);
    this.subscriptions = new Collection(document.subscriptions, onChange);
    this.providerRegistrations = new Collection(document.providerRegistrations, onChange);
    this.armResources = new Collection(document.armResources, onChange);
    this.armRoleAssignments = new Collection(document.armRoleAssignments, onChange);
  }

  toDocument(): StateDocument {
    return {
      version: 1,
      tenantId: this.tenantId,
      applications: this.applications.list(),
      servicePrincipals: this.servicePrincipals.list(),
      appRoleAssignments: this.appRoleAssignments.list(),
      oauth2PermissionGrants: this.oauth2PermissionGrants.list(),
      users: this.users.list(),
      groups: this.groups.list(),
      directoryRoles: this.directoryRoles.list(),
      directoryRoleAssignments: this.directoryRoleAssignments.list(),
      administrativeUnits: this.administrativeUnits.list(),
      organization: this.organization.list(),
      incidents: this.incidents.list(),
      securityAlerts: this.securityAlerts.list(),
      defenderAlerts: this.defenderAlerts.list(),
      machines: this.machines.list(),
      deletedItems: this.deletedItems.list(),
      credentialUses: this.credentialUses.list(),
      conditionalAccessPolicies: this.conditionalAccessPolicies.list(),
      subscribedSkus: this.subscribedSkus.list(),
      companySubscriptions: this.companySubscriptions.list(),
      subscriptions: this.subscriptions.list(),
      providerRegistrations: this.providerRegistrations.list(),
      armResources: this.armResources.list(),
      armRoleAssignments: this.armRoleAssignments.list(),
    };
  }
}
