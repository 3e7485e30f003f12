import { object as objectIn, text } from "../body";
import { object, output, replaces, rules, string } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { lengthBetween } from "../rules";
import { armSequence, flattened, given, location, tags } from "./words";

const apiVersion = "2024-03-01";

const path = ({ id, inputs, caller }: Scope) =>
  `/subscriptions/${id.subscriptionId ?? caller.subscriptionId}/resourcegroups/${id.resourceGroupName ?? inputs.resourceGroupName}`;

export const resourceGroup: RemoteType = {
  token: "azure-native:resources:ResourceGroup",
  idForm: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
  properties: {
    location,
    managedBy: string(),
    resourceGroupName: string({
      ...replaces,
      inputOnly: true,
      autoName: "suffix",
      ...rules(lengthBetween(1, 90)),
    }),
    tags,
    azureApiVersion: string(output),
    name: string(output),
    properties: object({ provisioningState: string(output) }, output),
    type: string(output),
  },
  ...armSequence({
    apiVersion,
    path,
    body: (inputs) => given(inputs, ["location", "managedBy", "tags"]),
    created: ({ caller, inputs }) => ({
      subscriptionId: caller.subscriptionId,
      resourceGroupName: String(inputs.resourceGroupName),
    }),
  }),
  outputs: ({ answers }) => ({
    ...given(flattened(answers.resource, apiVersion), [
      "azureApiVersion",
      "location",
      "managedBy",
      "name",
      "tags",
      "type",
    ]),
    properties: { provisioningState: text(objectIn(answers.resource, "properties"), "provisioningState") },
  }),
  imported: ({ id }) => ({ resourceGroupName: id.resourceGroupName }),
};
