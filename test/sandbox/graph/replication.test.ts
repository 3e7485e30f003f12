import { findPermission } from "../../../catalogue/permissions";
import { FakeClock } from "../../../sandbox";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let deployer: GraphClient;
const clock = new FakeClock(new Date("2026-11-20T12:00:00Z"));
beforeAll(async () => {
  graph = await startGraph({ clock });
  deployer = await graph.as("deployer");
  graph.sandbox.faults.setDelays({ replicationDelay: 30_000 });
});
afterAll(() => graph.close());

test("a new object is invisible to reads and references until it has replicated", async () => {
  const { id, appId } = (await deployer("POST", "/applications", { displayName: "slow" })).body;
  expect(await deployer("GET", `/applications/${id}`)).toMatchObject(refusal(404, "Request_ResourceNotFound"));
  expect(await deployer("PATCH", `/applications/${id}`, { notes: "a" })).toMatchObject(
    refusal(404, "Request_ResourceNotFound"),
  );
  expect((await deployer("GET", `/applications?$filter=appId eq '${appId}'`)).body.value).toEqual([]);
  expect(await deployer("POST", "/servicePrincipals", { appId })).toMatchObject(
    refusal(
      400,
      "Request_BadRequest",
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    ),
  );

  clock.advance(30_000);
  expect((await deployer("GET", `/applications/${id}`)).status).toBe(200);
  const principal = await deployer("POST", "/servicePrincipals", { appId });
  expect(principal.status).toBe(201);

  const resourceId = graph.sandbox.state.servicePrincipals.find((one) => one.displayName === "Microsoft Graph")?.id;
  const consent = {
    principalId: principal.body.id,
    resourceId,
    appRoleId: findPermission("microsoftGraph", "User.Read.All")?.application,
  };
  const path = `/servicePrincipals/${resourceId}/appRoleAssignedTo`;
  expect(await deployer("POST", path, consent)).toMatchObject(refusal(404, "Request_ResourceNotFound"));
  clock.advance(30_000);
  const given = await deployer("POST", path, consent);
  expect(given.status).toBe(201);
  expect((await deployer("GET", `${path}/${given.body.id}`)).status).toBe(404);
  clock.advance(30_000);
  expect((await deployer("GET", `${path}/${given.body.id}`)).status).toBe(200);
});

test("what was there before stays visible", async () => {
  expect((await deployer("GET", "/users/adele.vance@contoso.com")).status).toBe(200);
});
