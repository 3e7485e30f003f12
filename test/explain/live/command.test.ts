import type { Explanation } from "../../../explain";
import { type Sandbox, startSandbox } from "../../../sandbox";
import { runCommand } from "../../support/command";
import { type MadeApplication, makeApplication } from "./support";

jest.setTimeout(120_000);

/** `npm run explain -- --live`, as people run it. */
let sandbox: Sandbox;
let app: MadeApplication;
const text = "AADSTS7000222: The provided client secret keys for app '<app>' are expired.";
const denied =
  'ServiceNow: POST https://graph.microsoft.com/v1.0/users 403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}';
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  app = await makeApplication(sandbox, "spoke", { roles: ["User.ReadWrite.All"] });
});
afterAll(() => sandbox.close());

const run = (args: readonly string[], more: Record<string, string> = {}) =>
  runCommand(["explain", ...args], { ...sandbox.environment("reader"), ...more });

test("It says who looked, what was seen, what is confirmed and ruled out, and writes nothing", async () => {
  sandbox.journal.clear();
  const { code, stdout, stderr } = await run(["--live", "--app", app.clientId, denied]);
  expect(code).toBe(0);
  expect(stderr).toContain("Looking at the tenant");
  for (const part of [
    "[confirmed in the tenant] The application's token lacks the application permission",
    'In the tenant: "spoke"',
    "Ruled out:",
    `Looked at the tenant ${sandbox.tenantId} as entra-integrations reader`,
  ]) {
    expect(stdout).toContain(part);
  }
  expect(sandbox.journal.list().some(({ service }) => service === "graph")).toBe(true);
  expect(sandbox.journal.writes()).toEqual([]);
});

test("With --json standard output is the explanation alone", async () => {
  const { code, stdout } = await run(["--live", "--json", text.replace("<app>", app.clientId)]);
  const { live, explanations } = JSON.parse(stdout) as Explanation;
  expect(code).toBe(0);
  expect(live).toMatchObject({
    looked: true,
    tenantId: sandbox.tenantId,
    who: "entra-integrations reader",
    objectId: sandbox.identities.reader.objectId,
    notes: [],
    wouldHelp: [],
  });
  expect(explanations[0]?.causes[0]?.live).toMatchObject({ verdict: "open", needs: null });
  expect(stdout).not.toContain(app.clientSecret);
});

test("Without an id it says which would help", async () => {
  const { code, stdout } = await run(["--live", denied]);
  expect(code).toBe(0);
  expect(stdout).toContain("- To decide user-lacks-role, give --user <sign-in name>.");
  expect(stdout).toContain("give --app <client id>");
});

test("An unknown error stays unknown", async () => {
  const { code } = await run(["--live", "AADSTS9000999: something"]);
  expect(code).toBe(1);
});

test.each([
  ["nobody can sign in", { ARM_CLIENT_SECRET: "wrong", AZURE_CLIENT_SECRET: "wrong" }, "Nobody could be signed in"],
  ["the cloud is out of reach", { ARM_METADATA_HOSTNAME: "localhost:9" }, "cloud metadata"],
])("Where %s, the explanation from the text is printed, and why there is no more", async (_, environment, reason) => {
  const { code, stdout } = await run(["--live", text], environment);
  expect(code).toBe(3);
  expect(stdout).toContain("The client secret has expired");
  expect(stdout).toMatch(new RegExp(`Not looked at the tenant: [^]*${reason.replace(" ", "\\s+")}`));
  const json = await run(["--live", "--json", text], environment);
  expect(json.code).toBe(3);
  expect(JSON.parse(json.stdout)).toMatchObject({ answered: true, live: { looked: false, requests: 0 } });
  expect(json.stderr).toContain("--live did not look at the tenant");
});

test("Every wrong flag is named at once, before anything is read", async () => {
  const { code, stderr } = await run(["--live", "--app", "spoke", "--user", "adele", "--subscription", "x", denied]);
  expect(code).toBe(2);
  for (const part of ['--app "spoke"', '--user "adele"', '--subscription "x"']) expect(stderr).toContain(part);
  const idle = await run(["--app", app.clientId, "--stack", "dev", denied]);
  expect(idle.code).toBe(2);
  expect(idle.stderr).toContain("--app, --stack: only --live reads it.");
});
