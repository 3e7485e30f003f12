import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

let session: TestSession;

beforeAll(async () => {
  session = await openTestSession();
  session.configure([{ kind: "servicenow-defender", name: "sir" }]);
});

afterAll(() => session?.close());

describe("An Application Administrator alone", () => {
  test("is told before anything is created that it may not consent Microsoft Graph's application permissions, and who may", async () => {
    session.actAs("applicationAdministrator");
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout).toContain(
      "cannot consent SecurityIncident.Read.All, SecurityIncident.ReadWrite.All on Microsoft Graph",
    );
    expect(stdout).toContain("AppRoleAssignment.ReadWrite.All");
    expect(stdout).toContain("Privileged Role Administrator");
    expect(stdout).not.toContain("cannot register an application");
    expect(session.sandbox.state.applications.list().some(({ displayName }) => displayName.includes("sir"))).toBe(
      false,
    );
  });
});

describe("A reader", () => {
  test("may preview in a pull request, warned of what it could not do", async () => {
    session.actAs("reader");
    const { code, stdout } = await session.pulumi("preview", "--policy-pack", "policies");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
    expect(stdout).toContain("warning: sir: The identity that deploys cannot register an application");
  });

  test("creates nothing, and learns every right that it lacks, on Azure too", async () => {
    session.configure([
      { kind: "servicenow-defender", name: "sir" },
      {
        kind: "servicenow-entra-spoke",
        name: "spoke",
        options: {
          mode: "serviceAccount",
          userPrincipalName: "svc@contoso.com",
          instance: "https://contoso.service-now.com",
        },
      },
      {
        kind: "servicenow-azure-spoke",
        name: "azure",
        options: { resourceGroup: { name: "rg-servicenow", location: "westeurope" } },
      },
    ]);
    const before = session.sandbox.journal.writes().length;
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    for (const part of [
      "sir: The identity that deploys cannot register an application",
      "spoke: The identity that deploys cannot create the service account",
      "spoke: The identity that deploys cannot assign the directory role User Administrator",
      "RoleManagement.ReadWrite.Directory",
      "azure: The identity that deploys cannot create the resource group rg-servicenow",
      "azure: The identity that deploys cannot assign Contributor on the resource group rg-servicenow",
      "azure: The identity that deploys cannot register the resource provider Microsoft.Automation",
      "Microsoft.Automation/register/action",
    ]) {
      expect(stdout).toContain(part);
    }
    expect(
      session.sandbox.journal
        .writes()
        .slice(before)
        .filter(({ service }) => service !== "signIn"),
    ).toEqual([]);
  });
});

describe("The deployer with the least application permissions", () => {
  test("is let through", async () => {
    session.actAs("deployer");
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });
});
