import { roleAllows } from "../../catalogue/azureRoles";
import { type Rights, rightsOf } from "../facts/azureRights";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { isAbsent, text, type Unknown, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

type Level = "tenant" | "management group" | "subscription" | "resource group";

/** Whoever may do this gives itself any other role. */
const assigning = "Microsoft.Authorization/roleAssignments/write";

export const roleAssignmentScope = defineRule({
  name: "role-assignment-scope",
  demand: "Contributor is given on a resource group or below, and roles that give roles are not given at all.",
  severity: "high",
  why: "Contributor on a subscription manages every resource in it; an Owner or User Access Administrator gives itself any role. An integration acts on one resource group.",
  remedy:
    "Assign Contributor, or better a narrower role, on the resource group that the integration works on: scope: group.id.",
  source: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  examples: {
    bad: `resources:
  access:
    type: azure-native:authorization:RoleAssignment
    properties:
      scope: <subscription>
      roleDefinitionId: <azure-role Contributor>
      principalId: <object-id>
      principalType: ServicePrincipal
`,
    good: `resources:
  group:
    type: azure-native:resources:ResourceGroup
    properties:
      location: westeurope
  access:
    type: azure-native:authorization:RoleAssignment
    properties:
      scope: \${group.id}
      roleDefinitionId: <azure-role Contributor>
      principalId: <object-id>
      principalType: ServicePrincipal
`,
  },
  resource: {
    types: [types.roleAssignment, types.classicRoleAssignment],
    traces: true,
    check(assignment, _context, stack) {
      const rights = rightsOf(assignment, stack);
      if (rights === undefined) return [];
      if (rights === unknown) return [undecided(assignment, "roleDefinitionId")];
      if (givesRoles(rights, assignment)) {
        return [
          { message: `"${assignment.name}" gives the role ${rights.name}, whose holder can give itself any role.` },
        ];
      }
      if (!rights.actions.includes("*")) return [];
      const level = levelOf(assignment, stack);
      if (level === "resource group") return [];
      if (level === unknown) return [undecided(assignment, "scope")];
      return [{ message: `"${assignment.name}" gives ${rights.name} on a whole ${level}.` }];
    },
  },
});

function givesRoles(rights: Rights, { properties }: ResourceView): boolean {
  // Made for being limited: with a condition it gives only the roles that the condition names.
  const isLimited = rights.name === "Role Based Access Control Administrator" && !isAbsent(properties.condition);
  return roleAllows(rights, assigning) && !isLimited;
}

/** Where the assignment holds: by its scope, or by the resource of the program that the scope comes from. */
function levelOf(assignment: ResourceView, stack: StackView | undefined): Level | Unknown {
  const scope = text(assignment.properties.scope);
  if (typeof scope === "string") return levelOfPath(scope);
  const sources = stack?.sources(assignment, "scope") ?? [];
  if (sources.some(({ type }) => type === types.managementGroup)) return "management group";
  if (sources.some(({ type }) => type === types.subscriptionAlias)) return "subscription";
  // Any other Azure resource is in a resource group, or is one.
  return sources.some(({ type }) => /^azure(-native)?:/.test(type)) ? "resource group" : unknown;
}

function levelOfPath(scope: string): Level {
  const path = scope.toLowerCase().replace(/\/+$/, "");
  if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+/.test(path)) return "resource group";
  if (/^\/subscriptions\/[^/]+$/.test(path)) return "subscription";
  if (path.startsWith("/providers/microsoft.management/managementgroups/")) return "management group";
  // What is deeper below a subscription than the subscription itself is a single resource.
  return path.startsWith("/subscriptions/") ? "resource group" : "tenant";
}

function undecided(assignment: ResourceView, missing: string): Finding {
  return { message: `"${assignment.name}" gives an Azure role that may reach too far.`, missing };
}
