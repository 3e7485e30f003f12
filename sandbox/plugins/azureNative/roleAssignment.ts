import { output, replaces, required, rules, string } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { oneOf } from "../rules";
import { armSequence, flattened, given, systemData } from "./words";

const apiVersion = "2022-04-01";

const trimmed = (scope: unknown) => String(scope).replace(/^\/+|\/+$/g, "");

const path = ({ id, inputs }: Scope) =>
  `/${trimmed(id.scope ?? inputs.scope)}/providers/Microsoft.Authorization/roleAssignments/` +
  (id.name ?? inputs.roleAssignmentName);

const told = ["condition", "conditionVersion", "delegatedManagedIdentityResourceId", "description", "principalId"];

/** An Azure role for a principal at a scope. */
export const roleAssignment: RemoteType = {
  token: "azure-native:authorization:RoleAssignment",
  idForm: "{scope*}/providers/Microsoft.Authorization/roleAssignments/{name}",
  properties: {
    condition: string(),
    conditionVersion: string(),
    delegatedManagedIdentityResourceId: string(),
    description: string(),
    principalId: string({ ...required, ...replaces }),
    principalType: string({
      default: "User",
      ...rules(oneOf("User", "Group", "ServicePrincipal", "ForeignGroup", "Device")),
    }),
    roleAssignmentName: string({ ...replaces, inputOnly: true, autoName: "uuid" }),
    roleDefinitionId: string(required),
    scope: string({ ...required, ...replaces, canonical: trimmed }),
    azureApiVersion: string(output),
    createdBy: string(output),
    createdOn: string(output),
    name: string(output),
    systemData,
    type: string(output),
    updatedBy: string(output),
    updatedOn: string(output),
  },
  ...armSequence({
    apiVersion,
    path,
    body: (inputs) => ({ properties: given(inputs, [...told, "principalType", "roleDefinitionId"]) }),
    created: ({ inputs }) => ({ scope: `/${trimmed(inputs.scope)}`, name: String(inputs.roleAssignmentName) }),
  }),
  outputs: ({ answers }) =>
    given(flattened(answers.resource, apiVersion), [
      ...told,
      ...["azureApiVersion", "createdBy", "createdOn", "name", "principalType", "roleDefinitionId", "scope"],
      ...["systemData", "type", "updatedBy", "updatedOn"],
    ]),
  imported: ({ id }) => ({ roleAssignmentName: id.name }),
};
