import { apis } from "../../catalogue/apis";
import { type DirectoryRole, findDirectoryRole } from "../../catalogue/directoryRoles";
import { findPermission } from "../../catalogue/permissions";
import { roleAssignmentId, seedAppRoleAssignmentId } from "../graph/ids";
import type {
  Application,
  AppRoleAssignment,
  DirectoryRoleAssignment,
  DirectoryRole as DirectoryRoleObject,
  Organization,
  ServicePrincipal,
} from "../state/entities";
import { customDomain, initialDomain, organizationName, tenantId, unverifiedDomain } from "./constants";
import { firstPartyApplications, firstPartyServicePrincipal } from "./firstParty";
import { identityNames, type SeedIdentity, seedIdentities } from "./identities";
import { people } from "./people";
import { seedId } from "./seedId";

const created = "2026-01-15T09:00:00Z";

const graphServicePrincipalId = seedId("servicePrincipal", apis.microsoftGraph.appId);

const identities = identityNames.map((name) => seedIdentities[name]);

export const seedOrganization: Organization = {
  id: tenantId,
  displayName: organizationName,
  createdDateTime: "2020-01-01T00:00:00Z",
  countryLetterCode: "US",
  tenantType: "AAD",
  assignedPlans: [],
  provisionedPlans: [],
  verifiedDomains: [
    { name: initialDomain, isDefault: false, isInitial: true },
    { name: customDomain, isDefault: true, isInitial: false },
  ],
  /** Not shown by Graph on the organization; the list of domains has them. */
  unverifiedDomains: [unverifiedDomain],
};

export const seedApplications: readonly Application[] = identities.map((identity) => ({
  id: identity.applicationId,
  createdMs: 0,
  appId: identity.appId,
  displayName: identity.displayName,
  signInAudience: "AzureADMyOrg",
  requiredResourceAccess: declared(identity),
  passwordCredentials: [],
  keyCredentials: [],
  federatedIdentityCredentials: [],
  owners: [],
  properties: { createdDateTime: created, description: identity.description, publisherDomain: initialDomain },
}));

export const seedServicePrincipals: readonly ServicePrincipal[] = [
  ...firstPartyApplications.map(firstPartyServicePrincipal),
  ...identities.map(
    (identity): ServicePrincipal => ({
      id: identity.servicePrincipalId,
      createdMs: 0,
      appId: identity.appId,
      displayName: identity.displayName,
      accountEnabled: true,
      appOwnerOrganizationId: tenantId,
      servicePrincipalNames: [identity.appId],
      servicePrincipalType: "Application",
      appRoles: [],
      oauth2PermissionScopes: [],
      passwordCredentials: [],
      keyCredentials: [],
      owners: [],
      properties: { createdDateTime: created },
    }),
  ),
];

export const seedAppRoleAssignments: readonly AppRoleAssignment[] = identities.flatMap((identity) =>
  appRoleIds(identity).map((appRoleId) => ({
    id: seedAppRoleAssignmentId(identity.servicePrincipalId, appRoleId),
    createdMs: 0,
    appRoleId,
    principalId: identity.servicePrincipalId,
    principalType: "ServicePrincipal",
    resourceId: graphServicePrincipalId,
    createdDateTime: created,
  })),
);

const heldRoles: readonly { principalId: string; role: DirectoryRole }[] = [
  ...identities.flatMap(({ servicePrincipalId, directoryRoles }) => held(servicePrincipalId, directoryRoles)),
  ...Object.entries(people).flatMap(([nickname, { directoryRoles = [] }]) =>
    held(seedId("user", nickname), directoryRoles),
  ),
];

/** Roles that somebody holds are active; others are activated when they are first needed. */
export const seedDirectoryRoles: readonly DirectoryRoleObject[] = [...new Set(heldRoles.map(({ role }) => role))].map(
  (role) => ({
    id: seedId("directoryRole", role.name),
    createdMs: 0,
    roleTemplateId: role.templateId,
    displayName: role.name,
    description: role.description,
  }),
);

export const seedDirectoryRoleAssignments: readonly DirectoryRoleAssignment[] = heldRoles.map(
  ({ principalId, role }) => ({
    id: roleAssignmentId(role.templateId, principalId, "/"),
    createdMs: 0,
    principalId,
    roleDefinitionId: role.templateId,
    directoryScopeId: "/",
  }),
);

function declared(identity: SeedIdentity): Application["requiredResourceAccess"] {
  const ids = appRoleIds(identity);
  if (ids.length === 0) return [];
  return [{ resourceAppId: apis.microsoftGraph.appId, resourceAccess: ids.map((id) => ({ id, type: "Role" })) }];
}

function appRoleIds({ permissions }: SeedIdentity): string[] {
  return permissions.map((value) => {
    const id = findPermission("microsoftGraph", value)?.application;
    if (!id) throw new Error(`Failed to seed the tenant: the catalogue has no application id of ${value}.`);
    return id;
  });
}

function held(principalId: string, names: readonly string[]): { principalId: string; role: DirectoryRole }[] {
  return names.map((name) => {
    const role = findDirectoryRole(name);
    if (!role) throw new Error(`Failed to seed the tenant: the catalogue has no directory role ${name}.`);
    return { principalId, role };
  });
}
