import { createProject, type Project, pack } from "./engine";

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
permissions.slice(${consents ? 0 : 1}).forEach((appRoleId, index) => new azuread.AppRoleAssignment("consent" + index, {
  appRoleId, principalObjectId: principal.objectId, resourceObjectId: graph.objectId,
}));
`;

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
