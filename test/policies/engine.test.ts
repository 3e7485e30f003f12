import { writeFileSync } from "node:fs";
import path from "node:path";
import { createProject, type Project, pack, saidIn } from "./engine";

const graph = "00000003-0000-0000-c000-000000000000";

const delegatedOnly = `
const azuread = require("@pulumi/azuread");
new azuread.Application("app", {
  displayName: "servicenow-defender",
  requiredResourceAccesses: [{
    resourceAppId: "${graph}",
    resourceAccesses: [
      { id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" },
      { id: "128ca929-1a19-45e6-a3b8-435ec44a36ba", type: "Scope" },
    ],
  }],
});
`;

const consented = (consents: boolean) => `
const azuread = require("@pulumi/azuread");
const permissions = ["45cc0394-e837-488b-a098-1918f48d186c", "34bf0e97-1971-4929-b999-9e2442d941d7"];
const app = new azuread.Application("app", {
  displayName: "servicenow-defender",
  requiredResourceAccesses: [{ resourceAppId: "${graph}", resourceAccesses: permissions.map((id) => ({ id, type: "Role" })) }],
});
const principal = new azuread.ServicePrincipal("principal", { clientId: app.clientId });
const graph = azuread.getServicePrincipalOutput({ clientId: "${graph}" });
new azuread.ApplicationPassword("secret", { applicationId: app.id, displayName: "servicenow", endDateRelative: "4320h" });
permissions.slice(${consents ? 0 : 1}).forEach((appRoleId, index) => new azuread.AppRoleAssignment("consent" + index, {
  appRoleId, principalObjectId: principal.objectId, resourceObjectId: graph.objectId,
}));
`;

jest.setTimeout(60_000);

let project: Project;
beforeAll(async () => {
  project = await createProject("");
});
afterAll(() => project?.close());

it("blocks a delegated-only integration in pulumi preview, and says which permissions, why and what to do", async () => {
  project.write(delegatedOnly);
  const { code, output } = await project.pulumi("preview", "--policy-pack", pack);
  expect(output).toMatch(/\[mandatory\].* no-delegated-only /);
  expect(output).toContain("SecurityIncident.Read.All, SecurityIncident.ReadWrite.All");
  expect(output).toContain("Missing required roles");
  expect(output).toContain("34bf0e97-1971-4929-b999-9e2442d941d7");
  expect(code).not.toBe(0);
});

it("blocks an application permission without consent in pulumi preview", async () => {
  project.write(consented(false));
  const { code, output } = await project.pulumi("preview", "--policy-pack", pack);
  expect(output).toMatch(/\[mandatory\].* application-permissions-are-consented /);
  expect(output).toContain("SecurityIncident.Read.All");
  expect(output).not.toContain("SecurityIncident.ReadWrite.All");
  expect(code).not.toBe(0);
});

it("lets a correct program pass, in preview, in up and when nothing changes", async () => {
  project.write(consented(true));
  for (const command of [["preview"], ["up", "--yes"], ["preview", "--expect-no-changes"]]) {
    const { code, output } = await project.pulumi(...command, "--policy-pack", pack);
    expect(output).not.toMatch(/\[(mandatory|advisory)\]/);
    expect(output).toContain("entra-integrations@v0.1.0");
    expect(code).toBe(0);
  }
});

