import { randomUUID } from "node:crypto";
import { apis } from "../../catalogue/apis";
import { findAzureRole, roleDefinitionId } from "../../catalogue/azureRoles";
import { licenseReplacingApplications } from "../../catalogue/oktaOffice365";
import { findPermission } from "../../catalogue/permissions";
import { subscriptionId } from "../../sandbox/seed/constants";
import { seedState } from "../../sandbox/services";
import type * as entities from "../../sandbox/state/entities";
import type { StateDocument } from "../../sandbox/state/state";

type Lists = {
  -readonly [K in keyof StateDocument]-?: NonNullable<StateDocument[K]> extends readonly (infer I)[]
    ? I[]
    : StateDocument[K];
};

const day = 86_400_000;
const now = Date.now();
const when = (days: number) => new Date(now + days * day).toISOString();

/**
 * A tenant as they grow: of a hundred applications 40 that people use, 30 background services, 5 APIs that offer application permissions,
 * 5 pipelines with federated credentials, 1 with a service account, the rest forgotten. Beside them Microsoft's service principals, SAML
 * applications of the gallery, managed identities, a vendor that replaces licences, and people who let applications read their mail.
 */
export function tenantOf(applications: number): StateDocument {
  const seed = seedState(new Date(now)) as StateDocument;
  const lists = Object.fromEntries(
    Object.entries(seed).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  ) as unknown as Lists;
  lists.credentialUses = [];
  const graph = lists.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId);
  if (!graph) throw new Error("The seed has no Microsoft Graph.");
  for (let index = 0; index < applications; index++) lists.users.push(person(index));
  for (let index = lists.applications.length; index < applications; index++) add(lists, graph, index);
  for (let index = 0; index < applications * 0.2; index++) {
    const name = `gallery application ${index}`;
    lists.servicePrincipals.push(principal(name, { properties: { preferredSingleSignOnMode: "saml" } }));
  }
  for (let index = 0; index < applications * 0.3; index++) {
    lists.servicePrincipals.push(principal(`managed identity ${index}`, { servicePrincipalType: "ManagedIdentity" }));
  }
  const [vendor = "vendor"] = licenseReplacingApplications;
  lists.servicePrincipals.push(principal(vendor, { appOwnerOrganizationId: randomUUID() }));
  return lists as unknown as StateDocument;
}

function add(lists: Lists, graph: entities.ServicePrincipal, index: number): void {
  const kind = index % 100;
  const made = application(`application ${index}`);
  const client = principal(made.displayName, { appId: made.appId, appOwnerOrganizationId: lists.tenantId });
  const scopes = ["User.Read", "Mail.Read"];
  const roles = ["User.Read.All", "GroupMember.Read.All"];
  const secret = password(index);
  if (kind < 40) {
    lists.applications.push({
      ...made,
      requiredResourceAccess: declared([], scopes),
      properties: { ...made.properties, spa: { redirectUris: [`https://app${index}.contoso.com`] } },
    });
    lists.servicePrincipals.push(client);
    grant(lists, client, graph, "openid profile User.Read");
    for (let count = 0; count < 3; count++) {
      const user = lists.users[(index * 3 + count) % lists.users.length];
      if (user) grant(lists, client, graph, "Mail.Read", user.id);
    }
    return;
  }
  if (kind < 70) {
    lists.applications.push({ ...made, requiredResourceAccess: declared(roles, []), passwordCredentials: [secret] });
    lists.servicePrincipals.push(client);
    for (const value of roles) consent(lists, client, graph, roleIdOf(value));
    if (index % 2 === 0) {
      lists.credentialUses.push({ id: secret.keyId, appId: made.appId, lastSignInDateTime: when(-1) });
    }
    return;
  }
  if (kind < 75) {
    const role = { id: randomUUID(), value: "Data.Read.All", isEnabled: true, allowedMemberTypes: ["Application"] };
    lists.applications.push(made);
    lists.servicePrincipals.push({
      ...client,
      appRoles: [{ ...role, displayName: "Read data", description: "Reads all data." }],
    });
    consent(lists, lists.servicePrincipals.at(-2) ?? client, client, role.id);
    return;
  }
  if (kind < 80) {
    const federated = {
      id: randomUUID(),
      name: "pipeline",
      issuer: "https://token.actions.githubusercontent.com",
      subject: `repo:contoso/app${index}:environment:production`,
      audiences: ["api://AzureADTokenExchange"],
      description: null,
    };
    lists.applications.push({ ...made, federatedIdentityCredentials: [federated] });
    lists.servicePrincipals.push(client);
    azureRole(lists, client, `/subscriptions/${subscriptionId}/resourceGroups/app${index}`);
    return;
  }
  if (kind === 80) {
    lists.applications.push({ ...made, requiredResourceAccess: declared([], ["User.ReadWrite.All"]) });
    lists.servicePrincipals.push(client);
    const user = lists.users[index % lists.users.length];
    if (user) grant(lists, client, graph, "User.ReadWrite.All", user.id);
    return;
  }
  lists.applications.push(made);
  if (kind < 90) lists.servicePrincipals.push(client);
}

