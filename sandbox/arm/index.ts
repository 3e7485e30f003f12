import type { ServiceDefinition } from "../operation";
import { authorize } from "./authorization";
import { operationResultOperations } from "./operations/operationResults";
import { permissionOperations } from "./operations/permissions";
import { providerOperations } from "./operations/providers";
import { resourceGroupOperations } from "./operations/resourceGroups";
import { resourceListOperations } from "./operations/resourceLists";
import { resourceOperations } from "./operations/resources";
import { roleAssignmentOperations } from "./operations/roleAssignments";
import { roleDefinitionOperations } from "./operations/roleDefinitions";
import { subscriptionOperations } from "./operations/subscriptions";
import { tenantOperations } from "./operations/tenants";

export { existingResourceGroup, seedArm } from "./seed";

const basePath = "/arm";

/**
 * Azure Resource Manager: subscriptions, resource providers and their registration, resource groups, resources of any
 * type (automation accounts in detail), Azure roles and role assignments at every scope. At the root, as Azure's own, and below a base path.
 */
export const armService: ServiceDefinition = {
  service: "arm",
  basePath,
  rootSegments: ["subscriptions", "providers", "tenants"],
  operations: [
    ...tenantOperations,
    ...subscriptionOperations,
    ...providerOperations,
    ...resourceGroupOperations,
    ...operationResultOperations,
    ...resourceListOperations,
    ...roleDefinitionOperations,
    ...roleAssignmentOperations,
    ...permissionOperations,
    ...resourceOperations,
  ],

  audiences: ({ baseUrls }) => [
    "https://management.core.windows.net/",
    "https://management.core.windows.net",
    "https://management.azure.com/",
    "https://management.azure.com",
    ...[baseUrls.arm, `${baseUrls.arm}${basePath}`].flatMap((url) => [url, `${url}/`]),
    // Windows Azure Service Management API: the app id that stands for ARM in tokens.
    "797f4846-ba00-4fd7-ba43-dac1f8f63013",
  ],

  authorize,

  errorBody: ({ code, message, details }) => ({ error: { code, message, ...(details && { details }) } }),
};
