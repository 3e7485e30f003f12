import { ArmHarness, existingGroup, subscription } from "./harness";

let arm: ArmHarness;
beforeEach(async () => {
  arm = new ArmHarness();
  await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
});

const accounts = `${existingGroup}/providers/Microsoft.Automation/automationAccounts`;
const at = (path: string, version = "2023-11-01") => `${path}?api-version=${version}`;
const account = `${accounts}/aa-servicenow`;
const body = { name: "aa-servicenow", location: "westeurope", tags: { a: "b" }, properties: { sku: { name: "Free" } } };

test("Create Account answers 201 with what the service adds; the same again 200", async () => {
  const made = await arm.call("PUT", at(account), { body });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: account,
    name: "aa-servicenow",
    type: "Microsoft.Automation/AutomationAccounts",
    location: "westeurope",
    tags: { a: "b" },
    properties: {
      sku: { name: "Free" },
      state: "Ok",
      creationTime: "2026-06-01T08:00:00.000Z",
      disableLocalAuth: false,
    },
    systemData: { createdBy: arm.deployer.appId, createdByType: "Application" },
  });
  arm.clock.advance(1_000);
  const again = await arm.call("PUT", at(account), { body });
  expect(again.status).toBe(200);
  expect(again.body.properties).toMatchObject({
    creationTime: made.body.properties.creationTime,
    lastModifiedTime: "2026-06-01T08:00:01.000Z",
  });
});

test.each(["2015-10-31", "2023-11-01", "2024-10-23"])("api-version %s is served", async (version) => {
  expect((await arm.call("PUT", at(account, version), { body })).status).toBe(201);
  expect((await arm.call("GET", at(account, version))).status).toBe(200);
  expect((await arm.call("DELETE", at(account, version))).status).toBe(200);
});

test("another api-version is refused with those that are served", async () => {
  const { status, body: refusal } = await arm.call("PUT", at(account, "2021-01-01"), { body });
  expect([status, refusal.error.code]).toEqual([400, "NoRegisteredProviderFound"]);
  expect(refusal.error.message).toMatch(
    /^No registered resource provider found for location 'westeurope' and API version '2021-01-01' for type 'automationAccounts'\. The supported api-versions are '2024-10-23, /,
  );
});

test("the casing and doubled slash of old clients find the same account", async () => {
  await arm.call("PUT", at(account), { body });
  const path = account
    .replace("resourceGroups", "resourcegroups")
    .replace("Microsoft.Automation/", "microsoft.automation//");
  expect((await arm.call("GET", at(path.replace("aa-servicenow", "AA-ServiceNow")))).body.id).toBe(account);
});