function application(displayName: string): entities.Application {
  return {
    id: randomUUID(),
    createdMs: 0,
    appId: randomUUID(),
    displayName,
    signInAudience: "AzureADMyOrg",
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
    federatedIdentityCredentials: [],
    owners: [],
    properties: { createdDateTime: when(-400) },
  };
}

function principal(displayName: string, changes: Partial<entities.ServicePrincipal>): entities.ServicePrincipal {
  const appId = changes.appId ?? randomUUID();
  return {
    id: randomUUID(),
    createdMs: 0,
    appId,
    displayName,
    accountEnabled: true,
    appOwnerOrganizationId: null,
    servicePrincipalNames: [appId],
    servicePrincipalType: "Application",
    appRoles: [],
    oauth2PermissionScopes: [],
    passwordCredentials: [],
    keyCredentials: [],
    owners: [],
    properties: {},
    ...changes,
  };
}

function person(index: number): entities.User {
  return {
    id: randomUUID(),
    createdMs: 0,
    userPrincipalName: `person${index}@contoso.com`,
    displayName: `Person ${index}`,
    accountEnabled: true,
    passwordHash: null,
    licenseAssignmentStates: [],
    properties: {},
  };
}

function password(index: number): entities.PasswordCredential {
  return {
    keyId: randomUUID(),
    displayName: "secret",
    startDateTime: when(-120),
    endDateTime: when(index % 10 === 0 ? 10 : 60),
    hint: "abc",
    secretHash: "",
  };
}

function declared(roles: readonly string[], scopes: readonly string[]): entities.RequiredResourceAccess[] {
  const resourceAccess = [
    ...roles.map((value) => ({ id: roleIdOf(value), type: "Role" as const })),
    ...scopes.map((value) => ({
      id: findPermission("microsoftGraph", value)?.delegated ?? "",
      type: "Scope" as const,
    })),
  ];
  return [{ resourceAppId: apis.microsoftGraph.appId, resourceAccess }];
}

const roleIdOf = (value: string) => findPermission("microsoftGraph", value)?.application ?? "";

function consent(
  lists: Lists,
  { id: principalId }: entities.ServicePrincipal,
  { id: resourceId }: entities.ServicePrincipal,
  appRoleId: string,
): void {
  lists.appRoleAssignments.push({
    id: randomUUID(),
    createdMs: 0,
    appRoleId,
    principalId,
    principalType: "ServicePrincipal",
    resourceId,
    createdDateTime: when(-100),
  });
}

function grant(
  lists: Lists,
  { id: clientId }: entities.ServicePrincipal,
  { id: resourceId }: entities.ServicePrincipal,
  scope: string,
  principalId: string | null = null,
): void {
  const consentType = principalId === null ? "AllPrincipals" : "Principal";
  lists.oauth2PermissionGrants.push({
    id: randomUUID(),
    createdMs: 0,
    clientId,
    consentType,
    principalId,
    resourceId,
    scope,
  });
}

function azureRole(lists: Lists, { id: principalId }: entities.ServicePrincipal, scope: string): void {
  const role = findAzureRole("Contributor");
  if (!role) throw new Error("The catalogue has no Contributor.");
  const name = randomUUID();
  lists.armRoleAssignments.push({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleDefinitionId: roleDefinitionId(role, `/subscriptions/${subscriptionId}`),
    principalId,
    principalType: "ServicePrincipal",
    properties: {},
  });
}
