import type { Looks } from "../../../explain";
import { looksOfAuthorizationFailed } from "../../../explain/looks/azureRoles";
import { type Sandbox, startSandbox } from "../../../sandbox";
import { azureAs } from "../../support/azure";
import { graphAs } from "../../support/graph";
import {
  evidence,
  type Live,
  liveAs,
  type MadeApplication,
  makeApplication,
  refused,
  tokenFor,
  verdicts,
} from "./support";

/** Refusals of Azure Resource Manager, looked into. */
let sandbox: Sandbox;
let live: Live;
let app: MadeApplication;
let azure: Awaited<ReturnType<typeof azureAs>>;
let subscription: string;
let group: string;
const management = "https://management.azure.com/.default";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
let names = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  live = await liveAs(sandbox);
  app = await makeApplication(sandbox, "Azure spoke");
  azure = await azureAs(sandbox, sandbox.identities.deployer);
  subscription = `/subscriptions/${sandbox.subscriptionId}`;
  group = `${subscription}/resourceGroups/rg-existing-servicenow`;
});
afterAll(() => sandbox.close());

/** Gives a role, as long ago as asked for; answers the assignment's name. */
async function assign(scope: string, role: string, principalId = app.principalId, daysAgo = 0): Promise<string> {
  const name = `0f14a80d-42e5-4d57-afe0-${String(++names).padStart(12, "0")}`;
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const answer = await azure("PUT", `${id}?api-version=2022-04-01`, {
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      principalId,
      principalType: "ServicePrincipal",
    },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const made = sandbox.state.armRoleAssignments.find((one) => one.name === name);
  const createdOn = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  if (made) sandbox.state.armRoleAssignments.update(made.id, { properties: { ...made.properties, createdOn } });
  return name;
}

function unassign(): void {
  for (const { id, principalId } of sandbox.state.armRoleAssignments.list()) {
    if (principalId === app.principalId) sandbox.state.armRoleAssignments.remove(id);
  }
}

/** What Azure answers the application that wants to make an account there. */
async function createAccount(scope = group): Promise<string> {
  const url = `${sandbox.endpoints.arm}${scope}/providers/Microsoft.Automation/automationAccounts/account1?api-version=2023-11-01`;
  return refused(sandbox, await tokenFor(sandbox, app, management), "PUT", url, { location: "westeurope" });
}

describe("AuthorizationFailed", () => {
  afterEach(unassign);

  test("no role at all, or one that does not allow it", async () => {
    const text = await createAccount();
    expect(verdicts(await live(text))).toEqual({
      "no-role": "confirmed",
      "just-granted": "ruled out",
      denied: "ruled out",
      "other-object": "ruled out",
      "no-such-scope": "ruled out",
    });
    await assign(group, reader);
    const withReader = await live(text);
    expect(verdicts(withReader)["no-role"]).toBe("confirmed");
    expect(evidence(withReader, "no-role")).toMatch(/holds Reader on .*, and none of it allows Microsoft\.Automation/);
  });

  test("the role was assigned a moment ago, or long before", async () => {
    const text = await createAccount();
    await assign(group, contributor);
    expect(verdicts(await live(text))).toMatchObject({
      "no-role": "ruled out",
      "just-granted": "confirmed",
      "other-object": "ruled out",
    });
    unassign();
    await assign(group, contributor, app.principalId, 30);
    expect(verdicts(await live(text))).toMatchObject({ "no-role": "ruled out", "just-granted": "ruled out" });
  });

  test("the role is on another resource group, or the message is about another application", async () => {
    const text = await createAccount();
    await azure("PUT", `${subscription}/resourceGroups/rg-other?api-version=2021-04-01`, { location: "westeurope" });
    await assign(`${subscription}/resourceGroups/rg-other`, contributor);
    const explained = await live(text);
    expect(verdicts(explained)).toMatchObject({ "no-role": "confirmed", "other-object": "confirmed" });
    expect(evidence(explained, "other-object")).toContain("rg-other");
    unassign();
    const other = await live(text, { app: sandbox.identities.deployer.clientId });
    expect(verdicts(other)["other-object"]).toBe("confirmed");
    expect(evidence(other, "other-object")).toContain("Azure spoke");
  });

  test("the resource group is not there, or is", async () => {
    const text = await createAccount(`${subscription}/resourceGroups/rg-mistyped`);
    const explained = await live(text);
    expect(verdicts(explained)["no-such-scope"]).toBe("confirmed");
    const listed = `PUT ${sandbox.endpoints.arm}${group}?api-version=2021-04-01`;
    const ofGroup = `${listed} 403 AuthorizationFailed: The client '${app.clientId}' with object id '${app.principalId}' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourceGroups/write' over scope '${group}'`;
    expect(verdicts(await live(ofGroup))["no-such-scope"]).toBe("ruled out");
  });

  test("registering takes a role on the subscription", async () => {
    const url = `${sandbox.endpoints.arm}${subscription}/providers/Microsoft.Automation/register?api-version=2021-04-01`;
    const text = await refused(sandbox, await tokenFor(sandbox, app, management), "POST", url);
    const explained = await live(text);
    expect(verdicts(explained)["register-needs-subscription"]).toBe("confirmed");
    expect(evidence(explained, "register-needs-subscription")).toContain("Your own roles there do not let you");
    const deployer = await liveAs(sandbox, sandbox.identities.deployer);
    expect(evidence(await deployer(text), "register-needs-subscription")).toContain("You may register it.");
  });

  test("a reader without a role in Azure is told to get Reader", async () => {
    const stranger = await makeApplication(sandbox, "stranger");
    const explained = await (await liveAs(sandbox, stranger))(await createAccount());
    const cause = explained.explanations[0]?.causes.find(({ id }) => id === "no-role");
    expect(cause?.live).toMatchObject({ verdict: "open", needs: `the Azure role Reader on ${group}` });
  });
});

/** The sandbox has no deny assignments: what Azure answers is given here. */
test("A deny assignment that names the principal is confirmed, and one that spares it is not", async () => {
  const look = (looksOfAuthorizationFailed as Looks).denied?.look;
  const principal = "aaaaaaaa-0000-4000-8000-000000000001";
  const everyone = "00000000-0000-0000-0000-000000000000";
  const ask = (excludePrincipals: readonly { id: string }[]) => {
    const answers = (path: string) =>
      path.includes("denyAssignments")
        ? [
            {
              properties: {
                denyAssignmentName: "Deployment stack",
                permissions: [{ actions: ["Microsoft.Automation/*/write"], notActions: [] }],
                principals: [{ id: everyone }],
                excludePrincipals,
              },
            },
          ]
        : [
            {
              name: "n",
              properties: { roleDefinitionId: contributor, principalId: principal, scope: "/subscriptions/s" },
            },
          ];
    return look?.({
      tenant: { arm: { list: async (path: string) => answers(path) } },
      subject: { principal, scope: "/subscriptions/s" },
      seen: { facts: { now: new Date() }, values: { action: "Microsoft.Automation/automationAccounts/write" } },
    } as never);
  };
  expect(await ask([])).toMatchObject({
    verdict: "confirmed",
    evidence: expect.stringContaining('"Deployment stack"'),
  });
  expect(await ask([{ id: principal }])).toMatchObject({ verdict: "ruled out" });
});

describe("LinkedAuthorizationFailed", () => {
  const text = (linked: string) =>
    `LinkedAuthorizationFailed: The client '${app.clientId}' with object id '${app.principalId}' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '${group}/providers/Microsoft.Compute/virtualMachines/vm'; however, it does not have permission to perform action 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '${linked}' or the linked scope(s) are invalid.`;

  test("no role on the linked resource's group, which is there", async () => {
    expect(verdicts(await live(text(group)))).toEqual({
      "no-role-on-linked": "confirmed",
      "linked-missing": "ruled out",
    });
    await assign(group, contributor);
    expect(verdicts(await live(text(group)))["no-role-on-linked"]).toBe("ruled out");
    unassign();
  });

  test("the linked resource's group is not there", async () => {
    const missing = `${subscription}/resourceGroups/rg-gone/providers/Microsoft.Network/virtualNetworks/net`;
    expect(verdicts(await live(text(missing)))["linked-missing"]).toBe("confirmed");
  });

  test("the linked subscription belongs to your tenant, or you do not see it", async () => {
    const linked = (id: string) =>
      `(LinkedAuthorizationFailed) The client has permission to perform action 'Microsoft.Network/virtualNetworks/write' on scope '${group}', however the current tenant '${sandbox.tenantId}' is not authorized to access linked subscription '${id}'.`;
    expect(verdicts(await live(linked(sandbox.subscriptionId)))["other-tenant"]).toBe("ruled out");
    const unseen = await live(linked("6c24bcdf-0c47-4359-b40b-6f82b12d83ca"));
    expect(verdicts(unseen)["other-tenant"]).toBe("open");
    expect(unseen.explanations[0]?.causes.find(({ id }) => id === "other-tenant")?.likelihood).toBe("likely");
  });
});

describe("PrincipalNotFound", () => {
  const text = (id: string) =>
    `{"error":{"code":"PrincipalNotFound","message":"Principal ${id.replaceAll("-", "")} does not exist in the directory ${sandbox.tenantId}."}}`;

  test("a service principal that is there now was only new", async () => {
    const explained = await live(text(app.principalId));
    expect(verdicts(explained)).toEqual({ replication: "confirmed", "wrong-id": "ruled out" });
    expect(evidence(explained, "replication")).toContain("principalType");
  });

  test.each([
    ["the Object ID of the registration", () => app.applicationId, "the Object ID of the app registration"],
    ["the client ID", () => app.clientId, "the Application (client) ID"],
  ])("%s is no principal, and the right one is told", async (_, id, what) => {
    const explained = await live(text(id()));
    expect(verdicts(explained)).toEqual({ replication: "ruled out", "wrong-id": "confirmed" });
    expect(evidence(explained, "wrong-id")).toContain(what);
    expect(evidence(explained, "wrong-id")).toContain(app.principalId);
  });

  test("nothing has the ID, or what had it was deleted", async () => {
    expect(verdicts(await live(text("aaaaaaaa-0000-4000-8000-000000000009")))["wrong-id"]).toBe("confirmed");
    const gone = await makeApplication(sandbox, "gone");
    await (await graphAs(sandbox, "deployer"))("DELETE", `/servicePrincipals/${gone.principalId}`);
    const explained = await live(text(gone.principalId));
    expect(verdicts(explained)["wrong-id"]).toBe("confirmed");
    expect(evidence(explained, "wrong-id")).toContain("which was deleted on");
  });
});

describe("RoleAssignmentExists", () => {
  afterEach(unassign);
  const text = (name: string) =>
    `PUT ${sandbox.endpoints.arm}${group}/providers/Microsoft.Authorization/roleAssignments/x?api-version=2022-04-01 409 {"error":{"code":"RoleAssignmentExists","message":"The role assignment already exists. The ID of the existing role assignment is ${name.replaceAll("-", "")}."}}`;

  test("the one that was made long ago is named, with its holder", async () => {
    const explained = await live(text(await assign(group, contributor, app.principalId, 40)));
    expect(verdicts(explained)).toEqual({ "made-by-hand": "confirmed", "lost-answer": "ruled out" });
    expect(evidence(explained, "made-by-hand")).toMatch(/It is Contributor on .*"Azure spoke"/);
  });

  test("one of a moment ago can be a lost answer", async () => {
    const explained = await live(text(await assign(group, contributor)));
    expect(verdicts(explained)).toEqual({ "made-by-hand": "open", "lost-answer": "open" });
    expect(explained.explanations[0]?.causes[0]).toMatchObject({ id: "lost-answer", likelihood: "likely" });
  });
});

test("MissingSubscriptionRegistration: registered in another subscription, or by now in this one", async () => {
  const other = "44444444-aaaa-4bbb-8ccc-000000000001";
  const text = `PUT https://management.azure.com${group}/providers/Microsoft.Automation/automationAccounts/a 409 MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Automation'.`;
  sandbox.state.subscriptions.insert({ id: other, displayName: "Production", tenantId: sandbox.tenantId });
  await assign(`/subscriptions/${other}`, reader, sandbox.identities.reader.objectId).catch(() => undefined);
  const first = sandbox.state.armRoleAssignments.find(
    ({ principalId }) => principalId === sandbox.identities.reader.objectId,
  );
  if (!first) throw new Error("The reader has no role.");
  const scope = `/subscriptions/${other}`;
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${first.name}`;
  sandbox.state.armRoleAssignments.insert({ ...first, id, scope });
  const registered = { namespace: "Microsoft.Automation", state: "Registered", changedMs: 0 } as const;
  const register = (subscriptionId: string) =>
    sandbox.state.providerRegistrations.insert({
      id: `${subscriptionId}/microsoft.automation`,
      subscriptionId,
      ...registered,
    });
  register(other);
  const explained = await live(text);
  expect(verdicts(explained)).toEqual({
    "never-registered": "confirmed",
    "other-subscription": "open",
    "still-registering": "ruled out",
  });
  expect(evidence(explained, "other-subscription")).toContain('registered in "Production"');
  register(sandbox.subscriptionId);
  expect(verdicts(await live(text))).toEqual({
    "never-registered": "ruled out",
    "other-subscription": "ruled out",
    "still-registering": "open",
  });
});

test("A message without the subscription asks for it, and takes the one that is given", async () => {
  const text =
    "MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.Cache'.";
  const without = await live(text);
  expect(without.live?.wouldHelp).toEqual([
    { what: "--subscription <id>", causes: ["never-registered", "still-registering", "other-subscription"] },
  ]);
  const given = await live(text, { subscription: sandbox.subscriptionId });
  expect(verdicts(given)["never-registered"]).toBe("confirmed");
});
