import { ArmHarness, existingGroup, roles, subscription } from "./harness";

let arm: ArmHarness;
beforeEach(() => {
  arm = new ArmHarness();
});

const guid = "0a0a0a0a-0000-4000-8000-000000000001";
const account = `${existingGroup}/providers/Microsoft.Automation/automationAccounts/aa-servicenow`;

describe("a call without a usable token", () => {
  test("is answered with ARM's 401 and a challenge that names the tenant", async () => {
    const answer = await arm.raw("GET", `${subscription}?api-version=2022-12-01`, undefined);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: {
        code: "AuthenticationFailed",
        message: "Authentication failed. The 'Authorization' header is missing.",
      },
    });
    expect(answer.headers["www-authenticate"]).toMatch(
      /authorization_uri="[^"]+\/11111111-aaaa-4bbb-8ccc-000000000001"/,
    );
  });

  test("is told the audiences that would do", async () => {
    const token = await arm.token(arm.deployer, "https://graph.microsoft.com");
    const { status, body } = await arm.raw("GET", `${subscription}?api-version=2022-12-01`, token);
    expect(status).toBe(401);
    expect(body.error.code).toBe("InvalidAuthenticationTokenAudience");
    expect(body.error.message).toContain("wrong audience or resource 'https://graph.microsoft.com'");
    expect(body.error.message).toContain("'https://management.azure.com/'");
  });
});

describe("the api-version", () => {
  test("is required", async () => {
    const { status, body } = await arm.raw("GET", subscription, await arm.token(arm.deployer));
    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: "MissingApiVersionParameter",
      message: "The api-version query parameter (?api-version=) is required for all requests.",
    });
  });

  test.each(["latest", "2021-13-01", "2021-02-30", "1999-01-01", "2999-01-01"])("may not be %s", async (version) => {
    const { status, body } = await arm.call("GET", `${subscription}?api-version=${version}`);
    expect(status).toBe(400);
    expect(body.error.code).toBe("InvalidApiVersionParameter");
    expect(body.error.message).toContain(`The api-version '${version}' is invalid. The supported versions are '`);
  });
});

describe("a refusal", () => {
  test("names the application by its client id, its object id, the action and the scope", async () => {
    const { status, body } = await arm.call("PUT", account, {
      as: arm.reader,
      body: { location: "westeurope", properties: {} },
    });
    expect(status).toBe(403);
    expect(body.error).toEqual({
      code: "AuthorizationFailed",
      message:
        `The client '${arm.reader.appId}' with object id '${arm.reader.objectId}' does not have authorization to perform action ` +
        `'Microsoft.Automation/automationAccounts/write' over scope '${account}' or the scope is invalid. ` +
        "If access was recently granted, please refresh your credentials.",
    });
  });

  test("names a person by the user principal name", async () => {
    const person = arm.person();
    const { body } = await arm.call("GET", existingGroup, { as: person });
    expect(body.error.message).toContain(
      `The client '${person.user.userPrincipalName}' with object id '${person.objectId}'`,
    );
  });

  test("spells the type of a resource group as the client wrote it", async () => {
    const path = `${subscription}/resourcegroups/rg1`;
    const { body } = await arm.call("PUT", path, { as: arm.reader, body: { location: "westeurope" } });
    expect(body.error.message).toContain(
      `'Microsoft.Resources/subscriptions/resourcegroups/write' over scope '${path}'`,
    );
  });

  test("comes before the 404 of what does not exist, and before the 409 of what is not registered", async () => {
    const missing = await arm.call("GET", `${subscription}/resourceGroups/no-such-group`, { as: arm.stranger });
    const unregistered = await arm.call("PUT", account, { as: arm.stranger, body: { location: "westeurope" } });
    expect([missing.status, unregistered.status]).toEqual([403, 403]);
  });

  test("of a registration names the register action over the subscription", async () => {
    arm.grant(roles.owner, arm.stranger, existingGroup, guid);
    const path = `${subscription}/providers/Microsoft.Automation/register`;
    const { status, body } = await arm.call("POST", path, { as: arm.stranger });
    expect(status).toBe(403);
    expect(body.error.message).toContain(`'Microsoft.Automation/register/action' over scope '${subscription}'`);
  });
});

