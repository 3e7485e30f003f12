import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { AutomationClient } from "@azure/arm-automation";
import { ResourceManagementClient } from "@azure/arm-resources";
import { subscriptionId } from "../../../sandbox/seed/constants";
import { existingGroup, roleDefinitionId, roles } from "./harness";
import { type ServedArm, serveArm } from "./served";

/** Microsoft's own clients, over TLS. */
let served: ServedArm;
beforeAll(async () => {
  served = await serveArm();
});
afterAll(() => served.close());

const name = "0f0f0f0f-0000-4000-8000-000000000001";

const resources = () => {
  const options = { endpoint: served.endpoint, tlsOptions: served.tlsOptions };
  return new ResourceManagementClient(served.credential(served.arm.deployer), subscriptionId, options);
};
const authorization = () => {
  const options = { endpoint: served.endpoint, tlsOptions: served.tlsOptions };
  return new AuthorizationManagementClient(served.credential(served.arm.deployer), subscriptionId, options);
};
const automation = () =>
  new AutomationClient(served.credential(served.arm.deployer), subscriptionId, "status", {
    baseUri: served.endpoint,
    agentSettings: { http: served.agent, https: served.agent },
  });

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

test("@azure/arm-automation gets the 409 of an unregistered namespace, then creates, finds and removes an account", async () => {
  const client = automation();
  const body = { location: "westeurope", sku: { name: "Basic" as const } };
  await expect(
    client.automationAccount.createOrUpdate("rg-existing-servicenow", "aa-sdk-test", body),
  ).rejects.toMatchObject({
    statusCode: 409,
    code: "MissingSubscriptionRegistration",
  });

  await resources().providers.register("Microsoft.Automation");
  const made = await client.automationAccount.createOrUpdate("rg-existing-servicenow", "aa-sdk-test", body);
  expect(made).toMatchObject({ name: "aa-sdk-test", state: "Ok", sku: { name: "Basic" } });
  expect(made.creationTime).toBeInstanceOf(Date);
  expect((await client.automationAccount.get("rg-existing-servicenow", "aa-sdk-test")).id).toBe(made.id);
  expect(await client.automationAccount.list()).toHaveLength(1);
  await client.automationAccount.deleteMethod("rg-existing-servicenow", "aa-sdk-test");
  await expect(client.automationAccount.get("rg-existing-servicenow", "aa-sdk-test")).rejects.toMatchObject({
    statusCode: 404,
    code: "ResourceNotFound",
  });
});

test("@azure/arm-resources registers a provider and sees it become Registered", async () => {
  const client = resources();
  expect((await client.providers.get("Microsoft.Logic")).registrationState).toBe("NotRegistered");
  expect((await client.providers.register("Microsoft.Logic")).registrationState).toBe("Registering");
  expect((await client.providers.get("Microsoft.Logic")).registrationState).toBe("Registered");
  expect((await client.providers.unregister("Microsoft.Logic")).registrationState).toBe("Unregistering");
  expect((await collect(client.providers.list())).length).toBeGreaterThan(50);
  await expect(client.providers.get("Microsoft.Nothing")).rejects.toMatchObject({ code: "InvalidResourceNamespace" });
});

test("@azure/arm-resources creates, lists, tags and deletes a resource group, waiting for the end", async () => {
  const client = resources();
  const made = await client.resourceGroups.createOrUpdate("rg-sdk", { location: "westeurope" });
  expect(made).toMatchObject({ name: "rg-sdk", properties: { provisioningState: "Succeeded" } });
  expect((await client.resourceGroups.checkExistence("rg-sdk")).body).toBe(true);
  expect((await client.resourceGroups.update("rg-sdk", { tags: { a: "b" } })).tags).toEqual({ a: "b" });
  expect((await collect(client.resourceGroups.list())).map((group) => group.name)).toContain("rg-sdk");
  await client.resourceGroups.beginDeleteAndWait("rg-sdk");
  expect((await client.resourceGroups.checkExistence("rg-sdk")).body).toBe(false);
});

test("@azure/arm-resources reads and writes resources by id", async () => {
  const client = resources();
  await client.providers.register("Microsoft.Storage");
  const id = `${existingGroup}/providers/Microsoft.Storage/storageAccounts/stsdk`;
  await client.resources.beginCreateOrUpdateByIdAndWait(id, "2024-01-01", {
    location: "westeurope",
    kind: "StorageV2",
  });
  expect((await client.resources.getById(id, "2024-01-01")).kind).toBe("StorageV2");
  const listed = await collect(
    client.resources.list({ filter: "resourceType eq 'Microsoft.Storage/storageAccounts'" }),
  );
  expect(listed.map((each) => each.id)).toEqual([id]);
  await client.resources.beginDeleteByIdAndWait(id, "2024-01-01");
  await expect(client.resources.getById(id, "2024-01-01")).rejects.toMatchObject({ statusCode: 404 });
});

test("@azure/arm-authorization finds a role by name and assigns it", async () => {
  const client = authorization();
  const found = await collect(client.roleDefinitions.list(existingGroup, { filter: "roleName eq 'Contributor'" }));
  expect(found.map((role) => role.id)).toEqual([roleDefinitionId(roles.contributor)]);

  const principalId = served.arm.stranger.objectId;
  const wanted = {
    roleDefinitionId: roleDefinitionId(roles.contributor),
    principalId,
    principalType: "ServicePrincipal",
  };
  const made = await client.roleAssignments.create(existingGroup, name, wanted);
  expect(made).toMatchObject({ name, scope: existingGroup, principalId });
  expect((await client.roleAssignments.getById(made.id ?? "")).name).toBe(name);
  const twin = client.roleAssignments.create(existingGroup, name.replace(/1$/, "2"), wanted);
  await expect(twin).rejects.toMatchObject({ statusCode: 409, code: "RoleAssignmentExists" });

  const listed = await collect(
    client.roleAssignments.listForScope(existingGroup, { filter: `principalId eq '${principalId}'` }),
  );
  expect(listed.map((each) => each.name)).toEqual([name]);
  expect((await collect(client.permissions.listForResourceGroup("rg-existing-servicenow"))).length).toBe(2);
  expect((await client.roleAssignments.delete(existingGroup, name)).name).toBe(name);
  await expect(client.roleAssignments.get(existingGroup, name)).rejects.toMatchObject({
    code: "RoleAssignmentNotFound",
  });
});
