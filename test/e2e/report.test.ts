import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import type { AccessMap, DelegatedAccess, IntegrationAccess } from "../../cli/report/model";
import type { IntegrationRecord } from "../../integrations/record";
import { deployedIntegrations, up } from "../support/deployed";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

let session: TestSession;

beforeAll(async () => {
  session = await openTestSession();
  session.configure([
    { kind: "servicenow-defender", name: "sir" },
    {
      kind: "servicenow-entra-spoke",
      name: "spoke",
      options: {
        mode: "serviceAccount",
        actions: ["Add User to Group", "Create User"],
        userPrincipalName: "svc-servicenow@contoso.com",
        instance: "https://contoso.service-now.com",
      },
    },
  ]);
  await up(session);
  session.actAs("reader");
});

afterAll(() => session?.close());

describe("npm run report", () => {
  let map: AccessMap;
  const integration = (name: string) =>
    map.integrations.find(({ declaredAs }) => declaredAs?.name === name) as IntegrationAccess;

  test("tells a stack's integrations among the tenant's, with what each may do", async () => {
    const { code, stdout, stderr } = await session.command("report", "--json", "--stack", "dev");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    map = JSON.parse(stdout);
    expect(map.stack).toBe("dev");
    expect(integration("sir").access).toMatchObject([
      {
        type: "application",
        api: { name: "Microsoft Graph" },
        permissions: [{ name: "SecurityIncident.Read.All" }, { name: "SecurityIncident.ReadWrite.All" }],
      },
    ]);
    expect(integration("sir").credentials).toMatchObject([{ type: "secret", daysLeft: expect.any(Number) }]);
  });

  test("intersects the permissions of the service account's grant with its directory role", () => {
    const delegated = integration("spoke").access.find(({ type }) => type === "delegated") as DelegatedAccess;
    expect(delegated.roles?.map(({ name }) => name)).toEqual(["User Administrator"]);
    const verdict = (action: string) =>
      delegated.effective?.operations.find(({ actions }) => actions.includes(action))?.verdict;
    expect([verdict("Create User"), verdict("Add User to Group")]).toEqual(["works", "works"]);
  });

  test("puts what the audit finds next to whom it is about", () => {
    expect(integration("sir").findings).toEqual([]);
    const deployer = map.integrations.find(({ name }) => name === "entra-integrations deployer");
    expect(deployer?.findings.map(({ id }) => id)).toContain("no-tier-0-permissions");
    expect(map.integrations[0]?.findings[0]?.severity).toBe("critical");
  });

  test("writes one page, and prints where; no secret of the stack or of the tenant is in it", async () => {
    const file = path.join(session.directory, "out", "map.html");
    const { code, stdout } = await session.command("report", "--stack", "dev", "--output", file);
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: file });
    const page = readFileSync(file, "utf8");
    expect(page).toContain("ServiceNow");
    const records = await deployedIntegrations(session);
    const secrets = [
      ...Object.values(records).flatMap(({ credential }) =>
        credential.type === "clientSecret" ? credential.value : [],
      ),
      ...Object.values(session.sandbox.identities).map(({ clientSecret }) => clientSecret),
      (records.spoke as IntegrationRecord & { details: { serviceAccount: { password: string } } }).details
        .serviceAccount.password,
    ];
    expect(secrets.length).toBeGreaterThan(3);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(page + JSON.stringify(map)).not.toContain(secret);
    }
  });

  test("asks for nothing that could change the tenant", async () => {
    const before = session.sandbox.journal.writes().length;
    const { code } = await session.command("report", "--json", "--stack", "dev");
    expect(code).toBe(0);
    expect(session.sandbox.journal.writes().slice(before)).toEqual([]);
  });

  test("reports a tenant of which no stack is known all the same, and says so", async () => {
    const { code, stdout, stderr } = await session.command("report", "--json", "--stack", "nowhere");
    expect(code).toBe(0);
    expect(stderr).toContain('The outputs of stack "nowhere" could not be read');
    expect(JSON.parse(stdout).integrations).toHaveLength(map.integrations.length);
  });

  test("says what is wrong with a place that cannot be written, and leaves nothing", async () => {
    const { code, stderr } = await session.command("report", "--stack", "dev", "--output", session.directory);
    expect(code).toBe(1);
    expect(stderr).toContain(`The report could not be written to ${session.directory}`);
    expect(stderr).toContain("--output");
    expect(existsSync(path.join(session.directory, "access-map.html"))).toBe(false);
  });

  test("shows what the reader may not see", async () => {
    session.actAs("applicationAdministrator");
    const { code, stdout, stderr } = await session.command("report", "--json", "--stack", "dev");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout).skipped.map(({ what }: { what: string }) => what)).toContain("sign-ins of credentials");
  });
});
