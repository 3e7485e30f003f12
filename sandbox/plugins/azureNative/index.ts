import { createArmClient } from "../armClient";
import { type Connection, endpointsOf, refuseOtherCloud, signIn } from "../connect";
import { identityOf } from "../identity";
import type { Plugin } from "../plugin";
import { boolean, list, string } from "../property";
import { ProviderError, type Session } from "../session";
import type { Values } from "../values";
import { automationAccount } from "./automationAccount";
import { getClientConfig, getResourceGroup, getRoleDefinition } from "./functions";
import { resourceGroup } from "./resourceGroup";
import { roleAssignment } from "./roleAssignment";

/** The azure-native provider, on Azure Resource Manager. */
export const azureNative: Plugin = {
  name: "azure-native",
  version: require("@pulumi/azure-native/package.json").version,
  types: [automationAccount, resourceGroup, roleAssignment],
  functions: [getClientConfig, getResourceGroup, getRoleDefinition],
  configuration: {
    auxiliaryTenantIds: list(string()),
    clientCertificatePassword: string({ secret: true }),
    clientCertificatePath: string(),
    clientId: string({ secret: true }),
    clientSecret: string({ secret: true }),
    disableInstanceDiscovery: boolean(),
    disablePulumiPartnerId: boolean(),
    environment: string(),
    location: string(),
    metadataHost: string(),
    msiEndpoint: string(),
    oidcRequestToken: string(),
    oidcRequestUrl: string(),
    oidcToken: string(),
    oidcTokenFilePath: string(),
    partnerId: string(),
    subscriptionId: string(),
    tenantId: string(),
    useDefaultAzureCredential: boolean(),
    useMsi: boolean(),
    useOidc: boolean(),
  },
  folder: "sandbox/plugins/azureNative",
  connect,
  print: (message) => message,
};

/** Signs in when something is first asked for, as the real provider does. */
async function connect(config: Values, connection: Connection): Promise<Session> {
  refuseOtherCloud(config, connection.origin);
  const endpoints = await endpointsOf(connection);
  const identity = await identityOf(config, connection.identity);
  const credential = signIn(connection, endpoints, identity);
  const subscriptionId = String(config.subscriptionId ?? connection.subscriptionId);
  return {
    client: createArmClient(connection.transport, credential, endpoints.arm, endpoints.armAudience),
    caller: async (signal) => {
      if (subscriptionId === "") {
        throw new ProviderError(
          "azure-native:subscriptionId is not set. Please set it to the subscription to deploy to.",
        );
      }
      const { oid } = await credential.claims(`${endpoints.armAudience}/.default`, signal);
      const { tenantId, clientId } = identity;
      return { tenantId, clientId, objectId: String(oid ?? ""), subscriptionId };
    },
    config: (name) => (config[name] === undefined ? undefined : String(config[name])),
    reference: (objectId) => `${endpoints.graph}/v1.0/directoryObjects/${objectId}`,
    locks: connection.locks,
    patience: connection.patience,
  };
}
