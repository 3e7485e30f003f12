import { randomUUID } from "node:crypto";
import { skus } from "../../../sandbox/seed/licences";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let okta: GraphClient;
beforeEach(async () => {
  graph = await startGraph();
  okta = await graph.asApp(["User.ReadWrite.All", "Group.ReadWrite.All", "Organization.Read.All"]);
});
afterEach(() => graph.close());

const id = (name: keyof typeof skus) => skus[name].skuId;
const change = (add: readonly string[], remove: readonly string[]) => ({
  addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })),
  removeLicenses: remove,
});
const assign = (user: string, body: unknown, client = okta) =>
  client("POST", `/users/${user}@contoso.com/microsoft.graph.assignLicense`, body);
const held = async (user: string) => {
  const { body } = await okta("GET", `/users/${user}@contoso.com?$select=assignedLicenses`);
  return body.assignedLicenses.map((one: { skuId: string }) => one.skuId).sort();
};
const three = [id("ENTERPRISEPACK"), id("EMS"), id("MCOEV")];
const denied = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

describe("replacing a user's licences, as Okta does", () => {
  test("fails on the one that was bought by self-service, and changes nothing", async () => {
    const before = await held("alex.wilber");
    expect(await assign("alex.wilber", change(three, [id("POWER_BI_PRO")]))).toMatchObject(denied);
    expect(await held("alex.wilber")).toEqual(before);
  });

  test("succeeds without it", async () => {
    const answer = await assign("adele.vance", change(three, []));
    expect(answer).toMatchObject({ status: 200, body: { displayName: "Adele Vance" } });
    expect(await held("adele.vance")).toEqual([...three].sort());
  });

  test("fails on the one that a partner manages", async () => {
    expect(await assign("diego.siciliani", change(three, [id("VISIOCLIENT")]))).toMatchObject(denied);
  });

  test("fails on the one that comes from a group, in other words", async () => {
    expect(await assign("grady.archie", change(three, [id("PROJECTPROFESSIONAL")]))).toMatchObject(
      refusal(
        400,
        "Request_BadRequest",
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
      ),
    );
  });

  test("an administrator of the tenant takes the licence away, and then it succeeds", async () => {
    const administrator = await graph.asUser(["User.ReadWrite.All"], ["Global Administrator"]);
    expect((await assign("alex.wilber", change([], [id("POWER_BI_PRO")]), administrator)).status).toBe(200);
    expect((await assign("alex.wilber", change(three, []))).status).toBe(200);
  });

  test("who bought it may give it up", async () => {
    const buyer = await graph.asUser(["User.ReadWrite.All"], ["License Administrator"]);
    const other = await graph.asUser(["User.ReadWrite.All"], ["License Administrator"]);
    const subscription = graph.sandbox.state.companySubscriptions.find((one) => one.skuPartNumber === "POWER_BI_PRO");
    graph.sandbox.state.companySubscriptions.update(subscription?.id ?? "", { ownerId: buyer.objectId });
    expect(await assign("alex.wilber", change([], [id("POWER_BI_PRO")]), other)).toMatchObject(denied);
    expect((await assign("alex.wilber", change([], [id("POWER_BI_PRO")]), buyer)).status).toBe(200);
  });
});