describe("the other failures of the mission", () => {
  const preview = async (program: string) => {
    project.write(program);
    return project.pulumi("preview", "--policy-pack", pack);
  };

  it("a service account without the directory role that its delegated permissions need is blocked", async () => {
    const { code, output } = await preview(`
const azuread = require("@pulumi/azuread");
const app = new azuread.Application("spoke", { displayName: "spoke", web: { redirectUris: ["https://x.service-now.com/oauth_redirect.do"] } });
const principal = new azuread.ServicePrincipal("principal", { clientId: app.clientId });
const account = new azuread.User("account", { userPrincipalName: "svc@contoso.com", displayName: "svc", password: "Not-A-Secret-1" });
new azuread.ServicePrincipalDelegatedPermissionGrant("grant", {
  servicePrincipalObjectId: principal.objectId, userObjectId: account.objectId, claimValues: ["User.ReadWrite.All"],
  resourceServicePrincipalObjectId: "5a6f1c1e-0000-4000-8000-000000000001",
});`);
    expect(output).toMatch(/\[mandatory\].* service-account-is-dedicated /);
    expect(output).toContain("svc@contoso.com has no directory role, which User.ReadWrite.All need");
    expect(output).not.toContain("Not-A-Secret-1");
    expect(code).not.toBe(0);
  });

  it("delegated access to Azure Resource Manager instead of a role, Contributor on a subscription, and a namespace that nothing registers are blocked", async () => {
    const { code, output } = await preview(`
const azuread = require("@pulumi/azuread");
const { RoleAssignment } = require("@pulumi/azure-native/authorization/roleAssignment");
const { ResourceGroup } = require("@pulumi/azure-native/resources/resourceGroup");
const role = (name, scope, principalId) => new RoleAssignment(name, {
  scope, principalId, principalType: "ServicePrincipal",
  roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
});
const access = [{ resourceAppId: "797f4846-ba00-4fd7-ba43-dac1f8f63013", resourceAccesses: [{ id: "41094075-9dad-400e-a0bd-54e686782033", type: "Scope" }] }];
new azuread.Application("interactive", { displayName: "interactive", requiredResourceAccesses: access });
const app = new azuread.Application("spoke", { displayName: "spoke", requiredResourceAccesses: access });
const principal = new azuread.ServicePrincipal("principal", { clientId: app.clientId });
role("contributor", "/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001", principal.objectId);
const right = new azuread.Application("right", { displayName: "ServiceNow Azure spoke" });
new azuread.ApplicationPassword("secret", { applicationId: right.id, endDateRelative: "2160h" });
const own = new azuread.ServicePrincipal("own", { clientId: right.clientId });
role("access", new ResourceGroup("group", { location: "westeurope" }).id, own.objectId);`);
    expect(output).toMatch(/\[mandatory\].* role-assignment-scope /);
    expect(output).toContain("Contributor on a whole subscription");
    expect(output).toMatch(/\[mandatory\].* no-delegated-only .*interactive/);
    expect(output).toContain("Azure Resource Manager has no application permissions");
    expect(output).not.toMatch(/no-delegated-only .*spoke/);
    expect(output).toMatch(/\[mandatory\].* provider-registered-before-use .*access/);
    expect(output).toContain("nothing in the program registers Microsoft.Automation");
    expect(saidIn(output).filter(({ level }) => level === "mandatory")).toHaveLength(3);
    expect(code).not.toBe(0);
  });
});

it("waits with what it cannot decide for the update, and stops that before the resource is made", async () => {
  project.write(`
const azuread = require("@pulumi/azuread");
const first = new azuread.Application("first", { displayName: "first" });
new azuread.Application("second", {
  displayName: "second",
  web: { redirectUris: first.clientId.apply(() => []) },
  requiredResourceAccesses: [{ resourceAppId: "${graph}", resourceAccesses: [{ id: "b9abcc4f-94fc-4457-9141-d20ce80ec952", type: "Scope" }] }],
});`);
  const preview = await project.pulumi("preview", "--policy-pack", pack);
  expect(preview.output).toMatch(/\[advisory\].* cannot-decide-yet .*second/);
  expect(preview.output).toContain("Missing: web.redirectUris");
  expect(preview.code).toBe(0);

  const update = await project.pulumi("up", "--yes", "--skip-preview", "--policy-pack", pack);
  expect(update.output).toMatch(/\[mandatory\].* no-delegated-only .*second/);
  expect(update.output).not.toContain("Application second created");
  expect(update.code).not.toBe(0);
});

it("mends a delegated-only application where it is told to, and says what it changed", async () => {
  project.write(delegatedOnly);
  const file = path.join(project.directory, "policy-config.json");
  writeFileSync(
    file,
    JSON.stringify({ "no-delegated-only": "remediate", "application-permissions-are-consented": "advisory" }),
  );
  const { code, output } = await project.pulumi(
    "up",
    "--yes",
    "--skip-preview",
    "--policy-pack",
    pack,
    "--policy-pack-config",
    file,
  );
  expect(output).toContain("SecurityIncident.Read.All -> application permission SecurityIncident.Read.All");
  expect(code).toBe(0);
  const state = await project.pulumi("stack", "export");
  expect(state.output).toContain("45cc0394-e837-488b-a098-1918f48d186c");
  expect(state.output).not.toContain("b9abcc4f-94fc-4457-9141-d20ce80ec952");
});

it("stops at a bad configuration, with all of its problems", async () => {
  const file = path.join(project.directory, "policy-config.json");
  writeFileSync(file, JSON.stringify({ "no-delegated-onyl": "advisory", "secrets-expire": { secretDays: "x" } }));
  const { code, output } = await project.pulumi("preview", "--policy-pack", pack, "--policy-pack-config", file);
  expect(output).toContain('no-delegated-onyl is not a rule of this pack. Did you mean "no-delegated-only"?');
  expect(output).toContain('secrets-expire.secretDays is "x", but must be a whole number from 1 to 730.');
  expect(code).not.toBe(0);
});
