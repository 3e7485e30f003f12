import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runCommand } from "../support/command";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-comment-"));
const file = path.join(directory, "comment.md");

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("A pull request that turns application permissions into delegated ones", () => {
  const program = path.join(__dirname, "programs", "delegatedDefender");
  let session: TestSession;

  beforeAll(async () => {
    session = await openTestSession({ program });
  });
  afterAll(() => session?.close());

  test("fails, and its comment says by which rule, why, and what to write instead", async () => {
    const { code, stdout } = await session.command("ci:preview", "--program", program, "--output", file);
    expect(code).toBe(1);
    const comment = readFileSync(file, "utf8");
    expect(stdout.trim()).toBe(comment.trim());
    expect(comment).toContain("Policy violations: these stop the deployment");
    expect(comment).toContain("#### `no-delegated-only` · `azuread:index/application:Application` `sir`");
    expect(comment).toContain(
      'Application "ServiceNow SIR" asks Microsoft Graph for delegated permissions only: SecurityIncident.Read.All, SecurityIncident.ReadWrite.All.',
    );
    expect(comment).toMatch(/\*\*Why:\*\* A background service has no user\..*"Missing required roles"/);
    expect(comment).toMatch(/\*\*Remedy:\*\* Declare each permission with type Role/);
    expect(comment).toContain("SecurityIncident.Read.All -> { type: Role, id: 45cc0394-e837-488b-a098-1918f48d186c }");
    expect(comment).toContain(
      "SecurityIncident.ReadWrite.All -> { type: Role, id: 34bf0e97-1971-4929-b999-9e2442d941d7 }",
    );
  });

  test("has no secret in its comment, although the pipeline and the configuration hold one", async () => {
    const { clientSecret } = session.sandbox.identities.deployer;
    const { stdout, stderr } = await session.command("ci:preview", "--program", program);
    expect(stdout + stderr).not.toContain(clientSecret);
  });

  test("says what the engine says where it does not come as far as the policies", async () => {
    const { code, stdout } = await session.command("ci:preview", "--program", program, "--policy-pack", directory);
    expect(code).toBe(1);
    expect(stdout).toMatch(/### Errors[\s\S]*PulumiPolicy\.yaml/);
  });
});

describe("A pull request with a right integration", () => {
  let session: TestSession;

  beforeAll(async () => {
    session = await openTestSession();
    session.configure([{ kind: "servicenow-defender", name: "sir" }]);
    session.actAs("reader");
  });
  afterAll(() => session?.close());

  const preview = (...args: string[]) =>
    session.command("ci:preview", "--config-file", path.join(session.directory, "Pulumi.dev.yaml"), ...args);

  test("passes as an identity that only reads, with what it could not deploy as warnings", async () => {
    const { code, stdout } = await preview();
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
    expect(stdout).toContain("✅ Preview of stack `dev`: ready");
    expect(stdout).toMatch(/\*\*Resources:\*\* \d+ to create/);
    expect(stdout).toContain("azuread:index/appRoleAssignment:AppRoleAssignment");
    expect(stdout).toMatch(/### Warnings\n\n- sir: The identity that deploys cannot register an application\./);
    expect(stdout).not.toContain("these stop the deployment");
  });

  test("is told to other programs as JSON", async () => {
    const { stdout } = await preview("--json");
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ ok: true, stack: "dev", complete: true, policies: [], errors: [] });
    expect(result.counts.create).toBe(result.changes.length);
  });

  test("whose configuration is wrong has every problem of it in the comment", async () => {
    session.configure([{ kind: "servicenow-defendr", name: "sir" }]);
    const { code, stdout } = await preview();
    expect(code).toBe(1);
    expect(stdout).toMatch(/### Errors[\s\S]*servicenow-defender/);
    expect(stdout).not.toMatch(/^\s+at /m);
  });
});

test("A fork's pull request, which has no credentials, previews stack dev in the sandbox and says so", async () => {
  const none = Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(ARM|AZURE|ACTIONS)_/.test(name))
      .map((name) => [name, undefined]),
  );
  const { code, stdout, stderr } = await runCommand(["ci:preview", "--stack", "prod"], {
    ...none,
    CI: "true",
    PULUMI_STACK: "prod",
    PULUMI_CONFIG_PASSPHRASE: "",
    SANDBOX_DIRECTORY: directory,
  });
  expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
  expect(stdout).toContain("✅ Preview of stack `dev`: ready");
  expect(stdout).toMatch(/> \*\*In the sandbox\*\*, not in a real tenant: this run has no credentials for stack prod/);
});
