import type { RouteFault } from "../../sandbox/http/faults";
import type { StateDocument } from "../../sandbox/state/state";
import { certificatePem } from "../support/certificates";
import { up, verify } from "../support/deployed";
import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const graphAppId = "00000003-0000-0000-c000-000000000000";
const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";

let session: TestSession;
let untouched: StateDocument;

beforeAll(async () => {
  session = await openTestSession();
  const { state } = session.sandbox;
  // A tenant that never used the role: it is activated first.
  for (const { id, roleDefinitionId } of state.directoryRoleAssignments.list()) {
    if (roleDefinitionId === userAdministrator) state.directoryRoleAssignments.remove(id);
  }
  const active = state.directoryRoles.find(({ roleTemplateId }) => roleTemplateId === userAdministrator);
  state.directoryRoles.remove(active?.id ?? "");
  untouched = state.toDocument();
  session.configure([
    {
      kind: "servicenow-entra-spoke",
      name: "delegated",
      options: {
        mode: "serviceAccount",
        userPrincipalName: "svc-servicenow@contoso.com",
        administrativeUnit: "Whom ServiceNow administers",
        instance: "https://contoso.service-now.com",
      },
    },
    {
      kind: "servicenow-azure-spoke",
      name: "azure",
      options: { resourceGroup: { name: "rg-servicenow", location: "westeurope" } },
    },
    { kind: "servicenow-defender", name: "defender" },
  ]);
});

afterAll(() => session?.close());

/** The requests that make something. Each reaches the service; its answer does not come back. */
const creating: readonly Pick<RouteFault, "service" | "method" | "path" | "times">[] = [
  { service: "graph", method: "POST", path: "/applications", times: 3 },
  { service: "graph", method: "POST", path: "/servicePrincipals", times: 3 },
  { service: "graph", method: "POST", path: "/applications/*/addPassword", times: 3 },
  { service: "graph", method: "POST", path: "/servicePrincipals/*/appRoleAssignedTo", times: 2 },
  { service: "graph", method: "POST", path: "/users" },
  { service: "graph", method: "POST", path: "/*administrativeUnits" },
  { service: "graph", method: "POST", path: "/directoryRoles" },
  { service: "graph", method: "POST", path: "/roleManagement/directory/roleAssignments" },
  { service: "graph", method: "POST", path: "/oauth2PermissionGrants" },
  { service: "arm", method: "PUT", path: "/subscriptions/*/resourcegroups/rg-servicenow" },
  { service: "arm", method: "PUT", path: "*/providers/Microsoft.Authorization/roleAssignments/*" },
  { service: "arm", method: "POST", path: "*/providers/Microsoft.Automation/register" },
];

/** How many more of each kind the tenant has than before. */
function added(): Record<string, number> {
  const now = session.sandbox.state.toDocument();
  const counts = Object.entries(now).map(([kind, items]) => {
    const before = untouched[kind as keyof StateDocument] as readonly unknown[] | undefined;
    return [kind, Array.isArray(items) ? items.length - (before?.length ?? 0) : 0] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}

describe("A deployment that loses the answer to every creating request", () => {
  test("adopts what each of them made, and doubles nothing", async () => {
    for (const request of creating) session.sandbox.faults.add({ ...request, effect: "loseAnswer" });
    await up(session);
    expect(session.sandbox.faults.list()).toEqual([]);
    expect(added()).toEqual({
      applications: 3,
      servicePrincipals: 3,
      appRoleAssignments: 2,
      oauth2PermissionGrants: 1,
      users: 1,
      directoryRoles: 1,
      directoryRoleAssignments: 1,
      administrativeUnits: 1,
      armResources: 1,
      armRoleAssignments: 1,
      providerRegistrations: 1,
    });
    const seeded = new Set(untouched.applications.map(({ id }) => id));
    const applications = session.sandbox.state.applications.filter(({ id }) => !seeded.has(id));
    expect(applications.map(({ passwordCredentials }) => passwordCredentials.length)).toEqual([1, 1, 1]);
  });

  test("leaves integrations that work, and nothing to do", async () => {
    expect((await verify(session, "--write")).failed).toEqual([]);
    await up(session, "--refresh", "--expect-no-changes");
  });

  test("is taken down as any other", async () => {
    const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview");
    expect([code, code === 0 ? "" : stdout]).toEqual([0, ""]);
    const kept = { directoryRoles: 1, providerRegistrations: 1 };
    expect(added()).toEqual({ ...kept, deletedItems: expect.any(Number) });
  });
});

describe("An application that exists, a certificate and a federated credential, whose writes lose their answers", () => {
  const declared = { id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" };
  const applicationsOf = (displayName: string) =>
    session.sandbox.state.applications.filter((one) => one.displayName === displayName);

  test("are written once", async () => {
    const graph = await graphAs(session.sandbox);
    const existing = await graph<{ id: string; appId: string }>("POST", "/applications", {
      displayName: "By hand",
      requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [declared] }],
    });
    await graph("POST", "/servicePrincipals", { appId: existing.appId });
    const { pem } = await certificatePem();
    const issuer = { issuer: "https://issuer.example.com", subject: "servicenow" };
    const defender = (name: string, options: unknown) => ({ kind: "servicenow-defender", name, options });
    session.configure([
      defender("existing", { existingClientId: existing.appId }),
      defender("certificate", { displayName: "By certificate", credential: { type: "certificate", pem } }),
      defender("federated", { displayName: "By federation", credential: { type: "federated", ...issuer } }),
    ]);
    const lose = (method: string, path: string) =>
      session.sandbox.faults.add({ service: "graph", method, path, effect: "loseAnswer" });
    lose("PATCH", `/applications/${existing.id}`);
    lose("PATCH", "/applications/*");
    lose("POST", "/applications/*/federatedIdentityCredentials");
    await up(session);
    expect(session.sandbox.faults.list()).toEqual([]);
    expect(applicationsOf("By certificate").map(({ keyCredentials }) => keyCredentials.length)).toEqual([1]);
    expect(applicationsOf("By federation").map((one) => one.federatedIdentityCredentials.length)).toEqual([1]);
    expect(applicationsOf("By hand")[0]?.requiredResourceAccess[0]?.resourceAccess).toHaveLength(3);
    await up(session, "--refresh", "--expect-no-changes");
  });

  test("keep what they had, and no more, when the stack goes", async () => {
    const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview");
    expect([code, code === 0 ? "" : stdout]).toEqual([0, ""]);
    const [byHand] = applicationsOf("By hand");
    expect(byHand?.requiredResourceAccess).toEqual([{ resourceAppId: graphAppId, resourceAccess: [declared] }]);
    expect(byHand?.passwordCredentials).toEqual([]);
  });
});
