import { text } from "../body";
import { required, string } from "../property";
import type { FunctionType } from "../resourceType";
import { flattened, given, told } from "./words";

export const getClientConfig: FunctionType = {
  token: "azure-native:authorization:getClientConfig",
  inputs: {},
  outputs: ["clientId", "objectId", "subscriptionId", "tenantId"],
  steps: [],
  result: ({ caller }) => ({ ...caller }),
};

const roleDefinitionVersion = "2022-05-01-preview";

const roleDefinitionMembers = [
  ...["assignableScopes", "createdBy", "createdOn", "description", "name", "permissions", "roleName", "roleType"],
  ...["systemData", "type", "updatedBy", "updatedOn", "azureApiVersion"],
];

export const getRoleDefinition: FunctionType = {
  token: "azure-native:authorization:getRoleDefinition",
  inputs: { roleDefinitionId: string(required), scope: string(required) },
  outputs: [...roleDefinitionMembers, "id"],
  steps: [
    {
      does: "",
      as: "role",
      request: ({ inputs }) => ({
        method: "GET",
        path:
          `/${String(inputs.scope).replace(/^\/+|\/+$/g, "")}/providers/Microsoft.Authorization/roleDefinitions/` +
          String(inputs.roleDefinitionId),
        query: { "api-version": roleDefinitionVersion },
      }),
    },
  ],
  result: ({ answers }) => {
    const { properties, ...role } = (told(answers.role) ?? {}) as Record<string, unknown>;
    const { type: roleType, ...members } = (properties ?? {}) as Record<string, unknown>;
    const all = { ...members, ...role, roleType, azureApiVersion: roleDefinitionVersion };
    return { ...given(all, roleDefinitionMembers), id: text(answers.role, "id") };
  },
};

const resourceGroupVersion = "2024-03-01";

export const getResourceGroup: FunctionType = {
  token: "azure-native:resources:getResourceGroup",
  inputs: { resourceGroupName: string(required) },
  outputs: ["azureApiVersion", "id", "location", "managedBy", "name", "properties", "tags", "type"],
  steps: [
    {
      does: "",
      as: "group",
      request: ({ inputs, caller }) => ({
        method: "GET",
        path: `/subscriptions/${caller.subscriptionId}/resourceGroups/${inputs.resourceGroupName}`,
        query: { "api-version": resourceGroupVersion },
      }),
    },
  ],
  result: ({ answers }) => ({
    ...given(flattened(answers.group, resourceGroupVersion), [
      ...["azureApiVersion", "location", "managedBy", "name", "tags", "type"],
    ]),
    id: text(answers.group, "id"),
    properties: told(answers.group?.properties),
  }),
};
