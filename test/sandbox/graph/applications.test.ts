import { randomUUID } from "node:crypto";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  deployer = await graph.as("deployer");
});
afterAll(() => graph.close());

const callerId = () => graph.sandbox.identities.deployer.objectId;
const reference = (id: string) => `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${id}`;

async function create(more: Record<string, unknown> = {}) {
  const answer = await deployer("POST", "/applications", { displayName: `app ${randomUUID()}`, ...more });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; appId: string; displayName: string };
}

describe("the requests of the azuread provider for an application", () => {
  test("create, read, change and delete", async () => {
    const created = await deployer("POST", "/v1.0/applications", {
      "@odata.type": "#microsoft.graph.application",
      displayName: "defender",
      signInAudience: "AzureADMyOrg",
      notes: null,
      tags: ["servicenow"],
      "owners@odata.bind": [reference(callerId())],
      api: {
        "@odata.type": "#microsoft.graph.apiApplication",
        requestedAccessTokenVersion: 1,
        oauth2PermissionScopes: [],
      },
      requiredResourceAccess: [],
    });
    expect(created).toMatchObject({
      status: 201,
      body: {
        "@odata.context": expect.stringContaining("$metadata#applications/$entity"),
        displayName: "defender",
        signInAudience: "AzureADMyOrg",
        publisherDomain: "contoso.onmicrosoft.com",
        tags: ["servicenow"],
        identifierUris: [],
        passwordCredentials: [],
        web: { redirectUris: [], implicitGrantSettings: { enableIdTokenIssuance: false } },
      },
    });
    const { id, appId } = created.body;
    expect(id).not.toBe(appId);

    for (const displayName of [`TERRAFORM_UPDATE_${randomUUID()}`, "defender"]) {
      const patched = await deployer("PATCH", `/applications/${id}`, {
        "@odata.type": "#microsoft.graph.application",
        displayName,
      });
      expect(patched).toMatchObject({ status: 204, text: "" });
    }
    expect((await deployer("GET", `/beta/applications/${id}?%24select=oauth2RequirePostResponse`)).body).toMatchObject({
      oauth2RequirePostResponse: false,
    });
    expect((await deployer("GET", `/applications/${id}/owners`)).body.value).toMatchObject([
      { "@odata.type": "#microsoft.graph.servicePrincipal", id: callerId() },
    ]);
    expect((await deployer("DELETE", `/applications/${id}/owners/${callerId()}/$ref`)).status).toBe(204);
    expect((await deployer("GET", `/applications/${id}/owners`)).body.value).toEqual([]);
    expect((await deployer("DELETE", `/applications/${id}`)).status).toBe(204);
    expect(await deployer("GET", `/applications/${id}`)).toMatchObject(
      refusal(
        404,
        "Request_ResourceNotFound",
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      ),
    );
  });

  test("a role or scope is disabled before it is removed or given another value", async () => {
    const role = {
      id: randomUUID(),
      displayName: "Reader",
      description: "Reads",
      value: "Read",
      isEnabled: true,
      allowedMemberTypes: ["Application"],
    };
    const { id } = await create({ appRoles: [role] });
    const enabled = refusal(
      400,
      "CannotDeleteOrUpdateEnabledEntitlement",
      "Permission (scope or role) cannot be deleted or updated unless disabled first.",
    );
    expect(await deployer("PATCH", `/applications/${id}`, { appRoles: [] })).toMatchObject(enabled);
    expect(await deployer("PATCH", `/applications/${id}`, { appRoles: [{ ...role, value: "Write" }] })).toMatchObject(
      enabled,
    );
    expect((await deployer("PATCH", `/applications/${id}`, { appRoles: [{ ...role, isEnabled: false }] })).status).toBe(
      204,
    );
    expect((await deployer("PATCH", `/applications/${id}`, { appRoles: [] })).status).toBe(204);
  });

  test("a part of `api` leaves its other members as they were", async () => {
    const scope = {
      id: randomUUID(),
      value: "access",
      type: "User",
      isEnabled: true,
      adminConsentDisplayName: "Access",
      adminConsentDescription: "Accesses",
    };
    const { id } = await create({ api: { oauth2PermissionScopes: [scope] } });
    await deployer("PATCH", `/applications/${id}`, { api: { requestedAccessTokenVersion: 2 } });
    expect((await deployer("GET", `/applications/${id}`)).body.api).toMatchObject({
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [scope],
      knownClientApplications: [],
    });
  });
});

