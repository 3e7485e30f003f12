import {
  any,
  boolean,
  computed,
  list,
  map,
  number,
  object,
  output,
  replaces,
  required,
  rules,
  string,
} from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { oneOf } from "../rules";
import type { Values } from "../values";
import { armSequence, flattened, given, location, systemData, tags } from "./words";

const apiVersion = "2024-10-23";

const provider = "Microsoft.Automation/automationAccounts";

const path = ({ id, inputs, caller }: Scope) =>
  `/subscriptions/${id.subscriptionId ?? caller.subscriptionId}/resourceGroups/${id.resourceGroupName ?? inputs.resourceGroupName}` +
  `/providers/${provider}/${id.automationAccountName ?? inputs.automationAccountName}`;

const properties = ["disableLocalAuth", "encryption", "publicNetworkAccess", "sku"];

const body = (inputs: Values): Values => ({
  ...given(inputs, ["location", "name", "tags"]),
  ...(inputs.identity === undefined ? {} : { identity: identityBody(inputs.identity as Values) }),
  properties: given(inputs, properties),
});

/** Ids of user-assigned identities are a list in the program and the keys of an object in ARM. */
const identityBody = (identity: Values): Values => ({
  ...identity,
  ...(Array.isArray(identity.userAssignedIdentities)
    ? { userAssignedIdentities: Object.fromEntries(identity.userAssignedIdentities.map((id) => [id, {}])) }
    : {}),
});

export const automationAccount: RemoteType = {
  token: "azure-native:automation:AutomationAccount",
  idForm: `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${provider}/{automationAccountName}`,
  properties: {
    automationAccountName: string({ ...replaces, inputOnly: true, autoName: "suffix" }),
    disableLocalAuth: boolean(),
    encryption: object({
      identity: object({ userAssignedIdentity: any() }),
      keySource: string(rules(oneOf("Microsoft.Automation", "Microsoft.Keyvault"))),
      keyVaultProperties: object({ keyName: string(), keyVersion: string(), keyvaultUri: string() }),
    }),
    identity: object({
      type: string(rules(oneOf("SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned", "None"))),
      userAssignedIdentities: list(string()),
    }),
    location,
    name: string(computed),
    publicNetworkAccess: boolean(),
    resourceGroupName: string({ ...required, ...replaces, inputOnly: true }),
    sku: object({
      capacity: number(),
      family: string(),
      name: string({ ...required, ...rules(oneOf("Free", "Basic")) }),
    }),
    tags,
    automationHybridServiceUrl: string(output),
    azureApiVersion: string(output),
    creationTime: string(output),
    description: string(output),
    etag: string(output),
    lastModifiedBy: string(output),
    lastModifiedTime: string(output),
    privateEndpointConnections: list(map(any()), output),
    state: string(output),
    systemData,
    type: string(output),
  },
  ...armSequence({
    apiVersion,
    path,
    body,
    created: ({ caller, inputs }) => ({
      subscriptionId: caller.subscriptionId,
      resourceGroupName: String(inputs.resourceGroupName),
      automationAccountName: String(inputs.automationAccountName),
    }),
  }),
  outputs: ({ answers }) => flattened(answers.resource, apiVersion),
  imported: ({ id: { resourceGroupName, automationAccountName } }) => ({ resourceGroupName, automationAccountName }),
};