describe("assignLicense", () => {
  const unknown = randomUUID();
  test.each([
    [
      "an unknown licence",
      "adele.vance",
      change([unknown], []),
      `License ${unknown} does not correspond to a valid company License.`,
    ],
    [
      "no seat",
      "adele.vance",
      change([id("SPE_E5")], []),
      `Subscription with SKU ${id("SPE_E5")} does not have any available licenses.`,
    ],
    [
      "no usage location",
      "nestor.wilke",
      change([id("EMS")], []),
      "License assignment cannot be done for user with invalid usage location.",
    ],
    [
      "a licence that the user does not have",
      "adele.vance",
      change([], [id("VISIOCLIENT")]),
      "User does not have a corresponding license.",
    ],
    [
      "one list alone",
      "adele.vance",
      { addLicenses: [] },
      "One or more parameters of the function import 'assignLicense' are missing from the request payload. The missing parameters are: removeLicenses.",
    ],
    [
      "an id that is none",
      "adele.vance",
      change(["E3"], []),
      "Invalid value specified for property 'addLicenses' of resource 'User'.",
    ],
  ])("%s is refused", async (_name, user, body, message) => {
    expect(await assign(user, body)).toMatchObject(refusal(400, "Request_BadRequest", message));
  });

  test("is served under both of its names", async () => {
    expect(
      (await okta("POST", "/users/adele.vance@contoso.com/assignLicense", change([id("VISIOCLIENT")], []))).status,
    ).toBe(200);
    const states = (await okta("GET", "/users/adele.vance@contoso.com?$select=licenseAssignmentStates")).body
      .licenseAssignmentStates;
    expect(states).toContainEqual(
      expect.objectContaining({ skuId: id("VISIOCLIENT"), assignedByGroup: null, state: "Active", error: "None" }),
    );
  });

  test("disabled plans show in the details", async () => {
    const teams = skus.ENTERPRISEPACK.plans.TEAMS1;
    const body = { addLicenses: [{ skuId: id("ENTERPRISEPACK"), disabledPlans: [teams] }], removeLicenses: [] };
    expect((await assign("adele.vance", body)).status).toBe(200);
    const { value } = (await okta("GET", "/users/adele.vance@contoso.com/licenseDetails")).body;
    const details = value.find((one: { skuPartNumber: string }) => one.skuPartNumber === "ENTERPRISEPACK");
    expect(details.servicePlans).toContainEqual(
      expect.objectContaining({ servicePlanName: "TEAMS1", provisioningStatus: "Disabled" }),
    );
  });
});

describe("licences of the tenant", () => {
  test("SKUs count what is consumed", async () => {
    const consumed = async () => {
      const { value } = (await okta("GET", "/subscribedSkus")).body;
      return value.find((one: { skuPartNumber: string }) => one.skuPartNumber === "VISIOCLIENT").consumedUnits;
    };
    expect(await consumed()).toBe(1);
    await assign("adele.vance", change([id("VISIOCLIENT")], []));
    expect(await consumed()).toBe(2);
    expect((await okta("GET", `/subscribedSkus/${graph.sandbox.tenantId}_${id("EMS")}`)).body.skuPartNumber).toBe(
      "EMS",
    );
  });

  test("subscriptions say who bought them", async () => {
    const { value } = (await okta("GET", "/directory/subscriptions")).body;
    const of = (name: string) => value.find((one: { skuPartNumber: string }) => one.skuPartNumber === name);
    expect(of("EMS")).toMatchObject({ ownerId: null, ownerTenantId: null });
    expect(of("POWER_BI_PRO")).toMatchObject({ ownerType: "User", ownerId: expect.any(String) });
    expect(of("VISIOCLIENT").ownerTenantId).toEqual(expect.any(String));
  });

  test("what a group assigns comes and goes with the membership", async () => {
    const group = (await okta("GET", "/groups?$filter=displayName eq 'Project Plan 3 licences'")).body.value[0].id;
    const { id: adele } = (await okta("GET", "/users/adele.vance@contoso.com")).body;
    const reference = { "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${adele}` };
    await okta("POST", `/groups/${group}/members/$ref`, reference);
    expect(await held("adele.vance")).toContain(id("PROJECTPROFESSIONAL"));
    await okta("DELETE", `/groups/${group}/members/${adele}/$ref`);
    expect(await held("adele.vance")).not.toContain(id("PROJECTPROFESSIONAL"));
    expect((await okta("POST", `/groups/${group}/assignLicense`, change([], [id("PROJECTPROFESSIONAL")]))).status).toBe(
      202,
    );
    expect(await held("grady.archie")).not.toContain(id("PROJECTPROFESSIONAL"));
  });
});
