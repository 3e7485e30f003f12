import type { ServiceDefinition } from "./operation";
import type { StateDocument } from "./state/state";

/** The services that need nothing but state and request; sign-in, ServiceNow and control are added by `startSandbox`. */
export const services: readonly ServiceDefinition[] = [];

/** The state of a tenant that nobody has touched yet. */
export function seedState(_now: Date): StateDocument {
  return {
    version: 1,
    tenantId: "11111111-aaaa-4bbb-8ccc-000000000001",
    applications: [],
    servicePrincipals: [],
    appRoleAssignments: [],
    oauth2PermissionGrants: [],
    users: [],
    groups: [],
    directoryRoles: [],
    directoryRoleAssignments: [],
    administrativeUnits: [],
    organization: [],
    incidents: [],
    subscribedSkus: [],
    companySubscriptions: [],
    subscriptions: [],
    providerRegistrations: [],
    armResources: [],
    armRoleAssignments: [],
  };
}
