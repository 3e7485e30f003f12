import { ArmHarness, existingGroup, roles, subscription } from "./harness";

let arm: ArmHarness;
beforeEach(() => {
  arm = new ArmHarness();
});

const group = `${subscription}/resourceGroups/rg-servicenow`;

test("a new group is 201, the same again 200, both with the shape that clients read", async () => {
  const body = { location: "West Europe", tags: { owner: "it" } };
  const first = await arm.call("PUT", group, { body });
  const second = await arm.call("PUT", group.toLowerCase(), { body });
  const shown = {
    id: group,
    name: "rg-servicenow",
    type: "Microsoft.Resources/resourceGroups",
    location: "westeurope",
    tags: { owner: "it" },
    properties: { provisioningState: "Succeeded" },
  };
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(first.body).toEqual(shown);
  expect(second.body).toEqual(shown);
  expect(first.headers["x-ms-ratelimit-remaining-subscription-writes"]).toMatch(/^\d+$/);
});

test("the case of the first creation is kept, and any case finds it", async () => {
  await arm.call("PUT", `${subscription}/resourcegroups/RG-ServiceNow`, { body: { location: "westeurope" } });
  const { body } = await arm.call("GET", group);
  expect(body).toMatchObject({ id: `${subscription}/resourceGroups/RG-ServiceNow`, name: "RG-ServiceNow" });
});

test("a group that is not there is not found, also by HEAD", async () => {
  const { status, body } = await arm.call("GET", group);
  expect(status).toBe(404);
  expect(body.error).toEqual({
    code: "ResourceGroupNotFound",
    message: "Resource group 'rg-servicenow' could not be found.",
  });
  expect((await arm.call("HEAD", group)).status).toBe(404);
  expect((await arm.call("HEAD", existingGroup)).status).toBe(204);
});

test.each([
  ["a location", {}, 400, "LocationRequired", "The location property is required for this definition."],
  [
    "a known location",
    { location: "atlantis" },
    400,
    "LocationNotAvailableForResourceGroup",
    "The provided location 'atlantis' is not available for resource group. List of available regions is 'eastus,",
  ],
  ["tags of text", { location: "westeurope", tags: { a: 1 } }, 400, "InvalidRequestContent", "tags.a"],
])("a new group needs %s", async (_, body, status, code, text) => {
  const answer = await arm.call("PUT", group, { body });
  expect(answer.status).toBe(status);
  expect(answer.body.error.code).toBe(code);
  expect(answer.body.error.message).toContain(text);
});

test.each([
  ["rg%20one", "' '"],
  ["rg.", "'.'"],
  ["rg%26%23", "'&#'"],
  ["x".repeat(91), "length of '91'"],
])("the name %s is refused", async (name, text) => {
  const { status, body } = await arm.call("PUT", `${subscription}/resourceGroups/${name}`, {
    body: { location: "eastus" },
  });
  expect([status, body.error.code]).toEqual([400, "InvalidResourceGroup"]);
  expect(body.error.message).toContain(text);
});

test("a group does not move", async () => {
  const { status, body } = await arm.call("PUT", existingGroup, { body: { location: "northeurope" } });
  expect(status).toBe(409);
  expect(body.error).toEqual({
    code: "InvalidResourceGroupLocation",
    message:
      "Invalid resource group location 'northeurope'. The Resource group already exists in location 'westeurope'.",
  });
});

test("PATCH changes tags, PUT without tags removes them", async () => {
  const patched = await arm.call("PATCH", existingGroup, { body: { tags: { a: "1" } } });
  const put = await arm.call("PUT", existingGroup, { body: { location: "westeurope" } });
  expect(patched).toMatchObject({ status: 200, body: { tags: { a: "1" } } });
  expect(put.body.tags).toBeUndefined();
});

test("deleting takes a moment: 202, polled until 200, and everything below goes with it", async () => {
  await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
  const account = `${existingGroup}/providers/Microsoft.Automation/automationAccounts/aa-servicenow`;
  await arm.call("PUT", `${account}?api-version=2023-11-01`, { body: { location: "westeurope" } });
  arm.grant(roles.reader, arm.stranger, existingGroup, "0a0a0a0a-0000-4000-8000-000000000001");
  arm.grant(roles.reader, arm.stranger, account, "0a0a0a0a-0000-4000-8000-000000000002");
  const before = arm.state.armRoleAssignments.size;

  const deletion = await arm.call("DELETE", existingGroup);
  expect(deletion.status).toBe(202);
  expect(Number(deletion.headers["retry-after"])).toBeGreaterThan(0);
  const location = deletion.headers.location ?? "";
  expect(location).toMatch(/^https:\/\/[^/]+\/subscriptions\/[^/]+\/operationresults\/[\w-]+\?api-version=2022-04-01$/);

  const pending = await arm.call("GET", location);
  expect([pending.status, pending.headers.location]).toEqual([202, location]);
  expect((await arm.call("GET", existingGroup)).body.properties.provisioningState).toBe("Deleting");
  const write = await arm.call("PUT", existingGroup, { body: { location: "westeurope" } });
  expect(write.body.error).toEqual({
    code: "ResourceGroupBeingDeleted",
    message:
      "The resource group 'rg-existing-servicenow' is in deprovisioning state and cannot perform this operation.",
  });
  expect((await arm.call("DELETE", existingGroup)).status).toBe(202);

  arm.clock.advance(1_000);
  expect((await arm.call("GET", location)).status).toBe(200);
  expect((await arm.call("GET", existingGroup)).status).toBe(404);
  expect((await arm.call("DELETE", existingGroup)).status).toBe(404);
  expect(arm.state.armResources.size).toBe(0);
  expect(arm.state.armRoleAssignments.size).toBe(before - 2);
});

test("a made-up operation result is not found", async () => {
  const { status } = await arm.call("GET", `${subscription}/operationresults/${Buffer.from("{}").toString("base64")}`);
  expect(status).toBe(404);
});

test("the list can be filtered by tag and cut into pages", async () => {
  for (const name of ["rg-a", "rg-b"]) {
    await arm.call("PUT", `${subscription}/resourceGroups/${name}`, {
      body: { location: "eastus", tags: { team: name } },
    });
  }
  const filtered = await arm.call(
    "GET",
    `${subscription}/resourcegroups?$filter=tagName eq 'team' and tagValue eq 'rg-b'`,
  );
  expect(filtered.body.value.map((each: { name: string }) => each.name)).toEqual(["rg-b"]);

  const first = await arm.call("GET", `${subscription}/resourcegroups?$top=2`);
  const second = await arm.call("GET", first.body.nextLink);
  expect([first.body.value.length, second.body.value.length, second.body.nextLink]).toEqual([2, 1, undefined]);
});
