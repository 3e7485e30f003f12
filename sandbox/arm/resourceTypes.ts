/**
 * Resource types that the sandbox tells clients of: what `az resource create` reads to choose an api-version.
 *
 * Source of the api-versions: the type declarations of @pulumi/azure-native 3.28.0, and for automation accounts also the folders of
 * azure-rest-api-specs (specification/automation/resource-manager).
 */
export interface ResourceType {
  /** Without the namespace, e.g. `automationAccounts/variables`. */
  readonly resourceType: string;
  /** Newest first. */
  readonly apiVersions: readonly string[];
  /** False for types without a location of their own. */
  readonly isRegional: boolean;
}

const automationVersions = [
  "2024-10-23",
  "2023-11-01",
  "2023-05-15-preview",
  "2022-08-08",
  "2021-06-22",
  "2020-01-13-preview",
  "2019-06-01",
  "2018-06-30",
  "2018-01-15",
  "2017-05-15-preview",
  "2015-10-31",
  "2015-01-01-preview",
] as const;

const automationChildren = [
  "certificates",
  "compilationjobs",
  "configurations",
  "connections",
  "connectionTypes",
  "credentials",
  "hybridRunbookWorkerGroups",
  "hybridRunbookWorkerGroups/hybridRunbookWorkers",
  "jobs",
  "jobSchedules",
  "modules",
  "nodeConfigurations",
  "powerShell72Modules",
  "privateEndpointConnections",
  "python2Packages",
  "python3Packages",
  "runbooks",
  "runtimeEnvironments",
  "runtimeEnvironments/packages",
  "schedules",
  "softwareUpdateConfigurations",
  "sourceControls",
  "variables",
  "watchers",
  "webhooks",
] as const;

/** By namespace. `Microsoft.Automation` is complete: other types and versions of it are refused. Elsewhere they are taken as they come. */
export const resourceTypes: Readonly<Record<string, readonly ResourceType[]>> = {
  "Microsoft.Automation": [
    regional("automationAccounts", automationVersions),
    ...automationChildren.map((child) => proxy(`automationAccounts/${child}`, automationVersions)),
  ],
  "Microsoft.Authorization": [
    proxy("roleAssignments", ["2022-04-01", "2020-10-01-preview", "2020-08-01-preview", "2015-07-01"]),
    proxy("roleDefinitions", ["2022-05-01-preview", "2022-04-01", "2018-01-01-preview", "2015-07-01"]),
    proxy("permissions", ["2022-04-01", "2015-07-01"]),
    proxy("denyAssignments", ["2022-04-01", "2018-07-01-preview"]),
    proxy("locks", ["2020-05-01", "2016-09-01"]),
  ],
  "Microsoft.Compute": [regional("virtualMachines", ["2025-04-01", "2024-11-01", "2024-07-01", "2023-03-01"])],
  "Microsoft.KeyVault": [regional("vaults", ["2025-05-01", "2024-11-01", "2023-07-01", "2023-02-01"])],
  "Microsoft.Logic": [regional("workflows", ["2019-05-01", "2016-06-01"])],
  "Microsoft.ManagedIdentity": [regional("userAssignedIdentities", ["2024-11-30", "2023-01-31"])],
  "Microsoft.Network": [
    regional("virtualNetworks", ["2025-01-01", "2024-05-01", "2023-02-01"]),
    regional("networkSecurityGroups", ["2025-01-01", "2024-05-01", "2023-02-01"]),
    regional("publicIPAddresses", ["2025-01-01", "2024-05-01", "2023-02-01"]),
  ],
  "Microsoft.OperationalInsights": [regional("workspaces", ["2025-02-01", "2023-09-01", "2022-10-01"])],
  "Microsoft.Resources": [
    proxy("tenants", ["2022-12-01", "2021-01-01", "2019-11-01"]),
    proxy("subscriptions", ["2022-12-01", "2021-01-01", "2019-11-01"]),
    proxy("subscriptions/resourceGroups", ["2025-04-01", "2024-03-01", "2021-04-01"]),
    proxy("resourceGroups", ["2025-04-01", "2024-03-01", "2021-04-01"]),
  ],
  "Microsoft.Storage": [regional("storageAccounts", ["2025-06-01", "2024-01-01", "2023-01-01", "2022-09-01"])],
  "Microsoft.Web": [
    regional("serverfarms", ["2025-03-01", "2024-11-01", "2022-09-01"]),
    regional("sites", ["2025-03-01", "2024-11-01", "2022-09-01"]),
  ],
};

function regional(resourceType: string, apiVersions: readonly string[]): ResourceType {
  return { resourceType, apiVersions, isRegional: true };
}

function proxy(resourceType: string, apiVersions: readonly string[]): ResourceType {
  return { resourceType, apiVersions, isRegional: false };
}