describe("a role", () => {
  test("on a resource group reaches what is in it and nothing beside it", async () => {
    await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
    arm.grant(roles.contributor, arm.stranger, existingGroup, guid);
    const as = arm.stranger;
    const inside = await arm.call("PUT", `${account}?api-version=2023-11-01`, { as, body: { location: "westeurope" } });
    const other = `${subscription}/resourceGroups/rg-other`;
    await arm.call("PUT", other, { body: { location: "westeurope" } });
    const outside = await arm.call("PUT", account.replace("rg-existing-servicenow", "rg-other"), { as, body: {} });
    const group = await arm.call("PUT", `${subscription}/resourceGroups/rg-mine`, {
      as,
      body: { location: "westeurope" },
    });
    expect([inside.status, outside.status, group.status]).toEqual([201, 403, 403]);
  });

  test("on a group whose name begins alike does not reach", async () => {
    arm.grant(roles.contributor, arm.stranger, `${subscription}/resourceGroups/rg-existing`, guid);
    expect((await arm.call("GET", existingGroup, { as: arm.stranger })).status).toBe(403);
  });

  test("reaches the members of a group that is in the group that holds it", async () => {
    const group = (id: string, members: string[]) => ({
      id,
      createdMs: 0,
      displayName: id,
      members,
      owners: [],
      properties: {},
    });
    arm.state.groups.insert(group("0b0b0b0b-0000-4000-8000-000000000001", [arm.stranger.objectId]));
    arm.state.groups.insert(group("0b0b0b0b-0000-4000-8000-000000000002", ["0B0B0B0B-0000-4000-8000-000000000001"]));
    arm.grant(roles.reader, { objectId: "0b0b0b0b-0000-4000-8000-000000000002" }, existingGroup, guid);
    expect((await arm.call("GET", existingGroup, { as: arm.stranger })).status).toBe(200);
  });

  test("Contributor cannot assign roles, nor remove assignments", async () => {
    arm.grant(roles.contributor, arm.stranger, subscription, guid);
    const path = `${existingGroup}/providers/Microsoft.Authorization/roleAssignments/${guid.replace(/1$/, "2")}`;
    const body = { properties: { roleDefinitionId: "x/roleDefinitions/x", principalId: arm.stranger.objectId } };
    const put = await arm.call("PUT", path, { as: arm.stranger, body });
    const remove = await arm.call("DELETE", path, { as: arm.stranger });
    expect(put.status).toBe(403);
    expect(put.body.error.message).toContain(`'Microsoft.Authorization/roleAssignments/write' over scope '${path}'`);
    expect(remove.status).toBe(403);
  });

  test("Automation Contributor makes accounts but no resource groups, and registers nothing", async () => {
    await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
    arm.grant(roles.automationContributor, arm.stranger, subscription, guid);
    const as = arm.stranger;
    const made = await arm.call("PUT", `${account}?api-version=2023-11-01`, { as, body: { location: "westeurope" } });
    const group = await arm.call("PUT", `${subscription}/resourceGroups/rg1`, { as, body: { location: "westeurope" } });
    const register = await arm.call("POST", `${subscription}/providers/Microsoft.Storage/register`, { as });
    expect([made.status, group.status, register.status]).toEqual([201, 403, 403]);
  });

  test("to use another resource's identity is asked for beside the right to write", async () => {
    await arm.call("POST", `${subscription}/providers/Microsoft.Automation/register`);
    arm.grant(roles.contributor, arm.stranger, existingGroup, guid);
    const identity = `${subscription}/resourceGroups/rg-other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
    const { status, body } = await arm.call("PUT", `${account}?api-version=2023-11-01`, {
      as: arm.stranger,
      body: { location: "westeurope", identity: { type: "UserAssigned", userAssignedIdentities: { [identity]: {} } } },
    });
    expect(status).toBe(403);
    expect(body.error.code).toBe("LinkedAuthorizationFailed");
    expect(body.error.message).toBe(
      `The client '${arm.stranger.appId}' with object id '${arm.stranger.objectId}' has permission to perform action ` +
        `'Microsoft.Automation/automationAccounts/write' on scope '${account}'; however, it does not have permission to perform action ` +
        `'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '${identity}' or the linked scope(s) are invalid.`,
    );
  });
});

describe("lists", () => {
  test("show only what the caller may read", async () => {
    await arm.call("PUT", `${subscription}/resourceGroups/rg-other`, { body: { location: "westeurope" } });
    arm.grant(roles.reader, arm.stranger, existingGroup, guid);
    const { status, body } = await arm.call("GET", `${subscription}/resourcegroups`, { as: arm.stranger });
    expect(status).toBe(200);
    expect(body.value.map((group: { name: string }) => group.name)).toEqual(["rg-existing-servicenow"]);
  });

  test("of subscriptions are empty for a caller without any role, and the subscription itself is refused", async () => {
    const list = await arm.call("GET", "/subscriptions", { as: arm.stranger });
    const groups = await arm.call("GET", `${subscription}/resourceGroups`, { as: arm.stranger });
    expect(list.body.value).toEqual([]);
    expect((await arm.call("GET", subscription, { as: arm.stranger })).status).toBe(403);
    expect(groups.body.error.message).toContain(
      `'Microsoft.Resources/subscriptions/resourceGroups/read' over scope '${subscription}'`,
    );
  });

  test("of permissions tell a caller what its roles allow at a scope", async () => {
    const path = "/providers/Microsoft.Authorization/permissions";
    const deployer = await arm.call("GET", `${existingGroup}${path}`);
    const reader = await arm.call("GET", `${subscription}${path}`, { as: arm.reader });
    expect(deployer.body.value).toHaveLength(2);
    expect(deployer.body.value[0]).toMatchObject({ actions: ["*"], dataActions: [], notDataActions: [] });
    expect(reader.body.value).toEqual([{ actions: ["*/read"], notActions: [], dataActions: [], notDataActions: [] }]);
  });
});

describe("a subscription", () => {
  test("that does not exist is not found, and a malformed id is refused", async () => {
    const missing = await arm.call("GET", "/subscriptions/99999999-9999-4999-8999-999999999999");
    const malformed = await arm.call("GET", "/subscriptions/abc/resourceGroups");
    expect([missing.status, missing.body.error.code]).toEqual([404, "SubscriptionNotFound"]);
    expect(malformed.body.error).toEqual({
      code: "InvalidSubscriptionId",
      message: "The provided subscription identifier 'abc' is malformed or invalid.",
    });
  });

  test("is shown as clients read it", async () => {
    const { body } = await arm.call("GET", subscription);
    expect(body).toMatchObject({ id: subscription, subscriptionId: subscription.slice(15), state: "Enabled" });
    const tenants = await arm.call("GET", "/tenants");
    expect(tenants.body.value[0].tenantId).toBe(body.tenantId);
    const locations = await arm.call("GET", `${subscription}/locations`);
    expect(locations.body.value).toContainEqual(
      expect.objectContaining({ name: "westeurope", displayName: "West Europe" }),
    );
  });
});
