import { readFileSync } from "node:fs";
import { ResourceManagementClient } from "@azure/arm-resources";
import { ClientSecretCredential } from "@azure/identity";
import { type IdentityName, type Sandbox, startSandbox } from "../../../sandbox";
import { armService, existingResourceGroup, seedArm } from "../../../sandbox/arm";
import { smallTenant } from "./tenant";

/** The whole way: @azure/identity signs in to the sandbox, and ARM knows the caller by its token. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ services: [armService], state: { ...smallTenant, ...seedArm(new Date()) } });
});
afterAll(() => sandbox.close());

function clientOf(name: IdentityName, scope: string, endpoint = sandbox.endpoints.arm): ResourceManagementClient {
  const { clientId, clientSecret } = sandbox.identities[name];
  const tlsOptions = { ca: readFileSync(sandbox.caFile, "utf8") };
  const credential = new ClientSecretCredential(sandbox.tenantId, clientId, clientSecret, {
    authorityHost: sandbox.origin,
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  const options = { endpoint, credentialScopes: [scope], tlsOptions };
  return new ResourceManagementClient(credential, sandbox.subscriptionId, options);
}

test.each(["the sandbox's own", "the public"])("%s scope gives a token that ARM takes", async (which) => {
  const scope = which === "the public" ? "https://management.azure.com/.default" : `${sandbox.endpoints.arm}/.default`;
  const group = await clientOf("deployer", scope).resourceGroups.get(existingResourceGroup);
  expect(group.location).toBe("westeurope");
});

test("it answers at the root, where SDKs look for resource ids in the path, and under /arm, with a token of either", async () => {
  for (const endpoint of [sandbox.origin, `${sandbox.origin}/arm`]) {
    const group = await clientOf("deployer", `${endpoint}/.default`, endpoint).resourceGroups.get(
      existingResourceGroup,
    );
    expect(group.name).toBe(existingResourceGroup);
  }
});

test("the reader reads, and is refused a write by its own client id and object id", async () => {
  const client = clientOf("reader", `${sandbox.endpoints.arm}/.default`);
  expect((await client.resourceGroups.get(existingResourceGroup)).name).toBe(existingResourceGroup);
  const { clientId, objectId } = sandbox.identities.reader;
  await expect(client.resourceGroups.createOrUpdate("rg-new", { location: "westeurope" })).rejects.toMatchObject({
    statusCode: 403,
    code: "AuthorizationFailed",
    message: expect.stringContaining(
      `The client '${clientId}' with object id '${objectId}' does not have authorization to perform action ` +
        "'Microsoft.Resources/subscriptions/resourcegroups/write' over scope",
    ),
  });
});

test("an identity without a role in Azure is refused everything", async () => {
  const client = clientOf("applicationAdministrator", `${sandbox.endpoints.arm}/.default`);
  await expect(client.resourceGroups.get(existingResourceGroup)).rejects.toMatchObject({ statusCode: 403 });
  await expect(client.providers.register("Microsoft.Automation")).rejects.toMatchObject({ statusCode: 403 });
});
