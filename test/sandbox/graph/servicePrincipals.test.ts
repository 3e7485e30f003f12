import { randomUUID } from "node:crypto";
import { apis } from "../../../catalogue/apis";
import { findPermission } from "../../../catalogue/permissions";
import { oktaApplication } from "../../../sandbox/seed/foreignApplications";
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

describe("service principals", () => {
  test("the requests of the azuread provider: look up, create, change, remove the caller from the owners", async () => {
    const { appId } = (await deployer("POST", "/applications", { displayName: "spoke" })).body;
    const filter = `/servicePrincipals?%24filter=appId+eq+%27${appId}%27`;
    expect((await deployer("GET", filter)).body.value).toEqual([]);
    const body = {
      "@odata.type": "#microsoft.graph.servicePrincipal",
      appId,
      accountEnabled: true,
      description: `TERRAFORM_UPDATE_${randomUUID()}`,
      "owners@odata.bind": [
        `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${graph.sandbox.identities.deployer.objectId}`,
      ],
    };
    const created = await deployer("POST", "/servicePrincipals", body);
    expect(created).toMatchObject({
      status: 201,
      body: {
        appId,
        displayName: "spoke",
        appDisplayName: "spoke",
        appOwnerOrganizationId: graph.sandbox.tenantId,
        servicePrincipalNames: [appId],
        servicePrincipalType: "Application",
      },
    });
    const { id } = created.body;
    expect((await deployer("PATCH", `/servicePrincipals/${id}`, { description: null, tags: ["a"] })).status).toBe(204);
    const owner = graph.sandbox.identities.deployer.objectId;
    expect((await deployer("DELETE", `/servicePrincipals/${id}/owners/${owner}/$ref`)).status).toBe(204);
    expect((await deployer("GET", `/servicePrincipals/${id}`)).body).toMatchObject({ description: null, tags: ["a"] });
    expect((await deployer("GET", `/beta/servicePrincipals/${id}?$select=samlMetadataUrl`)).body).toHaveProperty(
      "samlMetadataUrl",
      null,
    );
    expect((await deployer("GET", filter)).body.value).toMatchObject([{ id }]);
    expect((await deployer("DELETE", `/servicePrincipals/${id}`)).status).toBe(204);
    expect((await deployer("GET", `/servicePrincipals/${id}`)).status).toBe(404);
  });

  test("one of an unknown application is refused, and a second one of the same", async () => {
    const appId = randomUUID();
    expect(await deployer("POST", "/servicePrincipals", { appId })).toMatchObject(
      refusal(
        400,
        "Request_BadRequest",
        `The appId '${appId}' of the service principal does not reference a valid application object.`,
      ),
    );
    const taken = (await deployer("POST", "/applications", { displayName: "taken" })).body.appId;
    expect((await deployer("POST", "/servicePrincipals", { appId: taken })).status).toBe(201);
    expect(await deployer("POST", "/servicePrincipals", { appId: taken })).toMatchObject(
      refusal(
        409,
        "Request_MultipleObjectsWithSameKeyValue",
        `The service principal cannot be created, updated, or restored because the service principal name ${taken} is already in use.`,
      ),
    );
  });

  test("one can be made of another tenant's application", async () => {
    const { appId } = oktaApplication;
    expect((await deployer("POST", "/servicePrincipals", { appId })).body).toMatchObject({
      displayName: "Okta Microsoft Graph Client",
      appOwnerOrganizationId: oktaApplication.ownerTenantId,
    });
  });

  test("Microsoft's own is deleted by who may delete it, and can be made again", async () => {
    const { id, appId } = principalOf("Office 365 Exchange Online");
    expect((await deployer("DELETE", `/servicePrincipals/${id}`)).status).toBe(204);
    expect((await deployer("GET", `/servicePrincipals?$filter=appId eq '${appId}'`)).body.value).toEqual([]);
    expect((await deployer("POST", "/servicePrincipals", { appId })).body.appOwnerOrganizationId).toBe(
      "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
    );
  });

  test("Microsoft Graph offers every permission of the catalogue", async () => {
    const { body } = await deployer("GET", `/servicePrincipals(appId='${apis.microsoftGraph.appId}')`);
    expect(body.appRoles).toContainEqual(
      expect.objectContaining({
        id: incidentRead?.application,
        value: "SecurityIncident.Read.All",
        isEnabled: true,
        allowedMemberTypes: ["Application"],
      }),
    );
    expect(body.oauth2PermissionScopes).toContainEqual(
      expect.objectContaining({ id: incidentRead?.delegated, value: "SecurityIncident.Read.All" }),
    );
  });
});
