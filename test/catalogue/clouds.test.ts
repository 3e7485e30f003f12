import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  armScope,
  baseUrlOf,
  CloudError,
  cloudByEnvironment,
  cloudFromMetadata,
  metadataUrl,
  resolveCloud,
  scopeOf,
  tokenUrl,
} from "../../catalogue/clouds";

/** What Azure's public cloud answers, as far as it is read. */
const publicDocument = {
  name: "AzureCloud",
  resourceManager: "https://management.azure.com/",
  microsoftGraphResourceId: "https://graph.microsoft.com/",
  authentication: {
    loginEndpoint: "https://login.microsoftonline.com",
    audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
    tenant: "common",
  },
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("an environment has its sign-in, token scope and API endpoints", () => {
  const cloud = cloudByEnvironment("public");
  expect(tokenUrl(cloud, "t1")).toBe("https://login.microsoftonline.com/t1/oauth2/v2.0/token");
  expect(scopeOf(cloud, "microsoftGraph")).toBe("https://graph.microsoft.com/.default");
  expect(scopeOf(cloud, "windowsDefenderAtp")).toBe("https://api.securitycenter.microsoft.com/.default");
  expect(armScope(cloud)).toBe("https://management.azure.com/.default");
});

test.each([
  ["usgovernment", "https://graph.microsoft.us"],
  ["USGovernmentL4", "https://graph.microsoft.us"],
  ["usgovernmentl5", "https://dod-graph.microsoft.us"],
  ["dod", "https://dod-graph.microsoft.us"],
  ["china", "https://microsoftgraph.chinacloudapi.cn"],
  ["AzureChinaCloud", "https://microsoftgraph.chinacloudapi.cn"],
])("environment %s has Microsoft Graph at %s", (environment, graph) => {
  expect(cloudByEnvironment(environment).microsoftGraph).toBe(graph);
});

test("a misspelt environment is an error that names the near one and the known ones", () => {
  expect(() => cloudByEnvironment("usgoverment")).toThrow(CloudError);
  expect(() => cloudByEnvironment("usgoverment")).toThrow(/Did you mean "usgovernment"/);
});

test("an API that a cloud does not offer is an error that says so", () => {
  expect(() => baseUrlOf(cloudByEnvironment("china"), "windowsDefenderAtp")).toThrow(
    "The cloud AzureChinaCloud does not offer WindowsDefenderATP.",
  );
});

test("the metadata document of the public cloud gives its cloud, with Resource Manager's own audience", () => {
  expect(cloudFromMetadata(publicDocument, "AzureCloud")).toEqual(cloudByEnvironment("public"));
});

test("the older form of the document, a list, is read too", () => {
  const other = { ...publicDocument, name: "Other", resourceManager: "https://other/" };
  expect(cloudFromMetadata([other, publicDocument], "AzureCloud").resourceManager).toBe("https://management.azure.com");
});

test("an unknown cloud has the Defender endpoints that its document names, or none", () => {
  const own = {
    ...publicDocument,
    name: "Own",
    microsoftGraphResourceId: "https://localhost:8443/graph/",
    authentication: { ...publicDocument.authentication, audiences: ["https://localhost:8443/arm"] },
  };
  expect(cloudFromMetadata(own, "x").defenderForEndpoint).toBeUndefined();
  expect(cloudFromMetadata(own, "x").armAudience).toBe("https://localhost:8443/arm");
  const named = {
    ...own,
    defenderForEndpointResourceId: "https://localhost:8443/defender/",
    microsoftThreatProtectionResourceId: "https://localhost:8443/threatprotection",
  };
  expect(cloudFromMetadata(named, "x")).toMatchObject({
    name: "Own",
    defenderForEndpoint: "https://localhost:8443/defender",
    threatProtection: "https://localhost:8443/threatprotection",
  });
});

test("everything that a document lacks is named at once", () => {
  const broken = { name: "X", authentication: { audiences: [] }, resourceManager: 5 };
  expect(() => cloudFromMetadata(broken, "X")).toThrow(
    "The cloud metadata is incomplete: authentication.loginEndpoint is missing, expected a URL; resourceManager is 5, expected a URL; microsoftGraphResourceId is missing, expected a URL; authentication.audiences has no URL.",
  );
  expect(() => cloudFromMetadata(null, "X")).toThrow(CloudError);
});

test("a metadata host gets https, a value with a scheme is taken as it is", () => {
  expect(metadataUrl("localhost:8443")).toBe("https://localhost:8443/metadata/endpoints?api-version=2022-09-01");
  expect(metadataUrl("http://localhost:1/")).toBe("http://localhost:1/metadata/endpoints?api-version=2022-09-01");
});

test("a cloud is resolved from its metadata host, which wins over the environment", async () => {
  let asked = "";
  const host = await serve((request, response) => {
    asked = request.url ?? "";
    response.end(`\uFEFF${JSON.stringify(publicDocument)}`);
  });
  const cloud = await resolveCloud({ metadataHost: host, environment: "china" });
  expect(cloud.microsoftGraph).toBe("https://graph.microsoft.com");
  expect(asked).toBe("/metadata/endpoints?api-version=2022-09-01");
});

test("without a metadata host the environment decides, public by default", async () => {
  expect((await resolveCloud()).name).toBe("AzureCloud");
  expect((await resolveCloud({ metadataHost: " ", environment: "usgovernment" })).name).toBe("AzureUSGovernment");
});

test("an unreachable host, an answer that is no success and a malformed document are errors that name the URL", async () => {
  const closed = await serve(() => {});
  await new Promise((done) => servers.pop()?.close(done));
  await expect(resolveCloud({ metadataHost: closed })).rejects.toThrow(/nothing listens there \(ECONNREFUSED\)/);

  const refusing = await serve((_request, response) => response.writeHead(404).end());
  await expect(resolveCloud({ metadataHost: refusing })).rejects.toThrow(/it answered 404/);

  const html = await serve((_request, response) => response.end("<html>"));
  await expect(resolveCloud({ metadataHost: html })).rejects.toThrow(/is not JSON/);

  const empty = await serve((_request, response) => response.end("{}"));
  const failure = resolveCloud({ metadataHost: empty });
  await expect(failure).rejects.toThrow(CloudError);
  await expect(failure).rejects.toThrow(`It came from ${empty}/metadata/endpoints`);
});
