import { findAzureRole } from "../../catalogue/azureRoles";
import { subscriptionId, tenantId } from "../seed/constants";
import { seedIdentities } from "../seed/identities";
import { seedId } from "../seed/seedId";
import type { ArmRoleAssignment } from "../state/entities";
import type { StateDocument } from "../state/state";
import { resourceGroupType } from "./resourceGroups";
import { roleDefinitionIdAt } from "./roleDefinitions";

/** Name of the resource group that is there from the start, for integrations that are given an existing one. */
export const existingResourceGroup = "rg-existing-servicenow";

const scope = `/subscriptions/${subscriptionId}`;

/**
 * A fresh subscription: nothing registered beyond what needs no registration (so Microsoft.Automation is not), one resource
 * group, and the roles of the seeded identities. The deployer may do what a deployment needs and no more than Azure can tell apart:
 * Contributor (resources, registration) and Role Based Access Control Administrator (role assignments).
 */
export function seedArm(
  now: Date,
): Pick<StateDocument, "subscriptions" | "providerRegistrations" | "armResources" | "armRoleAssignments"> {
  const { deployer, reader } = seedIdentities;
  return {
    subscriptions: [{ id: subscriptionId, displayName: "Contoso Integrations", tenantId }],
    providerRegistrations: [],
    armResources: [
      {
        id: `${scope}/resourceGroups/${existingResourceGroup}`,
        type: resourceGroupType,
        name: existingResourceGroup,
        location: "westeurope",
        tags: {},
        properties: { provisioningState: "Succeeded" },
      },
    ],
    armRoleAssignments: [
      assignment("Contributor", deployer.servicePrincipalId, now),
      assignment("Role Based Access Control Administrator", deployer.servicePrincipalId, now),
      assignment("Reader", reader.servicePrincipalId, now),
    ],
  };
}

function assignment(roleName: string, principalId: string, now: Date): ArmRoleAssignment {
  const role = findAzureRole(roleName);
  if (!role) throw new Error(`The catalogue has no Azure role "${roleName}".`);
  const name = seedId("roleAssignment", `${roleName} of ${principalId}`);
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    scope,
    roleDefinitionId: roleDefinitionIdAt(scope, role.id),
    principalId,
    principalType: "ServicePrincipal",
    properties: {
      condition: null,
      conditionVersion: null,
      createdOn: now.toISOString(),
      updatedOn: now.toISOString(),
      createdBy: null,
      updatedBy: null,
      delegatedManagedIdentityResourceId: null,
      description: "Seeded with the sandbox.",
    },
  };
}
