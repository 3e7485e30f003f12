import { type Connection, endpointsOf, refuseOtherCloud, signIn } from "../connect";
import { createGraphClient } from "../graphClient";
import { identityOf } from "../identity";
import type { Plugin } from "../plugin";
import { boolean, string } from "../property";
import type { Caller } from "../resourceType";
import { ProviderError, type Session } from "../session";
import type { Values } from "../values";
import { administrativeUnit } from "./administrativeUnit";
import { administrativeUnitMember } from "./administrativeUnitMember";
import { administrativeUnitRoleMember } from "./administrativeUnitRoleMember";
import { application } from "./application";
import { applicationCertificate } from "./applicationCertificate";
import { applicationFederatedIdentityCredential } from "./applicationFederatedIdentityCredential";
import { applicationPassword } from "./applicationPassword";
import { appRoleAssignment } from "./appRoleAssignment";
import { directoryRole } from "./directoryRole";
import { directoryRoleAssignment } from "./directoryRoleAssignment";
import { getApplication } from "./getApplication";
import { getApplicationPublishedAppIds } from "./getApplicationPublishedAppIds";
import { getClientConfig } from "./getClientConfig";
import { getDirectoryRoles } from "./getDirectoryRoles";
import { getDomains } from "./getDomains";
import { getGroup } from "./getGroup";
import { getServicePrincipal } from "./getServicePrincipal";
import { getUser } from "./getUser";
import { getUsers } from "./getUsers";
import { group } from "./group";
import { groupMember } from "./groupMember";
import { servicePrincipal } from "./servicePrincipal";
import { servicePrincipalDelegatedPermissionGrant } from "./servicePrincipalDelegatedPermissionGrant";
import { user } from "./user";

/** The azuread provider, on Microsoft Graph. */
export const azuread: Plugin = {
  name: "azuread",
  version: require("@pulumi/azuread/package.json").version,
  types: [
    application,
    applicationCertificate,
    applicationFederatedIdentityCredential,
    applicationPassword,
    administrativeUnit,
    administrativeUnitMember,
    administrativeUnitRoleMember,
    appRoleAssignment,
    directoryRole,
    directoryRoleAssignment,
    group,
    groupMember,
    servicePrincipal,
    servicePrincipalDelegatedPermissionGrant,
    user,
  ],
  functions: [
    getApplication,
    getApplicationPublishedAppIds,
    getClientConfig,
    getDirectoryRoles,
    getDomains,
    getGroup,
    getServicePrincipal,
    getUser,
    getUsers,
  ],
  configuration: {
    adoPipelineServiceConnectionId: string(),
    clientCertificate: string(),
    clientCertificatePassword: string({ secret: true }),
    clientCertificatePath: string(),
    clientId: string({ secret: true }),
    clientIdFilePath: string(),
    clientSecret: string({ secret: true }),
    clientSecretFilePath: string(),
    disableTerraformPartnerId: boolean(),
    environment: string(),
    metadataHost: string(),
    msiEndpoint: string(),
    oidcRequestToken: string(),
    oidcRequestUrl: string(),
    oidcToken: string(),
    oidcTokenFilePath: string(),
    partnerId: string(),
    tenantId: string(),
    useAksWorkloadIdentity: boolean(),
    useCli: boolean(),
    useMsi: boolean(),
    useOidc: boolean(),
  },
  folder: "sandbox/plugins/azuread",
  connect,
  print: (message) => `1 error occurred:\n\t* ${message}\n\n`,
};

/** Signs in at once, as the real provider does: who cannot sign in learns it before anything is planned. */
async function connect(config: Values, connection: Connection): Promise<Session> {
  refuseOtherCloud(config, connection.origin);
  const endpoints = await endpointsOf(connection);
  const identity = await identityOf(config, connection.identity);
  const credential = signIn(connection, endpoints, identity);
  const caller = await callerOf(
    async () => credential.claims(`${endpoints.graph}/.default`, new AbortController().signal),
    identity,
  );
  return {
    client: createGraphClient(connection.transport, credential, endpoints.graph),
    caller: async () => caller,
    config: (name) => (config[name] === undefined ? undefined : String(config[name])),
    reference: (objectId) => `${endpoints.graph}/v1.0/directoryObjects/${objectId}`,
    locks: connection.locks,
    patience: connection.patience,
  };
}

async function callerOf(
  claims: () => Promise<Readonly<Record<string, unknown>>>,
  { tenantId, clientId }: { tenantId: string; clientId: string },
): Promise<Caller> {
  try {
    const { oid } = await claims();
    return { tenantId, clientId, objectId: String(oid ?? ""), subscriptionId: "" };
  } catch (error) {
    throw new ProviderError(`could not acquire access token to parse claims: ${(error as Error).message}`);
  }
}
