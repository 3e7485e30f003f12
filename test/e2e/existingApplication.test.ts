import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const graphAppId = "00000003-0000-0000-c000-000000000000";
/** SecurityIncident.Read.All as it is clicked together in the portal: delegated. */
const delegated = { id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" };

interface Application {
  readonly id: string;
  readonly appId: string;
  readonly requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
}

let session: TestSession;
let application: Application;

beforeAll(async () => {
  session = await openTestSession();
  const graph = await graphAs(session.sandbox);
  application = await graph<Application>("POST", "/applications", {
    displayName: "ServiceNow SIR, by hand",
    requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [delegated] }],
  });
  const principal = await graph<{ id: string }>("POST", "/servicePrincipals", { appId: application.appId });
  // Somebody consented one of the two permissions already.
  const api = session.sandbox.state.servicePrincipals.find(({ appId }) => appId === graphAppId);
  await graph("POST", `/servicePrincipals/${api?.id}/appRoleAssignedTo`, {
    principalId: principal.id,
    resourceId: api?.id,
    appRoleId: "45cc0394-e837-488b-a098-1918f48d186c",
  });
  session.configure([
    { kind: "servicenow-defender", name: "adopted", options: { existingClientId: application.appId } },
  ]);
});

afterAll(() => session?.close());

async function declared(): Promise<{ id: string; type: string }[]> {
  const graph = await graphAs(session.sandbox);
  const { requiredResourceAccess } = await graph<Application>("GET", `/applications/${application.id}`);
  return requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess);
}

describe("An application that was clicked together with delegated permissions", () => {
  test("works after it is adopted, under the same client id, and keeps what it had", async () => {
    const { code, stdout, stderr } = await session.pulumi("up", "--yes", "--skip-preview", "--policy-pack", "policies");
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    const verified = await session.command("verify");
    expect([verified.code, verified.stdout].join("\n")).toMatch(/^0\n/);
    const outputs = JSON.parse((await session.pulumi("stack", "output", "--json")).stdout);
    expect(outputs.integrations.adopted.clientId).toBe(application.appId);
    expect(await declared()).toContainEqual(delegated);
  });

  test("is left alone by a second run", async () => {
    const { code, stdout } = await session.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });

  test("has a permission that somebody removed found by refresh and put back", async () => {
    const graph = await graphAs(session.sandbox);
    await graph("PATCH", `/applications/${application.id}`, {
      requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [delegated] }],
    });
    expect((await session.pulumi("preview", "--refresh", "--expect-no-changes")).code).not.toBe(0);
    expect((await session.pulumi("up", "--yes", "--skip-preview", "--refresh")).code).toBe(0);
    expect(await declared()).toHaveLength(3);
  });

  test("survives the stack, as it was before", async () => {
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    expect(await declared()).toEqual([delegated]);
  });
});

describe("A client id that is nobody's", () => {
  test("is said to be unknown, with what to check, without a stack trace", async () => {
    session.configure([
      {
        kind: "servicenow-defender",
        name: "adopted",
        options: { existingClientId: "00000000-1111-4222-8333-444444444444" },
      },
    ]);
    const { code, stdout } = await session.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout).toContain("Application 00000000-1111-4222-8333-444444444444 could not be looked up");
    expect(stdout).toContain("existingClientId");
    expect(stdout).not.toMatch(/^\s+at /m);
  });
});
