import { createHash } from "node:crypto";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import * as pulumi from "@pulumi/pulumi";
import { type AzureRoleName, azureRoleProblem, findAzureRole, roleDefinitionId } from "../catalogue/azureRoles";

/** Type of the component, as it is in URNs. */
export const resourceGroupAccessType = "entra-integrations:components:ResourceGroupAccess";

/** A resource group of the stack. */
export interface NewResourceGroupArgs {
  readonly name: string;
  /** e.g. `westeurope`. */
  readonly location: string;
}

/** A resource group that exists already and stays when the stack goes. */
export interface ExistingResourceGroupArgs {
  readonly existing: string;
}

export interface ResourceGroupAccessArgs {
  readonly subscriptionId: string;
  readonly resourceGroup: NewResourceGroupArgs | ExistingResourceGroupArgs;
  /** Object id of the service principal (not the application's object id, not its client id). */
  readonly principalObjectId: pulumi.Input<string>;
  /** Built-in roles by name, or any role by the id of its definition. @default ["Contributor"] */
  readonly roles?: readonly (AzureRoleName | (string & {}))[];
  /** An assignment that exists already, by role: adopted instead of made. */
  readonly existingAssignments?: Readonly<Record<string, string>>;
  /** Ids of assignments that were there before the stack: they stay when the stack goes. */
  readonly existed?: ReadonlySet<string>;
}

/**
 * Azure roles for a service principal on one resource group, and nowhere above it.
 *
 * The deployer needs Microsoft.Authorization/roleAssignments/write on the resource group (Role Based Access Control
 * Administrator), and Microsoft.Resources/subscriptions/resourceGroups/write on the subscription to make a new one.
 * Raises one ResourceError that lists every problem of the arguments.
 */
export class ResourceGroupAccess extends pulumi.ComponentResource {
  readonly resourceGroupName: pulumi.Output<string>;
  /** `/subscriptions/{id}/resourceGroups/{name}`. */
  readonly scope: pulumi.Output<string>;
  readonly roles: readonly string[];

  constructor(name: string, args: ResourceGroupAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(resourceGroupAccessType, name, {}, opts);

    const problems = resourceGroupAccessProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(
        [`Resource group access "${name}" cannot be declared:`, ...problems.map((line) => `  - ${line}`)].join("\n"),
        this,
        true,
      );
    }

    this.roles = args.roles ?? ["Contributor"];
    this.resourceGroupName = resourceGroupOf(name, args.resourceGroup, this);
    this.scope = pulumi.interpolate`/subscriptions/${args.subscriptionId}/resourceGroups/${this.resourceGroupName}`;
    for (const role of this.roles) assignRole(name, role, args, this.scope, this);

    this.registerOutputs({ resourceGroupName: this.resourceGroupName, scope: this.scope });
  }
}

/** Everything wrong with the arguments, a sentence each. */
export function resourceGroupAccessProblems(
  args: Pick<ResourceGroupAccessArgs, "roles" | "resourceGroup" | "subscriptionId">,
): string[] {
  const { roles = ["Contributor"], resourceGroup, subscriptionId } = args;
  const groupProblem = resourceGroupNameProblem(
    "existing" in resourceGroup ? resourceGroup.existing : resourceGroup.name,
    subscriptionId,
  );
  return [
    ...roles.flatMap((role) => {
      const problem = azureRoleProblem(role);
      return problem ? [`roles: ${problem}`] : [];
    }),
    ...(groupProblem ? [`resourceGroup: ${groupProblem}`] : []),
  ];
}

/** What is wrong with a resource group that a user named, by name or id; undefined when nothing is. */
export function resourceGroupNameProblem(given: string, subscriptionId: string | undefined): string | undefined {
  const [, subscription, name = given] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/?$/i.exec(given) ?? [];
  if (subscription && subscriptionId && subscription.toLowerCase() !== subscriptionId.toLowerCase()) {
    return `got "${given}", which is in another subscription than ${subscriptionId}. Name a group of that subscription, or set subscriptionId.`;
  }
  // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
  if (/^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u.test(name)) return undefined;
  return `got "${given}", which is no name of a resource group: at most 90 letters, digits, underscores, hyphens, parentheses and periods, not a period at the end.`;
}

function resourceGroupOf(
  name: string,
  group: NewResourceGroupArgs | ExistingResourceGroupArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  if ("existing" in group) return pulumi.output(group.existing.split("/").pop() ?? group.existing);
  return new ResourceGroup(`${name}-group`, { resourceGroupName: group.name, location: group.location }, { parent })
    .name;
}

function assignRole(
  name: string,
  role: string,
  { subscriptionId, principalObjectId, existingAssignments = {}, existed }: ResourceGroupAccessArgs,
  scope: pulumi.Output<string>,
  parent: pulumi.Resource,
): void {
  const known = findAzureRole(role);
  const definition = known ? roleDefinitionId(known, `/subscriptions/${subscriptionId}`) : role;
  const adopted = existingAssignments[role];
  new RoleAssignment(
    assignmentName(name, role),
    {
      scope,
      roleDefinitionId: definition,
      principalId: principalObjectId,
      // Without it a principal that has just been made may not be found yet: PrincipalNotFound.
      principalType: "ServicePrincipal",
      // The same assignment has the same name at every try: one whose answer was lost is found again, not doubled.
      roleAssignmentName: adopted?.split("/").pop() ?? nameOfAssignment(scope, definition, principalObjectId),
    },
    { parent, import: adopted, retainOnDelete: adopted !== undefined && existed?.has(adopted) },
  );
}

/** Name of the resource that assigns a role. */
export function assignmentName(name: string, role: string): string {
  const known = findAzureRole(role)?.name ?? role.split("/").pop() ?? role;
  return `${name}-${known.toLowerCase().replaceAll(" ", "-")}`;
}

function nameOfAssignment(
  scope: pulumi.Output<string>,
  definition: string,
  principalObjectId: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.all([scope, principalObjectId]).apply(([where, who]) => {
    const hash = createHash("sha256").update([where, definition, who].join("\n").toLowerCase()).digest("hex");
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `8${hash.slice(13, 16)}`,
      `8${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join("-");
  });
}
