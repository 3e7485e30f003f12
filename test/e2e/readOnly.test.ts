import { readFileSync } from "node:fs";
import * as path from "node:path";
import { azureAs } from "../support/azure";
import { up } from "../support/deployed";
import { tokenOf } from "../support/graph";
import { trusting } from "../support/https";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

/** Commands that promise to read only, under an identity of which every write is refused and recorded. */
let session: TestSession;
const integrations = [
  { kind: "servicenow-defender", name: "sir-defender" },
  {
    kind: "servicenow-azure-spoke",
    name: "azure-spoke",
    options: { resourceGroup: { existing: "rg-existing-servicenow" } },
  },
  { kind: "servicenow-entra-spoke", name: "entra-spoke", options: { mode: "application", actions: ["Create User"] } },
];

beforeAll(async () => {
  session = await openTestSession();
  session.configure(integrations);
  await up(session);
  session.actAs("reader");
});
afterAll(() => session?.close());

/** What was written since, by anyone. */
async function writesOf(work: () => Promise<void>): Promise<string[]> {
  session.sandbox.journal.clear();
  await work();
  expect(session.sandbox.journal.list().filter(({ service }) => service === "graph").length).toBeGreaterThan(0);
  return session.sandbox.journal.writes().map(({ method, path: where }) => `${method} ${where}`);
}

test("A write by that identity is refused and recorded, alone and in a batch: the others can fail", async () => {
  const { sandbox } = session;
  const { clientId, clientSecret } = sandbox.identities.reader;
  const token = await tokenOf(sandbox, clientId, clientSecret);
  const send = (method: string, where: string, body: unknown) =>
    trusting(sandbox.caFile)(method, `${sandbox.endpoints.graph}/v1.0${where}`, body, {
      authorization: `Bearer ${token}`,
    });
  sandbox.journal.clear();
  expect((await send("POST", "/applications", { displayName: "mine" })).status).toBe(403);
  const batch = { requests: [{ id: "1", method: "DELETE", url: "/users/adele.vance@contoso.com" }] };
  expect((await send("POST", "/$batch", batch)).body).toMatchObject({ responses: [{ status: 403 }] });
  const azure = await azureAs(sandbox, sandbox.identities.reader);
  const group = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/rg-mine?api-version=2021-04-01`;
  expect((await azure("PUT", group, { location: "westeurope" })).status).toBe(403);
  expect(sandbox.journal.writes().map(({ method, status }) => [method, status])).toEqual([
    ["POST", 403],
    ["DELETE", 403],
    ["POST", 200],
    ["PUT", 403],
  ]);
  // A batch of reads is none.
  sandbox.journal.clear();
  await send("POST", "/$batch", { requests: [{ id: "1", method: "GET", url: "/users" }] });
  expect(sandbox.journal.writes()).toEqual([]);
});

test("explain --live writes nothing, whatever it looks into", async () => {
  const { sandbox } = session;
  const { clientId } = sandbox.identities.deployer;
  const subscription = `/subscriptions/${sandbox.subscriptionId}`;
  const errors = [
    [
      "--app",
      clientId,
      "--user",
      "adele.vance@contoso.com",
      'POST https://graph.microsoft.com/v1.0/users 403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
    ],
    [
      "--user",
      "alex.wilber@contoso.com",
      'Okta: could not push profile: POST https://graph.microsoft.com/v1.0/users/alex.wilber@contoso.com/microsoft.graph.assignLicense 403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}',
    ],
    ["-i", "sir-defender", "-s", "dev", "Error is: Missing required roles. Microsoft Defender"],
    [
      "-i",
      "azure-spoke",
      "-s",
      "dev",
      `PUT https://management.azure.com${subscription}/resourceGroups/rg-existing-servicenow/providers/Microsoft.Cache/redis/a 409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Cache'.`,
    ],
    [
      `AuthorizationFailed: The client '${clientId}' with object id '${sandbox.identities.reader.objectId}' does not have authorization to perform action 'Microsoft.Cache/redis/write' over scope '${subscription}/resourceGroups/rg-existing-servicenow'`,
    ],
    [`AADSTS700016: Application with identifier '${clientId}' was not found in the directory 'Contoso'.`],
    [`AADSTS7000222: The provided client secret keys for app '${clientId}' are expired.`],
    ["AADSTS53003: Access has been blocked by Conditional Access policies."],
  ];
  const written = await writesOf(async () => {
    for (const args of errors) {
      const { code, stdout, stderr } = await session.command("explain", "--live", ...args);
      expect([code, stderr]).toEqual([0, expect.stringContaining("reading only")]);
      expect(stdout).toContain("Looked at the tenant");
    }
  });
  expect(written).toEqual([]);
});

test.each(["text", "json", "sarif", "html"])("audit writes nothing, with --format %s", async (format) => {
  const written = await writesOf(async () => {
    const { code, stdout, stderr } = await session.command("audit", "--stack", "dev", "--format", format);
    expect([code, stderr]).toEqual([0, expect.stringContaining("Reading as the application")]);
    expect(stdout.length).toBeGreaterThan(100);
  });
  expect(written).toEqual([]);
});

test("report writes nothing but its page", async () => {
  const page = path.join(session.directory, "report.html");
  const written = await writesOf(async () => {
    const { code, stderr } = await session.command("report", "--stack", "dev", "--output", page);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  });
  expect(readFileSync(page, "utf8")).toContain("sir-defender");
  expect(written).toEqual([]);
});
