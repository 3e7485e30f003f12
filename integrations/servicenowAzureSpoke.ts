import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { azureRoleProblem } from "../catalogue/azureRoles";
import { armScope } from "../catalogue/clouds";
import { resourceProviderProblem } from "../catalogue/resourceProviders";
import { AppRegistration } from "../components/appRegistration";
import { settingsFrom } from "../components/azureCredential";
import { ProviderRegistration } from "../components/providerRegistration";
import { ResourceGroupAccess, resourceGroupNameProblem } from "../components/resourceGroupAccess";
import { noTierZeroInToken, tokenIsIssued } from "./applicationChecks";
import { accountsCanBeLookedUp, accountsCanBeManaged, reachesOnlyItsGroup } from "./automationChecks";
import { azureSpokeAdoption } from "./azureSpokeAdoption";
import { describeApplication } from "./describe";
import { existedOf, refineImported } from "./imported";
import type {
  DeclaredIntegration,
  DeclaredRecord,
  HandoverInput,
  Integration,
  IntegrationContext,
} from "./integration";
import { applicationArgs, applicationOptions, evenAfterOtherProblems, refineEach } from "./options";
import type { Handover } from "./record";

const automation = "Microsoft.Automation";

const options = z
  .strictObject({
    resourceGroup: z
      .union([
        z.strictObject({
          name: z.string().describe("Name of the resource group to make."),
          location: z.string().describe("Azure region, e.g. westeurope."),
        }),
        z.strictObject({
          existing: z.string().describe("Name or id of a resource group that exists; it is not removed."),
        }),
      ])
      .describe("The resource group that the spoke may act on, and nothing above it."),
    roles: z
      .array(z.string())
      .min(1, "at least one role; leave it out for Contributor")
      .optional()
      .describe("Azure roles on that resource group, by name, or by the id of the definition. Default Contributor."),
    resourceProviders: z.array(z.string()).optional().describe(`Namespaces to register beside ${automation}.`),
    subscriptionId: z.string().optional().describe("Default: azure-native:subscriptionId, or ARM_SUBSCRIPTION_ID."),
    registrationTimeoutSeconds: z.number().positive("more than 0").optional().describe("Default 600."),
    ...applicationOptions,
  })
  .superRefine((value, context) => {
    refineImported(value, context);
    refineEach(value?.roles, context, "roles", azureRoleProblem);
    refineEach(value?.resourceProviders, context, "resourceProviders", resourceProviderProblem);
    const group: unknown =
      value?.resourceGroup &&
      ("existing" in value.resourceGroup ? value.resourceGroup.existing : value.resourceGroup.name);
    const problem = typeof group === "string" ? resourceGroupNameProblem(group, value.subscriptionId) : undefined;
    if (problem) context.addIssue({ code: "custom", path: ["resourceGroup"], message: problem });
  }, evenAfterOtherProblems);

type Options = z.infer<typeof options>;

/**
 * ServiceNow's Azure Resource Management spoke with client credentials: Contributor on one resource group for the
 * application's service principal, and the namespaces that its actions use, registered.
 */
export const servicenowAzureSpoke: Integration<Options> = {
  component: "entra-integrations:servicenow:AzureSpoke",
  kind: "servicenow-azure-spoke",
  title: "ServiceNow Azure spoke",
  summary: "ServiceNow's Microsoft Azure Resource Management spoke on one resource group, by client credentials.",
  options,
  needs: (chosen) => ({
    permissions: [],
    azure: {
      subscriptionId: chosen.subscriptionId ?? configuredSubscription(),
      resourceGroup: groupNameOf(chosen),
      createsResourceGroup: !("existing" in chosen.resourceGroup),
      roles: chosen.roles ?? ["Contributor"],
      resourceProviders: namespacesOf(chosen),
    },
  }),
  declare: (name, chosen, context, resourceOptions) => new ServiceNowAzureSpoke(name, chosen, context, resourceOptions),
  checks: () => [tokenIsIssued, noTierZeroInToken, reachesOnlyItsGroup, accountsCanBeLookedUp, accountsCanBeManaged],
  adoption: azureSpokeAdoption,
  handover,
};

