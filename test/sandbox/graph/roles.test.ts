import { randomUUID } from "node:crypto";
import { findDirectoryRole } from "../../../catalogue/directoryRoles";
import { addUser } from "../core/support";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

const template = (name: string) => findDirectoryRole(name)?.templateId ?? "";
const reference = (id: string) => ({ "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${id}` });
const assignments = "/roleManagement/directory/roleAssignments";

describe("directory roles", () => {
  test("the requests of the azuread provider: find the template, see whether it is active, activate it", async () => {
    const templates = (await deployer("GET", "/directoryRoleTemplates")).body.value;
    const { id } = templates.find((one: { displayName: string }) => one.displayName === "Helpdesk Administrator");
    expect(id).toBe(template("Helpdesk Administrator"));
    const filter = `/directoryRoles?%24filter=roleTemplateId+eq+%27${id}%27`;
    expect((await deployer("GET", filter)).body.value).toEqual([]);
    const activated = await deployer("POST", "/directoryRoles", {
      "@odata.type": "#microsoft.graph.directoryRole",
      roleTemplateId: id,
    });
    expect(activated).toMatchObject({
      status: 201,
      body: { displayName: "Helpdesk Administrator", roleTemplateId: id },
    });
    expect((await deployer("GET", filter)).body.value).toMatchObject([{ id: activated.body.id }]);
    expect((await deployer("GET", `/directoryRoles(roleTemplateId='${id}')`)).body.id).toBe(activated.body.id);
    expect(await deployer("POST", "/directoryRoles", { roleTemplateId: id })).toMatchObject(
      refusal(400, "Request_BadRequest", /A conflicting object/),
    );
    expect((await deployer("GET", `/directoryRoles/${activated.body.id}`)).status).toBe(200);
  });

  test("an assignment through either API shows in the other", async () => {
    const principalId = addUser(graph.sandbox, null).id;
    const roleDefinitionId = template("User Administrator");
    const made = await deployer("POST", assignments, {
      "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
      principalId,
      roleDefinitionId,
      directoryScopeId: "/",
    });
    expect(made).toMatchObject({
      status: 201,
      body: { principalId, roleDefinitionId, directoryScopeId: "/", id: expect.stringMatching(/^[\w-]+-1$/) },
    });
    const role = (await deployer("GET", `/directoryRoles(roleTemplateId='${roleDefinitionId}')`)).body.id;
    const members = async () =>
      (await deployer("GET", `/directoryRoles/${role}/members`)).body.value.map((one: { id: string }) => one.id);
    expect(await members()).toContain(principalId);
    expect(await deployer("POST", assignments, { principalId, roleDefinitionId, directoryScopeId: "/" })).toMatchObject(
      refusal(
        400,
        "Request_BadRequest",
        "A conflicting object with one or more of the specified property values is present in the directory.",
      ),
    );
    expect((await deployer("DELETE", `/directoryRoles/${role}/members/${principalId}/$ref`)).status).toBe(204);
    expect((await deployer("GET", `${assignments}/${made.body.id}`)).status).toBe(404);

    expect((await deployer("POST", `/directoryRoles/${role}/members/$ref`, reference(principalId))).status).toBe(204);
    const listed = (
      await deployer("GET", `${assignments}?$filter=principalId eq '${principalId}'&$expand=roleDefinition,principal`)
    ).body.value;
    expect(listed).toMatchObject([
      { roleDefinition: { displayName: "User Administrator" }, principal: { id: principalId } },
    ]);
    expect((await deployer("DELETE", `${assignments}/${listed[0].id}`)).status).toBe(204);
    expect(await members()).not.toContain(principalId);
  });

  test("role definitions have the ids of their templates", async () => {
    const answer = await deployer(
      "GET",
      "/roleManagement/directory/roleDefinitions?$filter=displayName eq 'User Administrator'",
    );
    expect(answer.body.value).toMatchObject([
      { id: template("User Administrator"), isBuiltIn: true, isPrivileged: true },
    ]);
  });

  test("unknown people, roles and scopes are refused", async () => {
    const principalId = addUser(graph.sandbox, null).id;
    const roleDefinitionId = template("User Administrator");
    const at = (more: object) =>
      deployer("POST", assignments, { principalId, roleDefinitionId, directoryScopeId: "/", ...more });
    expect((await at({ principalId: randomUUID() })).status).toBe(404);
    expect((await at({ roleDefinitionId: randomUUID() })).status).toBe(404);
    expect((await at({ directoryScopeId: `/administrativeUnits/${randomUUID()}` })).status).toBe(400);
    expect((await at({ directoryScopeId: undefined })).status).toBe(400);
    const plainGroup = graph.sandbox.state.groups.list()[0]?.id;
    expect((await at({ principalId: plainGroup })).status).toBe(400);
  });

  test("only RoleManagement.ReadWrite.Directory or Privileged Role Administrator assigns", async () => {
    const assign = {
      principalId: addUser(graph.sandbox, null).id,
      roleDefinitionId: template("Reports Reader"),
      directoryScopeId: "/",
    };
    expect((await (await graph.asApp(["Directory.ReadWrite.All"]))("POST", assignments, assign)).status).toBe(403);
    expect((await (await graph.asApp([], ["Application Administrator"]))("POST", assignments, assign)).status).toBe(
      403,
    );
    expect((await (await graph.asApp([], ["Privileged Role Administrator"]))("POST", assignments, assign)).status).toBe(
      201,
    );
  });
});

describe("administrative units", () => {
  const units = "/directory/administrativeUnits";

  test("the requests of the azuread provider: create, rename, members, scoped roles, delete through beta", async () => {
    const created = await deployer("POST", units, {
      "@odata.type": "#microsoft.graph.administrativeUnit",
      displayName: "ServiceNow",
      visibility: "Public",
      description: null,
    });
    expect(created).toMatchObject({ status: 201, body: { displayName: "ServiceNow", visibility: "Public" } });
    const unit = `${units}/${created.body.id}`;
    await deployer("PATCH", unit, { displayName: `TERRAFORM_UPDATE_${randomUUID()}` });
    expect((await deployer("PATCH", unit, { displayName: "ServiceNow" })).status).toBe(204);
    const user = addUser(graph.sandbox, null).id;
    expect((await deployer("POST", `${unit}/members/$ref`, reference(user))).status).toBe(204);
    expect(await deployer("POST", `${unit}/members/$ref`, reference(user))).toMatchObject(
      refusal(400, "Request_BadRequest", /A conflicting object/),
    );
    expect((await deployer("GET", `${unit}/members`)).body.value).toMatchObject([
      { "@odata.type": "#microsoft.graph.user", id: user },
    ]);

    const role = (await deployer("GET", `/directoryRoles(roleTemplateId='${template("User Administrator")}')`)).body.id;
    const member = { administrativeUnitId: created.body.id, roleId: role, roleMemberInfo: { id: user } };
    const scoped = await deployer("POST", `${unit}/scopedRoleMembers`, member);
    expect(scoped).toMatchObject({ status: 201, body: member });
    expect((await deployer("GET", `${unit}/scopedRoleMembers/${scoped.body.id}`)).body).toMatchObject(member);
    const held = (await deployer("GET", `${assignments}?$filter=principalId eq '${user}'`)).body.value;
    expect(held).toMatchObject([
      { directoryScopeId: `/administrativeUnits/${created.body.id}`, roleDefinitionId: template("User Administrator") },
    ]);
    expect((await deployer("DELETE", `${unit}/scopedRoleMembers/${scoped.body.id}`)).status).toBe(204);
    expect((await deployer("DELETE", `${unit}/members/${user}/$ref`)).status).toBe(204);

    expect((await deployer("DELETE", `/beta/administrativeUnits/${created.body.id}`)).status).toBe(204);
    expect((await deployer("GET", unit)).status).toBe(404);
  });

  test("a role over a unit goes with the unit, and through the role management API comes with its scope", async () => {
    const { id } = (await deployer("POST", units, { displayName: "Finance" })).body;
    const principalId = addUser(graph.sandbox, null).id;
    const made = await deployer("POST", assignments, {
      principalId,
      roleDefinitionId: template("Helpdesk Administrator"),
      directoryScopeId: `/administrativeUnits/${id}`,
    });
    expect(made.status).toBe(201);
    expect((await deployer("GET", `${units}/${id}/scopedRoleMembers`)).body.value).toMatchObject([
      { id: made.body.id, roleMemberInfo: { id: principalId } },
    ]);
    await deployer("DELETE", `${units}/${id}`);
    expect((await deployer("GET", `${assignments}/${made.body.id}`)).status).toBe(404);
  });

  test("the older path without `directory` is served in beta only", async () => {
    expect((await deployer("GET", "/beta/administrativeUnits")).status).toBe(200);
    expect((await deployer("GET", "/administrativeUnits")).status).not.toBe(200);
  });
});
