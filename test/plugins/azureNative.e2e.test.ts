import { openProject, type Project } from "./support/engine";

jest.setTimeout(180_000);

let project: Project;

beforeAll(async () => {
  project = await openProject();
});

afterAll(() => project.close());

const program = ({ tag = "one", location = "westeurope", sku = "Basic" } = {}) => `
const group = new (native("resources/resourceGroup").ResourceGroup)("spoke", { location: "${location}", tags: { owner: "${tag}" } });
const account = new (native("automation/automationAccount").AutomationAccount)("account", {
  resourceGroupName: group.name,
  sku: { name: "${sku}" },
});
const client = native("authorization/getClientConfig").getClientConfigOutput();
const role = native("authorization/getRoleDefinition").getRoleDefinitionOutput({
  scope: group.id,
  roleDefinitionId: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
});
new (native("authorization/roleAssignment").RoleAssignment)("reader", {
  scope: group.id,
  principalId: client.objectId,
  principalType: "ServicePrincipal",
  roleDefinitionId: role.id,
});
exports.group = group.name;
exports.role = role.roleName;
`;

test("azure-native resources live a whole life on the real engine", async () => {
  const { sandbox } = project;
  await project.ok("config", "set", "azure-native:location", "westeurope");

  // A namespace that is not registered is refused in Azure's words, and what was made stays in the state.
  project.program(program());
  const refused = await project.run("up", "--yes", "--skip-preview");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain(
    'Status=409 Code="MissingSubscriptionRegistration" Message="The subscription is not registered',
  );
  sandbox.state.providerRegistrations.insert({
    id: `${sandbox.subscriptionId}/microsoft.automation`,
    subscriptionId: sandbox.subscriptionId,
    namespace: "Microsoft.Automation",
    state: "Registered",
    changedMs: 0,
  });

  const up = await project.ok("up", "--yes", "--skip-preview");
  expect(up).toContain('role : "Reader"');
  const { spoke, reader, account } = await project.state();
  const name = spoke?.outputs.name as string;
  expect(name).toMatch(/^spoke[0-9a-f]{8}$/);
  expect(spoke?.id).toBe(`/subscriptions/${sandbox.subscriptionId}/resourceGroups/${name}`);
  expect(spoke?.outputs).toMatchObject({
    azureApiVersion: "2024-03-01",
    location: "westeurope",
    tags: { owner: "one" },
  });
  expect(spoke?.outputs).not.toHaveProperty("resourceGroupName");
  expect(reader?.id).toContain(`${spoke?.id}/providers/Microsoft.Authorization/roleAssignments/`);
  expect(account?.outputs).toMatchObject({ location: "westeurope", sku: { name: "Basic" }, state: "Ok" });

  expect(await project.ok("preview", "--diff", "--expect-no-changes")).toContain("4 unchanged");

  // Drift behind the engine's back.
  sandbox.state.armResources.update(spoke?.id as string, { tags: { owner: "someone else" } });
  for (const { id } of sandbox.state.armRoleAssignments.filter(({ scope }) => scope === spoke?.id)) {
    sandbox.state.armRoleAssignments.remove(id);
  }
  await project.ok("refresh", "--yes", "--skip-preview");
  const healed = await project.ok("up", "--yes", "--skip-preview");
  expect(healed).toMatch(/\+ 1 created/);
  expect(healed).toMatch(/~ 1 updated/);

  // In place, then a replacement: an own name is not in the way of create before delete.
  project.program(program({ tag: "two" }));
  expect(await project.ok("up", "--yes", "--skip-preview")).toMatch(/~ 1 updated/);
  project.program(program({ tag: "two", location: "northeurope" }));
  const preview = await project.ok("preview", "--diff");
  expect(preview).toMatch(/location: "westeurope" => "northeurope"/);
  expect(await project.ok("up", "--yes", "--skip-preview")).toMatch(/\+-\d replaced/);
  expect(sandbox.state.armResources.get(spoke?.id as string)).toBeUndefined();

  await project.ok("destroy", "--yes", "--skip-preview");
  expect(sandbox.state.armResources.filter(({ id }) => id.includes("spoke"))).toEqual([]);
});
