import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

const json = { "Content-Type": "application/json" };

interface BatchAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the service answered
  readonly body: any;
}

async function batch(requests: unknown[], client = deployer): Promise<Map<string, BatchAnswer>> {
  const answer = await client("POST", "/$batch", { requests });
  expect(answer.status).toBe(200);
  return new Map(answer.body.responses.map((one: BatchAnswer) => [one.id, one]));
}

describe("$batch", () => {
  test("answers each request on its own", async () => {
    const answers = await batch([
      { id: "1", method: "GET", url: "/organization?$select=displayName" },
      { id: "2", method: "GET", url: "/users/nobody@contoso.com" },
      { id: "3", method: "POST", url: "/applications", headers: json, body: { displayName: "batched" } },
      { id: "4", method: "GET", url: "applications?$top=1" },
    ]);
    expect(answers.get("1")).toMatchObject({ status: 200, body: { value: [{ displayName: "Contoso" }] } });
    expect(answers.get("2")).toMatchObject({ status: 404, body: { error: { code: "Request_ResourceNotFound" } } });
    expect(answers.get("3")).toMatchObject({
      status: 201,
      body: { displayName: "batched" },
      headers: { Location: expect.any(String) },
    });
    expect(answers.get("4")?.body["@odata.nextLink"]).toMatch(/^https:\/\/localhost:\d+\/graph\/v1\.0\/applications\?/);
  });

  test("is a write where one of its requests is, for the record", async () => {
    const { journal } = graph.sandbox;
    journal.clear();
    await batch([{ id: "1", method: "GET", url: "/organization" }]);
    expect(journal.writes()).toEqual([]);
    await batch([{ id: "1", method: "DELETE", url: "/applications/00000000-0000-0000-0000-000000000001" }]);
    expect(journal.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      "DELETE /graph/v1.0/applications/00000000-0000-0000-0000-000000000001",
      "POST /graph/v1.0/$batch",
    ]);
  });

  test("checks the permissions of each", async () => {
    const client = await graph.asApp(["SecurityIncident.Read.All"]);
    const answers = await batch(
      [
        { id: "a", method: "GET", url: "/security/incidents" },
        { id: "b", method: "GET", url: "/users" },
      ],
      client,
    );
    expect([answers.get("a")?.status, answers.get("b")?.status]).toEqual([200, 403]);
  });

  test("does what depends on another after it, and not where that failed", async () => {
    const answers = await batch([
      { id: "read", method: "GET", url: "/applications?$filter=displayName eq 'second'", dependsOn: ["write"] },
      { id: "write", method: "POST", url: "/applications", headers: json, body: { displayName: "second" } },
      { id: "bad", method: "GET", url: "/users/nobody@contoso.com" },
      { id: "after", method: "GET", url: "/organization", dependsOn: ["bad"] },
    ]);
    expect(answers.get("read")?.body.value).toHaveLength(1);
    expect(answers.get("after")).toMatchObject({ status: 424 });
  });

  test.each([
    [
      "more than twenty requests",
      Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: "GET", url: "/users" })),
      /maximum value of 20/,
    ],
    [
      "the same id twice",
      [
        { id: "1", method: "GET", url: "/users" },
        { id: "1", method: "GET", url: "/groups" },
      ],
      /unique/,
    ],
    ["an absolute URL", [{ id: "1", method: "GET", url: "https://graph.microsoft.com/v1.0/users" }], /relative URL/],
    ["a body without its type", [{ id: "1", method: "POST", url: "/users", body: {} }], /Content-Type/],
    ["a circle", [{ id: "1", method: "GET", url: "/users", dependsOn: ["1"] }], /depends on/],
    ["nothing", undefined, /Invalid batch payload/],
  ])("%s is refused", async (_name, requests, message) => {
    expect(await deployer("POST", "/$batch", { requests })).toMatchObject(refusal(400, "BadRequest", message));
  });
});
