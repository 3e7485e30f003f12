/** What an assignment of an Azure role allows. */
import { type AzureRole, findAzureRole } from "../../catalogue/azureRoles";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { isAbsent, knownList, knownText, type Properties, text, type Unknown, unknown } from "../model/value";

export type Rights = Pick<AzureRole, "name" | "actions" | "notActions">;

/** What the role allows; undefined for a role that the catalogue does not know, which is narrower than those that it knows. */
export function rightsOf(assignment: ResourceView, stack: StackView | undefined): Rights | Unknown | undefined {
  const { roleDefinitionId, roleDefinitionName } = assignment.properties;
  const named = text(isAbsent(roleDefinitionId) ? roleDefinitionName : roleDefinitionId);
  if (named === undefined) return undefined;
  if (named !== unknown) return findAzureRole(named) ?? customRole(assignment, stack);
  return customRole(assignment, stack) ?? unknown;
}

/** A role that the program defines itself. */
function customRole(assignment: ResourceView, stack: StackView | undefined): Rights | undefined {
  const definition = stack
    ?.sources(assignment, "roleDefinitionId")
    .find(({ type }) => type === types.roleDefinition || type === types.classicRoleDefinition);
  if (definition === undefined) return undefined;
  const permissions = knownList(definition.properties.permissions) as readonly Properties[];
  const texts = (key: string) =>
    permissions.flatMap((entry) => knownList(entry[key]).flatMap((action) => knownText(action) ?? []));
  return {
    name: knownText(definition.properties.roleName) ?? knownText(definition.properties.name) ?? definition.name,
    actions: texts("actions"),
    notActions: texts("notActions"),
  };
}
