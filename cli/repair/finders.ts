import { type RestClient, RestError, type RestReader } from "../../components/restClient";
import type { PendingCreate } from "./pendingCreates";

export interface SearchedTenant {
  readonly graph: RestClient;
  readonly arm: RestReader;
  readonly subscriptionId: string | undefined;
  /** Ids of the resources that the state has already. */
  readonly knownIds: ReadonlySet<string>;
}

/** What the interrupted request made. */
export type Found =
  /** To be taken into the state under this id. */
  | { readonly id: string }
  /** A client secret whose text went with the answer: of no use, to be removed. */
  | { readonly lostSecret: { readonly application: string; readonly keyId: string } };

type Finder = (inputs: Inputs, tenant: SearchedTenant) => Promise<Found | undefined>;

/** All values are known: the engine had them to send. */
type Inputs = Readonly<Record<string, string>>;

interface Listed {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Types that need no look-up are not here: random values live in the state, and our own types find what is there by themselves. */
const finders: Readonly<Record<string, Finder>> = {
  "azuread:index/application:Application": async ({ displayName, notes }, { graph, knownIds }) => {
    const list = await graph.list<Listed>(
      `/applications?$filter=displayName eq ${quoted(displayName)}&$select=id,notes,createdDateTime`,
    );
    const [newest] = list
      .filter((one) => same(one.notes, notes) && !knownIds.has(`/applications/${one.id}`))
      .sort((a, b) => String(b.createdDateTime).localeCompare(String(a.createdDateTime)));
    return newest && { id: `/applications/${newest.id}` };
  },

  "azuread:index/servicePrincipal:ServicePrincipal": async ({ clientId }, { graph }) =>
    first(graph, `/servicePrincipals?$filter=appId eq ${quoted(clientId)}`, "/servicePrincipals/"),

  "azuread:index/applicationPassword:ApplicationPassword": async (inputs, { graph, knownIds }) => {
    const application = String(inputs.applicationId).split("/").pop() ?? "";
    const { passwordCredentials } = await graph.get<{ passwordCredentials: readonly PasswordCredential[] }>(
      `/applications/${application}?$select=id,passwordCredentials`,
    );
    const lost = passwordCredentials.find(
      (one) => same(one.displayName, inputs.displayName) && !knownIds.has(`${application}/password/${one.keyId}`),
    );
    return lost && { lostSecret: { application, keyId: lost.keyId } };
  },

  "azuread:index/applicationCertificate:ApplicationCertificate": async (inputs, { graph, knownIds }) => {
    const application = String(inputs.applicationId).split("/").pop();
    const { keyCredentials } = await graph.get<{ keyCredentials: readonly { readonly keyId: string }[] }>(
      `/applications/${application}?$select=id,keyCredentials`,
    );
    const made = keyCredentials
      .map(({ keyId }) => `${application}/certificate/${keyId}`)
      .find((id) => !knownIds.has(id.toLowerCase()));
    return made ? { id: made } : undefined;
  },

  "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential": async (
    inputs,
    { graph },
  ) => {
    const application = String(inputs.applicationId).split("/").pop();
    const list = await graph.list<Listed>(`/applications/${application}/federatedIdentityCredentials`);
    const made = list.find((one) => same(one.name, inputs.displayName));
    return made && { id: `${application}/federatedIdentityCredential/${made.id}` };
  },

  "azuread:index/appRoleAssignment:AppRoleAssignment": async (inputs, { graph }) => {
    const list = await graph.list<Listed>(`/servicePrincipals/${inputs.principalObjectId}/appRoleAssignments`);
    const made = list.find(
      (one) => same(one.appRoleId, inputs.appRoleId) && same(one.resourceId, inputs.resourceObjectId),
    );
    return made && { id: `/servicePrincipals/${inputs.resourceObjectId}/appRoleAssignedTo/${made.id}` };
  },

  "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant": async (
    inputs,
    { graph },
  ) => {
    const list = await graph.list<Listed>(
      `/oauth2PermissionGrants?$filter=clientId eq ${quoted(inputs.servicePrincipalObjectId)}`,
    );
    const made = list.find(
      (one) =>
        same(one.resourceId, inputs.resourceServicePrincipalObjectId) &&
        same(one.principalId ?? undefined, inputs.userObjectId),
    );
    return made && { id: `/oauth2PermissionGrants/${made.id}` };
  },

  // The purpose tells the account from a person who had the name before.
  "azuread:index/user:User": async ({ userPrincipalName, jobTitle }, { graph }) => {
    const path = `/users/${encodeURIComponent(String(userPrincipalName))}?$select=id,jobTitle`;
    const user = await graph.get<Listed>(path);
    return same(user.jobTitle ?? undefined, jobTitle) ? { id: `/users/${user.id}` } : undefined;
  },

  "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment": async (inputs, { graph }) => {
    const path = "/roleManagement/directory/roleAssignments";
    const list = await graph.list<Listed>(`${path}?$filter=principalId eq ${quoted(inputs.principalObjectId)}`);
    const made = list.find(
      (one) => same(one.roleDefinitionId, inputs.roleId) && same(one.directoryScopeId, inputs.directoryScopeId || "/"),
    );
    return made && { id: `${path}/${made.id}` };
  },

  "azuread:index/administrativeUnit:AdministrativeUnit": async ({ displayName, description }, { graph, knownIds }) => {
    const path = "/directory/administrativeUnits";
    const list = await graph.list<Listed>(`${path}?$filter=displayName eq ${quoted(displayName)}`);
    const made = list.find(
      (one) => same(one.description ?? undefined, description) && !knownIds.has(`${path}/${one.id}`.toLowerCase()),
    );
    return made && { id: `${path}/${made.id}` };
  },

  "azure-native:resources:ResourceGroup": async ({ resourceGroupName }, { arm, subscriptionId }) =>
    there(arm, `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`, "2022-09-01"),

  "azure-native:authorization:RoleAssignment": async ({ scope, roleAssignmentName }, { arm }) =>
    there(arm, `${scope}/providers/Microsoft.Authorization/roleAssignments/${roleAssignmentName}`, "2022-04-01"),
};

interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
}

/** What an interrupted request made, or undefined: it made nothing, or nothing that needs to be known. @throws RestError */
export async function findMade(create: PendingCreate, tenant: SearchedTenant): Promise<Found | undefined> {
  try {
    return await finders[create.type]?.(create.inputs as Inputs, tenant);
  } catch (error) {
    if (error instanceof RestError && error.status === 404) return undefined;
    throw error;
  }
}

async function first(graph: RestReader, path: string, prefix: string): Promise<Found | undefined> {
  const [one] = await graph.list<Listed>(path);
  return one && { id: `${prefix}${one.id}` };
}

async function there(arm: RestReader, id: string, apiVersion: string): Promise<Found> {
  await arm.get(`${id}?api-version=${apiVersion}`);
  return { id };
}

const same = (one: unknown, other: unknown) => String(one ?? "").toLowerCase() === String(other ?? "").toLowerCase();

/** A text of an OData filter. */
const quoted = (text: unknown) => `'${encodeURIComponent(String(text).replaceAll("'", "''"))}'`;
