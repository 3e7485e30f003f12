/**
 * Built-in Azure roles that integrations and their deployers meet, with their control-plane actions.
 *
 * Source: github.com/MicrosoftDocs/azure-docs, articles/role-based-access-control/built-in-roles (privileged.md of 2026-07-01, general.md of
 * 2026-02-23, management-and-governance.md); Virtual Machine Contributor without its load balancer, backup and disk encryption actions.
 */
export interface AzureRole {
  readonly name: string;
  /** Name of the role definition; the same in every subscription. */
  readonly id: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** What nearly every operator role may besides its own subject. */
const common = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
] as const;
const alerts = "Microsoft.Insights/alertRules/*";
const health = "Microsoft.ResourceHealth/availabilityStatuses/read";
const jobs = [
  "Microsoft.Automation/automationAccounts/hybridRunbookWorkerGroups/read",
  "Microsoft.Automation/automationAccounts/jobs/read",
  "Microsoft.Automation/automationAccounts/jobs/resume/action",
  "Microsoft.Automation/automationAccounts/jobs/stop/action",
  "Microsoft.Automation/automationAccounts/jobs/streams/read",
  "Microsoft.Automation/automationAccounts/jobs/suspend/action",
  "Microsoft.Automation/automationAccounts/jobs/write",
  "Microsoft.Automation/automationAccounts/jobs/output/read",
] as const;

export const azureRoleTable = {
  Owner: {
    id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
    description: "Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.",
    actions: ["*"],
    notActions: [],
  },
  Contributor: {
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    description:
      "Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC, manage assignments in Azure Blueprints, or share image galleries.",
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
      "Microsoft.Subscription/cancel/action",
      "Microsoft.Subscription/enable/action",
    ],
  },
  Reader: {
    id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
    description: "View all resources, but does not allow you to make any changes.",
    actions: ["*/read"],
    notActions: [],
  },
  "User Access Administrator": {
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    description: "Lets you manage user access to Azure resources.",
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
    notActions: [],
  },
  "Role Based Access Control Administrator": {
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    description:
      "Manage access to Azure resources by assigning roles using Azure RBAC. This role does not allow you to manage access using other ways, such as Azure Policy.",
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
    notActions: [],
  },
  "Automation Contributor": {
    id: "f353d9bd-d4a6-484e-a77a-8050b599b867",
    description: "Manage azure automation resources and other resources using azure automation.",
    actions: [
      "Microsoft.Automation/automationAccounts/*",
      ...common,
      "Microsoft.Insights/ActionGroups/*",
      "Microsoft.Insights/ActivityLogAlerts/*",
      "Microsoft.Insights/MetricAlerts/*",
      "Microsoft.Insights/ScheduledQueryRules/*",
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
    ],
    notActions: [],
  },
  "Automation Job Operator": {
    id: "4fe576fe-1146-4730-92eb-48519fa6bf9f",
    description: "Create and Manage Jobs using Automation Runbooks.",
    actions: [...common, ...jobs, alerts],
    notActions: [],
  },
  "Automation Operator": {
    id: "d3881f73-407a-4167-8283-e981cbba0404",
    description: "Automation Operators are able to start, stop, suspend, and resume jobs",
    actions: [
      ...common,
      ...jobs,
      "Microsoft.Automation/automationAccounts/jobSchedules/read",
      "Microsoft.Automation/automationAccounts/jobSchedules/write",
      "Microsoft.Automation/automationAccounts/linkedWorkspace/read",
      "Microsoft.Automation/automationAccounts/read",
      "Microsoft.Automation/automationAccounts/runbooks/read",
      "Microsoft.Automation/automationAccounts/schedules/read",
      "Microsoft.Automation/automationAccounts/schedules/write",
      alerts,
      health,
    ],
    notActions: [],
  },
  "Automation Runbook Operator": {
    id: "5fb5aef8-1081-4b8e-bb16-9d5d0385bab5",
    description: "Read Runbook properties - to be able to create Jobs of the runbook.",
    actions: [...common, "Microsoft.Automation/automationAccounts/runbooks/read", alerts],
    notActions: [],
  },
  "Virtual Machine Contributor": {
    id: "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
    description:
      "Lets you manage virtual machines, but not access to them, and not the virtual network or storage account they're connected to.",
    actions: [
      ...common,
      "Microsoft.Compute/availabilitySets/*",
      "Microsoft.Compute/locations/*",
      "Microsoft.Compute/virtualMachines/*",
      "Microsoft.Compute/virtualMachineScaleSets/*",
      "Microsoft.Compute/disks/write",
      "Microsoft.Compute/disks/read",
      "Microsoft.Compute/disks/delete",
      alerts,
      "Microsoft.Network/networkInterfaces/*",
      health,
      "Microsoft.Storage/storageAccounts/listKeys/action",
      "Microsoft.Storage/storageAccounts/read",
    ],
    notActions: [],
  },
  "Network Contributor": {
    id: "4d97b98b-1d4f-4787-a291-c67834d212e7",
    description: "Lets you manage networks, but not access to them.",
    actions: [...common, alerts, "Microsoft.Network/*", health],
    notActions: [],
  },
  "Storage Account Contributor": {
    id: "17d1049b-9a84-46fb-8f53-869881c3d3ab",
    description:
      "Lets you manage storage accounts, including accessing storage account keys which provide full access to storage account data.",
    actions: [
      ...common,
      alerts,
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
      health,
      "Microsoft.Storage/storageAccounts/*",
    ],
    notActions: [],
  },
} as const satisfies Record<string, Omit<AzureRole, "name">>;

export type AzureRoleName = keyof typeof azureRoleTable;
