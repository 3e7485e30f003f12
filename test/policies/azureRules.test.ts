import { filled } from "../../policies/examples";
import { providerRegisteredBeforeUse } from "../../policies/rules/providerRegisteredBeforeUse";
import { roleAssignmentScope } from "../../policies/rules/roleAssignmentScope";
import { cases, one } from "./cases";
import { startPack } from "./packProcess";
import { resourcesOf } from "./yamlProgram";

const assignment = "azure-native:authorization:RoleAssignment";
const assign = (role: string, scope: string, more = "") =>
  one(assignment, `{ roleDefinitionId: ${role}, scope: "${scope}"${more} }`);
const from = (type: string, role = "<azure-role Contributor>") => `
resources:
  source: { type: "${type}", properties: { roleName: custom, permissions: [{ actions: ["*"], notActions: [] }] } }
  it: { type: "${assignment}", properties: { roleDefinitionId: "${role}", scope: "\${source.id}" } }`;
const custom = (actions: string) => `
resources:
  source: { type: "azure-native:authorization:RoleDefinition", properties: { roleName: custom, permissions: [{ actions: ${actions}, notActions: [] }] } }
  it: { type: "${assignment}", properties: { roleDefinitionId: "\${source.id}", scope: <subscription> } }`;

cases(roleAssignmentScope, {
  passes: [
    [
      "Contributor on a resource group by its path",
      assign("<azure-role Contributor>", "<subscription>/resourceGroups/automation"),
    ],
    [
      "Contributor on one resource",
      assign(
        "<azure-role Contributor>",
        "<subscription>/resourceGroups/automation/providers/Microsoft.Automation/automationAccounts/a",
      ),
    ],
    ["Contributor on a resource of the program", from("azure-native:automation:AutomationAccount")],
    ["Contributor on a group of the classic provider", from("azure:core/resourceGroup:ResourceGroup")],
    ["a narrow role on the subscription", assign("<azure-role Reader>", "<subscription>")],
    [
      "a role that the catalogue does not know",
      assign("<subscription>/providers/Microsoft.Authorization/roleDefinitions/<object-id>", "<subscription>"),
    ],
    ["a role of the program that gives little", custom('["Microsoft.Automation/*"]')],
    [
      "limited assigning of roles",
      assign(
        "<azure-role Role Based Access Control Administrator>",
        "<subscription>/resourceGroups/a",
        ", condition: x",
      ),
    ],
  ],
  violates: [
    [
      "Contributor on a subscription",
      assign("<azure-role Contributor>", "<subscription>"),
      "Contributor on a whole subscription",
    ],
    [
      "Contributor on a management group",
      assign("<azure-role Contributor>", "/providers/Microsoft.Management/managementGroups/root"),
      "a whole management group",
    ],
    [
      "Contributor on a management group of the program",
      from("azure-native:management:ManagementGroup"),
      "a whole management group",
    ],
    [
      "Owner on a resource group",
      assign("<azure-role Owner>", "<subscription>/resourceGroups/automation"),
      "Owner, whose holder",
    ],
    [
      "User Access Administrator",
      assign("<azure-role User Access Administrator>", "<subscription>/resourceGroups/automation"),
      "User Access Administrator",
    ],
    ["a role of the program that is Owner by another name", custom('["*"]'), "custom, whose holder"],
    [
      "a versioned type",
      assign("<azure-role Owner>", "<subscription>").replace(
        assignment,
        "azure-native:authorization/v20220401:RoleAssignment",
      ),
      "Owner",
    ],
    [
      "a role by its name in the classic provider",
      one("azure:authorization/assignment:Assignment", "{ roleDefinitionName: Owner, scope: <subscription> }"),
      "Owner",
    ],
  ],
  undecided: [
    ["a scope from outside of the program", assign("<azure-role Contributor>", `\${elsewhere.id}`), "scope"],
    [
      "a role from outside of the program",
      one(assignment, `{ roleDefinitionId: "\${elsewhere.id}", scope: <subscription> }`),
      "roleDefinitionId",
    ],
  ],
});

const dynamic = `registration: { type: "pulumi-nodejs:dynamic/azure:ProviderRegistration", properties: { namespace: Microsoft.Automation } }`;
const account = (options: string) =>
  `account: { type: "azure-native:automation:AutomationAccount", properties: { location: x }, options: ${options} }`;
