import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type GraphSandbox, startGraph } from "./support";

const run = promisify(execFile);

let graph: GraphSandbox;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** Runs a program with the Microsoft Graph client as `client`, in a process of its own: Node reads the certificate authority at its start. */
async function withClient(body: string): Promise<unknown> {
  const program = `
    const { ClientSecretCredential } = require("@azure/identity");
    const { Client } = require("@microsoft/microsoft-graph-client");
    const { TokenCredentialAuthenticationProvider } = require("@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials");
    const graph = process.env.TEST_GRAPH;
    const credential = new ClientSecretCredential(process.env.AZURE_TENANT_ID, process.env.AZURE_CLIENT_ID, process.env.AZURE_CLIENT_SECRET,
      { authorityHost: process.env.AZURE_AUTHORITY_HOST ?? new URL(graph).origin, disableInstanceDiscovery: true });
    const client = Client.initWithMiddleware({
      baseUrl: graph + "/",
      customHosts: new Set(["localhost"]),
      authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: [graph + "/.default"] }),
    });
    (async () => { ${body} })().then(
      (result) => process.stdout.write(JSON.stringify(result)),
      (error) => process.stdout.write(JSON.stringify({ statusCode: error.statusCode, code: error.code, message: error.message, requestId: error.requestId })),
    );`;
  const env = { ...process.env, ...graph.sandbox.environment("deployer"), TEST_GRAPH: graph.sandbox.endpoints.graph };
  const { stdout } = await run(process.execPath, ["-e", program], { env, cwd: process.cwd() });
  return JSON.parse(stdout);
}

describe("the Microsoft Graph client", () => {
  test("creates an application with a service principal and consents to a permission", async () => {
    const result = await withClient(`
      const application = await client.api("/applications").post({ displayName: "by the client" });
      const principal = await client.api("/servicePrincipals").post({ appId: application.appId });
      const microsoft = await client.api("/servicePrincipals").filter("appId eq '00000003-0000-0000-c000-000000000000'").select("id,appRoles").get();
      const role = microsoft.value[0].appRoles.find((one) => one.value === "SecurityIncident.Read.All");
      const consent = await client.api("/servicePrincipals/" + microsoft.value[0].id + "/appRoleAssignedTo")
        .post({ principalId: principal.id, resourceId: microsoft.value[0].id, appRoleId: role.id });
      await client.api("/applications/" + application.id).patch({ notes: "changed" });
      const read = await client.api("/applications/" + application.id).version("v1.0").select(["notes"]).get();
      await client.api("/applications/" + application.id).delete();
      return { notes: read.notes, resource: consent.resourceDisplayName };
    `);
    expect(result).toEqual({ notes: "changed", resource: "Microsoft Graph" });
  });

  test("follows the pages of a list", async () => {
    const result = await withClient(`
      const { PageIterator } = require("@microsoft/microsoft-graph-client");
      const first = await client.api("/servicePrincipals").top(3).select("id").get();
      let count = 0;
      await new PageIterator(client, first, () => ++count > 0).iterate();
      return { count, first: first.value.length };
    `);
    expect(result).toEqual({ count: graph.sandbox.state.servicePrincipals.size, first: 3 });
  });

  test("sends a batch", async () => {
    const result = await withClient(`
      const { BatchRequestContent, BatchResponseContent } = require("@microsoft/microsoft-graph-client");
      const content = new BatchRequestContent([
        { id: "a", request: new Request(graph + "/v1.0/organization") },
        { id: "b", request: new Request(graph + "/v1.0/users/nobody@contoso.com") },
      ]);
      const answer = new BatchResponseContent(await client.api("/$batch").post(await content.getContent()));
      return { a: answer.getResponseById("a").status, b: answer.getResponseById("b").status };
    `);
    expect(result).toEqual({ a: 200, b: 404 });
  });

  test("reads a refusal", async () => {
    expect(await withClient(`return client.api("/security/incidents").get();`)).toMatchObject({
      statusCode: 403,
      code: "Forbidden",
      message: expect.stringMatching(
        /^Missing application roles\. API required roles: SecurityIncident\.Read\.All,SecurityIncident\.ReadWrite\.All, application roles: .+\.$/,
      ),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test("waits as Retry-After says and asks again", async () => {
    graph.sandbox.faults.add({ service: "graph", path: "/organization", effect: { status: 429, retryAfter: 1 } });
    const result = await withClient(`return (await client.api("/organization").get()).value[0].displayName;`);
    expect(result).toBe("Contoso");
  });
});
