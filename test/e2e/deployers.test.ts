import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;

beforeAll(async () => {
  session = await openTestSession();
  session.configure([{ kind: "servicenow-defender", name: "sir" }]);
});

afterAll(() => session?.close());

describe("An Application Administrator alone", () => {
  test("may register the application but not consent Microsoft Graph's application permissions", async () => {
    session.actAs("applicationAdministrator");
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout).toMatch(
      /AppRoleAssignment[\s\S]*Authorization_RequestDenied: Insufficient privileges to complete the operation/,
    );
    expect(session.sandbox.state.applications.list().some(({ displayName }) => displayName.includes("sir"))).toBe(true);
  });

  test("is not needed by a deployer with the least application permissions, who goes on where that one stopped", async () => {
    session.actAs("deployer");
    // The first deployer owns what it made: the one with Application.ReadWrite.OwnedBy starts with its own.
    session.configure([{ kind: "servicenow-defender", name: "own" }]);
    const state = session.sandbox.state;
    const before = state.appRoleAssignments.size;
    const { stdout } = await session.pulumi(
      "up",
      "--yes",
      "--skip-preview",
      "--target",
      "**own**",
      "--target-dependents",
    );
    expect(stdout).not.toContain("errored");
    expect(state.appRoleAssignments.size).toBe(before + 2);
  });
});

describe("A reader", () => {
  test("may preview in a pull request, and create nothing", async () => {
    session.actAs("reader");
    session.configure([{ kind: "servicenow-defender", name: "new" }]);
    const { code, stdout } = await session.pulumi("preview", "--policy-pack", "policies");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
    const applications = session.sandbox.state.applications.size;
    const { stdout: refused } = await session.pulumi("up", "--yes", "--skip-preview");
    expect(refused).toContain("Authorization_RequestDenied");
    expect(session.sandbox.state.applications.size).toBe(applications);
  });
});