/** An application with a role on a resource group, as a product's Azure integration has it. */
const integration = (name: string, more = "", role = "<azure-role Contributor>") => `
  app: { type: azuread:Application, properties: { displayName: ${name} } }
  principal: { type: azuread:ServicePrincipal, properties: { clientId: "\${app.clientId}" } }
  group: { type: azure-native:resources:ResourceGroup }
  access:
    type: ${assignment}
    properties: { scope: "\${group.id}", roleDefinitionId: "${role}", principalId: "\${principal.objectId}" }${more}`;
const secret = `
  secret: { type: azuread:ApplicationPassword, properties: { applicationId: "\${app.id}" } }`;
const pipeline = `
  pipeline: { type: azuread:ApplicationFederatedIdentityCredential, properties: { applicationId: "\${app.id}" } }`;
const command = (create: string) => `
  command: { type: "command:local:Command", properties: { create: "${create}" } }`;
const accountIn = (group: string) =>
  `account: { type: "azure-native:automation:AutomationAccount", properties: { resourceGroupName: "\${${group}.name}" } }`;
cases(providerRegisteredBeforeUse, {
  passes: [
    ["a program that registers nothing", `{ resources: { ${account("{}")} } }`],
    [
      "a resource that waits through another",
      `{ resources: { ${dynamic}, group: { type: "azure-native:resources:ResourceGroup", options: { dependsOn: ["\${registration}"] } }, ${account(`{ dependsOn: ["\${group}"] }`)} } }`,
    ],
    [
      "a resource of another namespace",
      `{ resources: { ${dynamic}, it: { type: "azure-native:storage:StorageAccount" } } }`,
    ],
    [
      "an integration whose namespace is registered",
      `resources:${integration("servicenow-azure-spoke", secret)}\n  ${dynamic}`,
    ],
    [
      "an integration whose namespace a command registers",
      `resources:${integration("ServiceNow", command("az provider register --wait --namespace Microsoft.Automation"))}`,
    ],
    [
      "an integration that only reads, as ServiceNow's discovery does",
      `resources:${integration("servicenow-discovery", secret, "<azure-role Reader>")}`,
    ],
    ["an application of another kind with a role", `resources:${integration("backup-job", secret)}`],
    ["a pipeline that deploys the account", `resources:${integration("deploy", pipeline)}\n  ${account("{}")}`],
    [
      "an account that the role does not reach",
      `resources:${integration("spoke", secret)}\n  other: { type: azure-native:resources:ResourceGroup }\n  ${accountIn("other")}`,
    ],
    ["an account of a program without an integration", `resources:\n  ${account("{}")}`],
  ],
  violates: [
    [
      "a resource that does not wait for the registration of this project",
      `{ resources: { ${dynamic}, ${account("{}")} } }`,
      "does not wait for the registration",
    ],
    [
      "an integration that works with an account of the program, whose namespace nothing registers",
      `resources:${integration("spoke", secret)}\n  ${accountIn("group")}`,
      'Application "spoke" works in Microsoft.Automation, as "account" of the same program says, with the role Contributor',
    ],
    [
      "an integration by its product's name, whose namespace nothing registers",
      `resources:${integration("ServiceNow Azure spoke", secret)}`,
      "as its name says",
    ],
    [
      "a narrower role that is about the namespace",
      `resources:${integration("snow-service-now", "", "<azure-role Automation Contributor>")}`,
      "with the role Automation Contributor",
    ],
  ],
  undecided: [
    [
      "a namespace that is not known yet",
      `{ resources: { ${dynamic.replace("Microsoft.Automation", `"\${elsewhere.name}"`)}, ${account("{}")} } }`,
      "namespace",
    ],
    [
      "a role that is not known yet",
      `resources:${integration("servicenow", secret, `\${elsewhere.id}`)}`,
      "the role that it has",
    ],
  ],
});

it("takes the word of the configuration for a namespace that is registered already", async () => {
  const resources = resourcesOf(filled(`resources:${integration("servicenow", secret)}`));
  const pack = await startPack();
  try {
    const rule = providerRegisteredBeforeUse.name;
    const judged = async () => (await pack.preview(resources)).filter(({ policy }) => policy === rule);
    await pack.configure({ [rule]: {} });
    expect(await judged()).toHaveLength(1);
    await pack.configure({ [rule]: { registered: ["microsoft.automation"] } });
    expect(await judged()).toEqual([]);
  } finally {
    pack.close();
  }
});
