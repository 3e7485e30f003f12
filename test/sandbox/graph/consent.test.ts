import { randomUUID } from "node:crypto";
import { findPermission } from "../../../catalogue/permissions";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

const principalOf = (name: string) => {
  const found = graph.sandbox.state.servicePrincipals.find((one) => one.displayName === name);
  if (!found) throw new Error(`There is no service principal ${name}.`);
  return found;
};
const incidentRead = findPermission("microsoftGraph", "SecurityIncident.Read.All");
const alertRead = findPermission("windowsDefenderAtp", "Alert.Read.All");

async function createPrincipal(client = deployer): Promise<{ id: string; appId: string; applicationId: string }> {
  const application = await client("POST", "/applications", { displayName: `app ${randomUUID()}` });
  const principal = await client("POST", "/servicePrincipals", { appId: application.body.appId });
  expect(principal.status).toBe(201);
  return { id: principal.body.id, appId: application.body.appId, applicationId: application.body.id };
}

function consent(client: GraphClient, principalId: string, api: string, appRoleId?: string) {
  const { id: resourceId } = principalOf(api);
  return client("POST", `/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
    "@odata.type": "#microsoft.graph.appRoleAssignment",
    appRoleId,
    principalId,
    resourceId,
  });
}

describe("consent to an application permission", () => {
  test("shows on both sides, and goes", async () => {
    const { id } = await createPrincipal();
    const given = await consent(deployer, id, "Microsoft Graph", incidentRead?.application);
    const { id: assignmentId } = given.body;
    expect(given).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^[\w-]+$/),
        principalId: id,
        resourceId: principalOf("Microsoft Graph").id,
        resourceDisplayName: "Microsoft Graph",
        principalType: "ServicePrincipal",
      },
    });
    const resourceId = principalOf("Microsoft Graph").id;
    expect(
      (await deployer("GET", `/servicePrincipals/${resourceId}/appRoleAssignedTo/${assignmentId}`)).body.principalId,
    ).toBe(id);
    expect((await deployer("GET", `/servicePrincipals/${id}/appRoleAssignments`)).body.value).toMatchObject([
      { id: assignmentId },
    ]);
    const assigned = await deployer(
      "GET",
      `/servicePrincipals/${resourceId}/appRoleAssignedTo?$filter=principalId eq ${id}`,
    );
    expect(assigned.body.value).toMatchObject([{ id: assignmentId }]);
    expect(await consent(deployer, id, "Microsoft Graph", incidentRead?.application)).toMatchObject(
      refusal(400, "Request_BadRequest", "Permission being assigned already exists on the object"),
    );
    expect(
      (await deployer("DELETE", `/servicePrincipals/${resourceId}/appRoleAssignedTo/${assignmentId}`)).status,
    ).toBe(204);
    expect((await deployer("GET", `/servicePrincipals/${resourceId}/appRoleAssignedTo/${assignmentId}`)).status).toBe(
      404,
    );
    expect(
      await deployer("DELETE", `/servicePrincipals/${resourceId}/appRoleAssignedTo/${assignmentId}`),
    ).toMatchObject(refusal(400, "Request_BadRequest", "EntitlementGrant being updated or deleted is not found."));
  });

  test("the id of a delegated permission is no app role", async () => {
    const { id } = await createPrincipal();
    expect(await consent(deployer, id, "Microsoft Graph", incidentRead?.delegated)).toMatchObject(
      refusal(400, "Request_BadRequest", /^Permission being assigned was not found on application/),
    );
  });

  test("an unknown principal is not found", async () => {
    const id = randomUUID();
    expect(await consent(deployer, id, "Microsoft Graph", incidentRead?.application)).toMatchObject(
      refusal(
        404,
        "Request_ResourceNotFound",
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      ),
    );
  });

  test("can be given from the side of the principal", async () => {
    const { id } = await createPrincipal();
    const { id: resourceId } = principalOf("WindowsDefenderATP");
    const body = { principalId: id, resourceId, appRoleId: alertRead?.application };
    expect((await deployer("POST", `/servicePrincipals/${id}/appRoleAssignments`, body)).status).toBe(201);
  });
});

describe("who may consent to application permissions", () => {
  test("Application Administrator: those of other APIs, not those of Microsoft Graph", async () => {
    const administrator = await graph.as("applicationAdministrator");
    const { id } = await createPrincipal(administrator);
    expect((await consent(administrator, id, "WindowsDefenderATP", alertRead?.application)).status).toBe(201);
    expect(await consent(administrator, id, "Microsoft Graph", incidentRead?.application)).toMatchObject(
      refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    );
  });

  test("nor may it take them away", async () => {
    const { id } = await createPrincipal();
    const { body } = await consent(deployer, id, "Microsoft Graph", incidentRead?.application);
    const administrator = await graph.as("applicationAdministrator");
    const path = `/servicePrincipals/${body.resourceId}/appRoleAssignedTo/${body.id}`;
    expect((await administrator("DELETE", path)).status).toBe(403);
  });

  test("Privileged Role Administrator: all of them", async () => {
    const administrator = await graph.asApp([], ["Privileged Role Administrator"]);
    const { id } = await createPrincipal();
    expect((await consent(administrator, id, "Microsoft Graph", incidentRead?.application)).status).toBe(201);
  });

  test("a user: permission and directory role together", async () => {
    const { id } = await createPrincipal();
    const scopes = ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"];
    const plain = await graph.asUser(scopes);
    const cloudAdministrator = await graph.asUser(scopes, ["Cloud Application Administrator"]);
    const globalAdministrator = await graph.asUser(scopes, ["Global Administrator"]);
    const without = await graph.asUser(["Application.Read.All"], ["Global Administrator"]);
    const appRoleId = incidentRead?.application;
    expect((await consent(plain, id, "Microsoft Graph", appRoleId)).status).toBe(403);
    expect((await consent(cloudAdministrator, id, "Microsoft Graph", appRoleId)).status).toBe(403);
    expect((await consent(without, id, "Microsoft Graph", appRoleId)).status).toBe(403);
    expect((await consent(cloudAdministrator, id, "WindowsDefenderATP", alertRead?.application)).status).toBe(201);
    expect((await consent(globalAdministrator, id, "Microsoft Graph", appRoleId)).status).toBe(201);
  });

  test("an application: AppRoleAssignment.ReadWrite.All together with a permission to read", async () => {
    const { id } = await createPrincipal();
    const appRoleId = incidentRead?.application;
    const alone = await graph.asApp(["AppRoleAssignment.ReadWrite.All"]);
    const reading = await graph.asApp(["Application.Read.All"]);
    const writing = await graph.asApp(["Application.ReadWrite.All"]);
    const both = await graph.asApp(["AppRoleAssignment.ReadWrite.All", "Application.Read.All"]);
    for (const client of [alone, reading, writing]) {
      expect((await consent(client, id, "Microsoft Graph", appRoleId)).status).toBe(403);
    }
    expect((await consent(both, id, "Microsoft Graph", appRoleId)).status).toBe(201);
  });
});

describe("consent to delegated permissions", () => {
  const grants = "/oauth2PermissionGrants";

  test("for everybody and for one user, each once; the scopes can be changed", async () => {
    const { id: clientId } = await createPrincipal();
    const { id: resourceId } = principalOf("Microsoft Graph");
    const [user] = graph.sandbox.state.users.list();
    const forAll = { clientId, resourceId, consentType: "AllPrincipals", scope: "User.Read" };
    const forOne = {
      clientId,
      resourceId,
      consentType: "Principal",
      principalId: user?.id,
      scope: "User.ReadWrite.All",
    };
    const made = await deployer("POST", grants, forAll);
    expect(made).toMatchObject({
      status: 201,
      body: { ...forAll, principalId: null, id: expect.stringMatching(/^[\w-]+$/) },
    });
    expect((await deployer("POST", grants, forOne)).body).toMatchObject(forOne);
    expect(await deployer("POST", grants, forAll)).toMatchObject(
      refusal(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists."),
    );
    expect((await deployer("PATCH", `${grants}/${made.body.id}`, { scope: "User.Read Group.Read.All" })).status).toBe(
      204,
    );
    expect((await deployer("GET", `${grants}/${made.body.id}`)).body.scope).toBe("User.Read Group.Read.All");
    expect((await deployer("GET", `/servicePrincipals/${clientId}/oauth2PermissionGrants`)).body.value).toHaveLength(2);
    expect((await deployer("GET", `/users/${user?.id}/oauth2PermissionGrants`)).body.value).toMatchObject([forOne]);
    const filtered = await deployer(
      "GET",
      `${grants}?$filter=clientId eq '${clientId}' and consentType eq 'AllPrincipals'`,
    );
    expect(filtered.body.value).toMatchObject([{ id: made.body.id }]);
    expect((await deployer("DELETE", `${grants}/${made.body.id}`)).status).toBe(204);
    expect((await deployer("GET", `${grants}/${made.body.id}`)).status).toBe(404);
  });

  test.each([
    ["for one user without a user", { consentType: "Principal" }],
    ["for everybody with a user", { consentType: "AllPrincipals", principalId: randomUUID() }],
    ["without saying for whom", {}],
  ])("one %s is refused", async (_name, body) => {
    const { id: clientId } = await createPrincipal();
    const whole = { clientId, resourceId: principalOf("Microsoft Graph").id, scope: "User.Read", ...body };
    expect((await deployer("POST", grants, whole)).status).toBe(400);
  });

  test("one of an unknown client is not found", async () => {
    const body = {
      clientId: randomUUID(),
      resourceId: principalOf("Microsoft Graph").id,
      consentType: "AllPrincipals",
      scope: "User.Read",
    };
    expect((await deployer("POST", grants, body)).status).toBe(404);
  });
});
