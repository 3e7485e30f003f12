import type { StateDocument } from "../state/state";
import { tenantId } from "./constants";
import { companySubscriptions, subscribedSkus } from "./licences";
import { seedGroups, seedUsers } from "./people";
import { seedDefenderAlerts, seedIncidents, seedMachines, seedSecurityAlerts } from "./securityData";
import {
  seedApplications,
  seedAppRoleAssignments,
  seedDirectoryRoleAssignments,
  seedDirectoryRoles,
  seedOrganization,
  seedServicePrincipals,
} from "./tenant";

/**
 * A tenant that nobody has touched yet, without Azure: Microsoft's service principals, the identities to sign in with, some people,
 * groups, licences and incidents. Holds no secret. The same in every sandbox.
 */
export function seedTenant(): StateDocument {
  return {
    version: 1,
    tenantId,
    applications: seedApplications,
    servicePrincipals: seedServicePrincipals,
    appRoleAssignments: seedAppRoleAssignments,
    oauth2PermissionGrants: [],
    users: seedUsers,
    groups: seedGroups,
    directoryRoles: seedDirectoryRoles,
    directoryRoleAssignments: seedDirectoryRoleAssignments,
    administrativeUnits: [],
    organization: [seedOrganization],
    incidents: seedIncidents,
    securityAlerts: seedSecurityAlerts,
    defenderAlerts: seedDefenderAlerts,
    machines: seedMachines,
    deletedItems: [],
    conditionalAccessPolicies: [],
    subscribedSkus,
    companySubscriptions,
    subscriptions: [],
    providerRegistrations: [],
    armResources: [],
    armRoleAssignments: [],
  };
}
