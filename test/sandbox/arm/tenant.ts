import { tenantId } from "../../../sandbox/seed/constants";
import { seedIdentities } from "../../../sandbox/seed/identities";
import type { Application, ServicePrincipal } from "../../../sandbox/state/entities";
import type { StateDocument } from "../../../sandbox/state/state";

/** A directory of just what Azure needs: the seeded identities, the service principal of ARM, and one person. */
export const smallTenant: StateDocument = {
  version: 1,
  tenantId,
  applications: Object.values(seedIdentities).map(
    ({ applicationId, appId, displayName }): Application => ({
      id: applicationId,
      createdMs: 0,
      appId,
      displayName,
      signInAudience: "AzureADMyOrg",
      requiredResourceAccess: [],
      passwordCredentials: [],
      keyCredentials: [],
      federatedIdentityCredentials: [],
      owners: [],
      properties: {},
    }),
  ),
  servicePrincipals: [
    ...Object.values(seedIdentities).map(({ servicePrincipalId, appId, displayName }) =>
      servicePrincipal(servicePrincipalId, appId, displayName, tenantId, [appId]),
    ),
    servicePrincipal(
      "0a0a0a0a-1111-4000-8000-000000000001",
      "797f4846-ba00-4fd7-ba43-dac1f8f63013",
      "Windows Azure Service Management API",
      "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
      ["https://management.azure.com/", "https://management.core.windows.net/", "797f4846-ba00-4fd7-ba43-dac1f8f63013"],
    ),
  ],
  appRoleAssignments: [],
  oauth2PermissionGrants: [],
  users: [
    {
      id: "0c0c0c0c-0000-4000-8000-000000000001",
      createdMs: 0,
      userPrincipalName: "megan.bowen@contoso.com",
      displayName: "Megan Bowen",
      accountEnabled: true,
      passwordHash: null,
      licenseAssignmentStates: [],
      properties: {},
    },
  ],
  groups: [],
  directoryRoles: [],
  directoryRoleAssignments: [],
  administrativeUnits: [],
  organization: [],
  incidents: [],
  securityAlerts: [],
  defenderAlerts: [],
  machines: [],
  deletedItems: [],
  subscribedSkus: [],
  companySubscriptions: [],
  subscriptions: [],
  providerRegistrations: [],
  armResources: [],
  armRoleAssignments: [],
};

function servicePrincipal(
  id: string,
  appId: string,
  displayName: string,
  owner: string,
  servicePrincipalNames: readonly string[],
): ServicePrincipal {
  return {
    id,
    createdMs: 0,
    appId,
    displayName,
    accountEnabled: true,
    appOwnerOrganizationId: owner,
    servicePrincipalNames,
    servicePrincipalType: "Application",
    appRoles: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    keyCredentials: [],
    owners: [],
    properties: {},
  };
}