describe("an application that is not well formed", () => {
  test.each([
    ["no name", {}, /A value is required for property 'displayName'/],
    [
      "an empty name",
      { displayName: "" },
      "Invalid value specified for property 'displayName' of resource 'Application'.",
    ],
    ["an unknown property", { displayName: "a", colour: "red" }, /Property 'colour' does not exist/],
    ["an unknown member", { displayName: "a", web: { colour: "red" } }, /Property 'web.colour' does not exist/],
    ["an unknown audience", { displayName: "a", signInAudience: "Everybody" }, /'signInAudience'/],
    ["a property of the service", { displayName: "a", publisherDomain: "evil.com" }, /read-only/],
    [
      "a permission without type",
      {
        displayName: "a",
        requiredResourceAccess: [{ resourceAppId: randomUUID(), resourceAccess: [{ id: randomUUID() }] }],
      },
      /'requiredResourceAccess'/,
    ],
    [
      "a permission id that is none",
      { displayName: "a", requiredResourceAccess: [{ resourceAppId: "graph", resourceAccess: [] }] },
      /'requiredResourceAccess/,
    ],
    [
      "an identifier on a foreign domain",
      { displayName: "a", identifierUris: ["https://evil.com/app"] },
      /must use a verified domain/,
    ],
    [
      "a redirect without TLS",
      { displayName: "a", web: { redirectUris: ["http://contoso.com/"] } },
      /'web.redirectUris'/,
    ],
  ])("%s is refused", async (_name, body, message) => {
    expect(await deployer("POST", "/applications", body)).toMatchObject(refusal(400, "Request_BadRequest", message));
  });

  test("two applications cannot have the same identifier", async () => {
    const uri = `api://${randomUUID()}`;
    await create({ identifierUris: [uri] });
    const body = { displayName: "b", identifierUris: [uri] };
    expect(await deployer("POST", "/applications", body)).toMatchObject(
      refusal(
        400,
        "Request_BadRequest",
        "Another object with the same value for property identifierUris already exists.",
      ),
    );
  });
});

describe("deleted applications", () => {
  test("take their service principal and its consents along, and come back with them", async () => {
    const { id, appId } = await create();
    const principal = (await deployer("POST", "/servicePrincipals", { appId })).body;
    const api = graph.sandbox.state.servicePrincipals.find((one) => one.displayName === "WindowsDefenderATP");
    const consent = await deployer("POST", `/servicePrincipals/${api?.id}/appRoleAssignedTo`, {
      principalId: principal.id,
      resourceId: api?.id,
      appRoleId: api?.appRoles[0]?.id,
    });
    expect(consent.status).toBe(201);

    await deployer("DELETE", `/applications/${id}`);
    expect((await deployer("GET", `/servicePrincipals/${principal.id}`)).status).toBe(404);
    expect(graph.sandbox.state.appRoleAssignments.get(consent.body.id)).toBeUndefined();
    const deleted = (await deployer("GET", "/directory/deletedItems/microsoft.graph.application")).body.value;
    expect(deleted).toContainEqual(expect.objectContaining({ id, appId, deletedDateTime: expect.any(String) }));

    expect((await deployer("POST", `/directory/deletedItems/${id}/restore`)).body).toMatchObject({
      id,
      deletedDateTime: null,
    });
    expect((await deployer("GET", `/servicePrincipals(appId='${appId}')`)).body.id).toBe(principal.id);
    expect((await deployer("GET", `/servicePrincipals/${principal.id}/appRoleAssignments`)).body.value).toHaveLength(1);

    await deployer("DELETE", `/applications/${id}`);
    expect((await deployer("DELETE", `/directory/deletedItems/${id}`)).status).toBe(204);
    expect((await deployer("POST", `/directory/deletedItems/${id}/restore`)).status).toBe(404);
  });
});

test("an application is found by its client id and by its name", async () => {
  const { id, appId } = await create({ uniqueName: "entra-integrations-defender" });
  expect((await deployer("GET", `/applications(appId='${appId}')`)).body.id).toBe(id);
  expect((await deployer("GET", `/applications(appId='${appId}')/owners`)).status).toBe(200);
  expect((await deployer("GET", "/applications(uniqueName='entra-integrations-defender')")).body.id).toBe(id);
  expect((await deployer("GET", "/applications/not-an-id")).status).toBe(400);
});