test("Look up Account of one that is not there is not found", async () => {
  const { status, body: refusal } = await arm.call("GET", at(account));
  expect(status).toBe(404);
  expect(refusal.error).toEqual({
    code: "ResourceNotFound",
    message:
      "The Resource 'Microsoft.Automation/automationAccounts/aa-servicenow' under resource group 'rg-existing-servicenow' was not found. " +
      "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  });
  expect((await arm.call("HEAD", at(account))).status).toBe(404);
});

test("in a group that is not there, the group is not found", async () => {
  const path = account.replace("rg-existing-servicenow", "rg-none");
  const { status, body: refusal } = await arm.call("PUT", at(path), { body });
  expect([status, refusal.error.code]).toEqual([404, "ResourceGroupNotFound"]);
});

test("PATCH merges properties and replaces tags", async () => {
  await arm.call("PUT", at(account), { body });
  const { status, body: patched } = await arm.call("PATCH", at(account), {
    body: { tags: { c: "d" }, properties: { disableLocalAuth: true } },
  });
  expect(status).toBe(200);
  expect(patched).toMatchObject({ tags: { c: "d" }, location: "westeurope" });
  expect(patched.properties).toMatchObject({ disableLocalAuth: true, sku: { name: "Free" } });
  expect(patched.tags.a).toBeUndefined();
});

test("DELETE is 200, and 204 where there is nothing", async () => {
  await arm.call("PUT", at(account), { body });
  expect((await arm.call("DELETE", at(account))).status).toBe(200);
  expect((await arm.call("DELETE", at(account))).status).toBe(204);
});

test.each([
  ["a location", { properties: {} }, "LocationRequired"],
  ["a region that exists", { location: "moon" }, "LocationNotAvailableForResourceType"],
  ["a known SKU", { location: "westeurope", properties: { sku: { name: "Premium" } } }, "BadRequest"],
])("an account needs %s", async (_, sent, code) => {
  const { status, body: refusal } = await arm.call("PUT", at(account), { body: sent });
  expect([status, refusal.error.code]).toEqual([400, code]);
});

test("an account does not move to another region", async () => {
  await arm.call("PUT", at(account), { body });
  const { status, body: refusal } = await arm.call("PUT", at(account), { body: { ...body, location: "northeurope" } });
  expect([status, refusal.error.code]).toEqual([409, "InvalidResourceLocation"]);
});

test.each(["short", "1starts-with-digit", "ends-with-", `a${"x".repeat(50)}`])(
  "the name %s is refused",
  async (name) => {
    const { status, body: refusal } = await arm.call("PUT", at(`${accounts}/${name}`), { body });
    expect(status).toBe(400);
    expect(refusal.error.message).toContain(`'${name}'`);
  },
);

test("a system-assigned identity gets a principal that stays the same", async () => {
  const withIdentity = { ...body, identity: { type: "SystemAssigned" } };
  const first = await arm.call("PUT", at(account), { body: withIdentity });
  const second = await arm.call("PUT", at(account), { body: withIdentity });
  expect(first.body.identity).toMatchObject({ type: "SystemAssigned", tenantId: arm.state.tenantId });
  expect(first.body.identity.principalId).toMatch(/^[0-9a-f-]{36}$/);
  expect(second.body.identity).toEqual(first.body.identity);
});

test("children need their account, and go with it", async () => {
  const variable = `${account}/variables/v1`;
  const orphan = await arm.call("PUT", at(variable), { body: { properties: { value: "1" } } });
  expect([orphan.status, orphan.body.error.code]).toEqual([404, "ParentResourceNotFound"]);

  await arm.call("PUT", at(account), { body });
  const made = await arm.call("PUT", at(variable), { body: { properties: { value: "1" } } });
  expect(made).toMatchObject({
    status: 201,
    body: { id: variable, name: "v1", type: "Microsoft.Automation/automationAccounts/variables" },
  });
  const list = await arm.call("GET", at(`${account}/variables`));
  expect(list.body.value).toHaveLength(1);
  await arm.call("DELETE", at(account));
  await arm.call("PUT", at(account), { body });
  expect((await arm.call("GET", at(variable))).status).toBe(404);
});

test("lists hold the accounts of the group, and of the subscription", async () => {
  const other = `${subscription}/resourceGroups/rg-other`;
  await arm.call("PUT", other, { body: { location: "westeurope" } });
  await arm.call("PUT", at(account), { body });
  await arm.call("PUT", at(account.replace(existingGroup, other)), { body });
  const ofGroup = await arm.call("GET", at(accounts));
  const ofSubscription = await arm.call("GET", at(`${subscription}/providers/Microsoft.Automation/automationAccounts`));
  expect([ofGroup.body.value.length, ofSubscription.body.value.length]).toEqual([1, 2]);
});

test("a type that the provider does not have is not found", async () => {
  const { status, body: refusal } = await arm.call(
    "GET",
    at(`${existingGroup}/providers/Microsoft.Automation/accounts/a`),
  );
  expect(status).toBe(404);
  expect(refusal.error.code).toBe("InvalidResourceType");
});

describe("ARM's own lists and other types", () => {
  test("filter by type, group, name and tag, without properties", async () => {
    await arm.call("PUT", at(account), { body });
    const query =
      "$filter=resourceGroup eq 'RG-Existing-ServiceNow' and resourceType eq 'microsoft.automation/automationAccounts'&$expand=createdTime,provisioningState";
    const { body: list } = await arm.call("GET", `${subscription}/resources?${query}`);
    expect(list.value).toEqual([
      {
        id: account,
        name: "aa-servicenow",
        type: "Microsoft.Automation/automationAccounts",
        location: "westeurope",
        tags: { a: "b" },
        createdTime: "2026-06-01T08:00:00.000Z",
        provisioningState: "Succeeded",
      },
    ]);
    const none = await arm.call("GET", `${existingGroup}/resources?$filter=name eq 'other'`);
    expect(none.body.value).toEqual([]);
  });

  test("keep what they are sent, once their namespace is registered", async () => {
    const storage = `${existingGroup}/providers/Microsoft.Storage/storageAccounts/st1`;
    const sent = { location: "westeurope", sku: { name: "Standard_LRS" }, kind: "StorageV2", properties: { a: 1 } };
    expect((await arm.call("PUT", at(storage, "2024-01-01"), { body: sent })).status).toBe(409);
    await arm.call("POST", `${subscription}/providers/Microsoft.Storage/register`);
    const { status, body: made } = await arm.call("PUT", at(storage, "2024-01-01"), { body: sent });
    expect(status).toBe(201);
    expect(made).toMatchObject({ ...sent, id: storage, properties: { a: 1, provisioningState: "Succeeded" } });
  });
});