/** Declares the app registration, its access and the registrations of a ServiceNow Azure spoke. */
export class ServiceNowAzureSpoke extends pulumi.ComponentResource implements DeclaredIntegration {
  readonly record: DeclaredRecord;

  constructor(name: string, chosen: Options, context: IntegrationContext, opts?: pulumi.ComponentResourceOptions) {
    super(servicenowAzureSpoke.component, name, {}, opts);

    const { tenant } = context;
    const subscriptionId = chosen.subscriptionId ?? context.subscriptionId ?? configuredSubscription();
    if (!subscriptionId) {
      throw new pulumi.ResourceError(
        `Integration "${name}" needs a subscription: set azure-native:subscriptionId, ARM_SUBSCRIPTION_ID, or its option subscriptionId.`,
        this,
        true,
      );
    }
    const app = new AppRegistration(
      name,
      {
        tenant,
        permissions: [],
        scope: armScope(tenant.cloud),
        ...applicationArgs(servicenowAzureSpoke, name, chosen, context),
      },
      { parent: this },
    );
    const access = new ResourceGroupAccess(
      name,
      {
        subscriptionId,
        resourceGroup: chosen.resourceGroup,
        roles: chosen.roles,
        principalObjectId: app.servicePrincipalObjectId,
        existingAssignments: context.existing?.roleAssignments,
        existed: chosen.imported && existedOf(chosen.imported),
      },
      { parent: this },
    );
    const registrations = namespacesOf(chosen).map(
      (namespace) =>
        new ProviderRegistration(
          `${name}-${namespace}`,
          { subscriptionId, namespace, timeoutSeconds: chosen.registrationTimeoutSeconds },
          { parent: this },
        ),
    );
    this.record = describeApplication(servicenowAzureSpoke, name, app, {
      subscriptionId,
      scope: access.scope,
      roles: access.roles,
      namespaces: pulumi.all(registrations.map(({ namespace }) => namespace)),
    });

    this.registerOutputs({ handover: this.record.handover });
  }
}

function groupNameOf({ resourceGroup }: Options): string {
  const given = "existing" in resourceGroup ? resourceGroup.existing : resourceGroup.name;
  return given.split("/").pop() ?? given;
}

/** From the same places as azure-native's own. */
function configuredSubscription(): string | undefined {
  const config = new pulumi.Config("azure-native");
  return settingsFrom((key) => config.get(key.replace(/^azure-native:/, "")))("subscriptionId");
}

function namespacesOf({ resourceProviders = [] }: Options): string[] {
  return [...new Set([automation, ...resourceProviders])];
}

function handover(record: HandoverInput): Handover {
  const secret = record.credential.type === "clientSecret";
  return {
    product: "ServiceNow",
    requiredRoles: ["admin"],
    steps: [
      {
        where:
          "Connections & Credentials > Connection & Credential Aliases > Microsoft Azure Resource Management > Connections > the active one > Credential > OAuth Entity Profile",
        action: "Set the grant type.",
        fields: [{ label: "Grant type", value: "Client Credentials" }],
      },
      {
        where: "The profile's OAuth Provider (Application Registries)",
        action: "Enter the application, with the same grant type.",
        fields: [
          { label: "Client ID", value: record.clientId },
          ...(secret ? [{ label: "Client Secret", secret: "credential" as const }] : []),
          { label: "Default Grant type", value: "Client Credentials" },
          { label: "Token URL", value: record.tokenUrl },
        ],
      },
      {
        where: "The OAuth Provider > OAuth Entity Scopes",
        action: "Delete all, then add one and save.",
        fields: [
          { label: "Name", value: "Default" },
          { label: "OAuth scope", value: record.scope },
        ],
      },
      { where: "The OAuth Entity Profile > Scopes", action: "Remove the old ones and select Default." },
      {
        where: "System OAuth > Manage Tokens",
        action: "Delete all tokens of the alias: they were issued to the old grant.",
      },
      { where: "The Credential record > Related Links", action: "Refetch Token (Get OAuth Token)." },
      {
        where: "Flow Designer > a spoke action such as Create Account or Look up Account",
        action: `Test it on ${String(record.details.scope)}. Client credentials are not the spoke's default grant type: test every action that will be used before production.`,
      },
    ],
    references: [{ title: "ServiceNow: Steps to setup client credentials with the Resource Management spoke" }],
  };
}
