import { ArmHarness, existingGroup, roleDefinitionId, roles, subscription } from "./harness";

let arm: ArmHarness;
beforeEach(() => {
  arm = new ArmHarness();
});

const collection = "/providers/Microsoft.Authorization/roleAssignments";
const name1 = "0d0d0d0d-0000-4000-8000-000000000001";
const name2 = "0d0d0d0d-0000-4000-8000-000000000002";
const path = `${existingGroup}${collection}/${name1}`;

function wanted(principalId: string, role = roles.contributor, more: Record<string, unknown> = {}) {
  return { properties: { roleDefinitionId: roleDefinitionId(role), principalId, ...more } };
}

describe("creating", () => {
  test("is 201 with scope and authorship, the same again 200, and both give the access", async () => {
    const body = wanted(arm.stranger.objectId, roles.contributor, { principalType: "ServicePrincipal" });
    const first = await arm.call("PUT", path, { body });
    const second = await arm.call("PUT", path, { body });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(first.body).toEqual({
      properties: {
        roleDefinitionId: roleDefinitionId(roles.contributor),
        principalId: arm.stranger.objectId,
        principalType: "ServicePrincipal",
        scope: existingGroup,
        condition: null,
        conditionVersion: null,
        createdOn: "2026-06-01T08:00:00.000Z",
        updatedOn: "2026-06-01T08:00:00.000Z",
        createdBy: arm.deployer.objectId,
        updatedBy: arm.deployer.objectId,
        delegatedManagedIdentityResourceId: null,
        description: null,
      },
      id: path,
      type: "Microsoft.Authorization/roleAssignments",
      name: name1,
    });
    expect((await arm.call("GET", existingGroup, { as: arm.stranger })).status).toBe(200);
    expect((await arm.call("GET", path)).body).toEqual(second.body);
  });

  test("finds out the principal's type where it is not said", async () => {
    const { body } = await arm.call("PUT", path, { body: wanted(arm.person().objectId) });
    expect(body.properties.principalType).toBe("User");
  });

  test("takes a role without its subscription, and shows it with", async () => {
    const body = wanted(arm.stranger.objectId);
    body.properties.roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${roles.contributor}`;
    const answer = await arm.call("PUT", path, { body });
    expect(answer.body.properties.roleDefinitionId).toBe(roleDefinitionId(roles.contributor));
  });

  test("the same role for the same principal at the same scope exists, and is named", async () => {
    await arm.call("PUT", path, { body: wanted(arm.stranger.objectId) });
    const twin = await arm.call(
      "PUT",
      `${existingGroup.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")}${collection}/${name2}`,
      {
        body: wanted(arm.stranger.objectId.toUpperCase()),
      },
    );
    expect(twin.status).toBe(409);
    expect(twin.body.error).toEqual({
      code: "RoleAssignmentExists",
      message: `The role assignment already exists. The ID of the existing role assignment is ${name1.replaceAll("-", "")}.`,
    });
  });

  test.each([
    ["another principal", existingGroup, roles.contributor, true],
    ["another role", existingGroup, roles.reader, false],
    ["another scope", subscription, roles.contributor, false],
  ])("a GUID that is used cannot be used for %s", async (_, scope, role, otherPrincipal) => {
    await arm.call("PUT", path, { body: wanted(arm.stranger.objectId) });
    const principal = otherPrincipal ? arm.person().objectId : arm.stranger.objectId;
    const { status, body } = await arm.call("PUT", `${scope}${collection}/${name1}`, { body: wanted(principal, role) });
    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: "RoleAssignmentUpdateNotPermitted",
      message: "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    });
  });

  test("a principal that the directory does not have is not found", async () => {
    const { status, body } = await arm.call("PUT", path, { body: wanted("0e0e0e0e-0000-4000-8000-000000000009") });
    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: "PrincipalNotFound",
      message:
        `Principal 0e0e0e0e000040008000000000000009 does not exist in the directory ${arm.state.tenantId}. ` +
        "Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, " +
        "this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, " +
        "such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype",
    });
  });

  test("a principal that has not replicated yet is found only where its type is said", async () => {
    arm.faults.setDelays({ replicationDelay: 30_000 });
    const fresh = "0e0e0e0e-0000-4000-8000-000000000001";
    const servicePrincipal = arm.state.servicePrincipals.list()[0];
    if (!servicePrincipal) throw new Error("no service principal");
    arm.state.servicePrincipals.insert({ ...servicePrincipal, id: fresh, createdMs: arm.clock.now().getTime() });

    const untyped = await arm.call("PUT", path, { body: wanted(fresh) });
    expect([untyped.status, untyped.body.error.code]).toEqual([400, "PrincipalNotFound"]);
    const typed = wanted(fresh, roles.contributor, { principalType: "ServicePrincipal" });
    expect((await arm.call("PUT", path, { body: typed })).status).toBe(201);
    arm.clock.advance(30_000);
    const later = await arm.call("PUT", `${subscription}${collection}/${name2}`, { body: wanted(fresh) });
    expect(later.status).toBe(201);
  });

  test("the object id of an app registration is told from that of its service principal", async () => {
    const application = "0e0e0e0e-0000-4000-8000-000000000002";
    arm.state.applications.insert({
      id: application,
      createdMs: 0,
      appId: "0e0e0e0e-0000-4000-8000-000000000003",
      displayName: "ServiceNow",
      signInAudience: "AzureADMyOrg",
      requiredResourceAccess: [],
      passwordCredentials: [],
      keyCredentials: [],
      federatedIdentityCredentials: [],
      owners: [],
      properties: {},
    });
    const { status, body } = await arm.call("PUT", path, { body: wanted(application) });
    expect([status, body.error.code]).toEqual([400, "PrincipalTypeNotSupported"]);
    expect(body.error.message).toBe("Principals of type Application cannot validly be used in role assignments.");
  });

  test("a type that is not the principal's is refused", async () => {
    const body = wanted(arm.stranger.objectId, roles.contributor, { principalType: "User" });
    const answer = await arm.call("PUT", path, { body });
    expect([answer.status, answer.body.error.code]).toEqual([400, "UnmatchedPrincipalType"]);
  });

  test.each([
    ["no GUID as name", `${existingGroup}${collection}/mine`, {}, 400, "InvalidRoleAssignmentId"],
    ["no role", path, { roleDefinitionId: undefined }, 400, "BadRequestFormat"],
    ["a role by its bare GUID", path, { roleDefinitionId: roles.contributor }, 400, "BadRequestFormat"],
    [
      "a role that is no GUID",
      path,
      { roleDefinitionId: roleDefinitionId("Contributor") },
      400,
      "InvalidRoleDefinitionId",
    ],
    ["an unknown role", path, { roleDefinitionId: roleDefinitionId(name2) }, 404, "RoleDefinitionDoesNotExist"],
    ["a principal that is no GUID", path, { principalId: "ServiceNow" }, 400, "BadRequestFormat"],
    ["a missing group", path.replace("rg-existing-servicenow", "rg-none"), {}, 404, "ResourceGroupNotFound"],
    [
      "a missing resource",
      `${existingGroup}/providers/Microsoft.Automation/automationAccounts/none${collection}/${name1}`,
      {},
      404,
      "ResourceNotFound",
    ],
  ])("%s is refused", async (_, target, change, status, code) => {
    const body = { properties: { ...wanted(arm.stranger.objectId).properties, ...change } };
    const answer = await arm.call("PUT", target, { body });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});

describe("removing", () => {
  test("answers with what was removed, and 204 where there was nothing", async () => {
    await arm.call("PUT", path, { body: wanted(arm.stranger.objectId) });
    const removed = await arm.call("DELETE", path);
    expect([removed.status, removed.body.name]).toEqual([200, name1]);
    expect((await arm.call("DELETE", path)).status).toBe(204);
    const gone = await arm.call("GET", path);
    expect([gone.status, gone.body.error.code]).toEqual([404, "RoleAssignmentNotFound"]);
    expect((await arm.call("GET", existingGroup, { as: arm.stranger })).status).toBe(403);
  });
});

describe("listing", () => {
  const names = (answer: { body: { value: { name: string }[] } }) => answer.body.value.map((each) => each.name);

  beforeEach(async () => {
    await arm.call("PUT", path, { body: wanted(arm.stranger.objectId) });
    await arm.call("PUT", `${subscription}${collection}/${name2}`, {
      body: wanted(arm.stranger.objectId, roles.reader),
    });
  });

  test("shows what is at the scope, above it and below it", async () => {
    const atSubscription = names(await arm.call("GET", `${subscription}${collection}`));
    expect(atSubscription).toEqual(expect.arrayContaining([name1, name2]));
    const atGroup = names(await arm.call("GET", `${existingGroup}${collection}`));
    expect(atGroup).toEqual(expect.arrayContaining([name1, name2]));
  });

  test("atScope() leaves out what is below", async () => {
    const found = names(await arm.call("GET", `${subscription}${collection}?$filter=atScope()`));
    expect(found).toContain(name2);
    expect(found).not.toContain(name1);
  });

  test("principalId eq and assignedTo() pick a principal, the latter through its groups", async () => {
    const group = "0b0b0b0b-0000-4000-8000-000000000001";
    const members = [arm.stranger.objectId];
    arm.state.groups.insert({ id: group, createdMs: 0, displayName: "g", members, owners: [], properties: {} });
    const throughGroup = "0d0d0d0d-0000-4000-8000-000000000003";
    await arm.call("PUT", `${existingGroup}${collection}/${throughGroup}`, { body: wanted(group, roles.reader) });

    const direct = await arm.call(
      "GET",
      `${subscription}${collection}?$filter=principalId eq '${arm.stranger.objectId}'`,
    );
    const all = await arm.call("GET", `${subscription}${collection}?$filter=assignedTo('${arm.stranger.objectId}')`);
    const both = await arm.call(
      "GET",
      `${existingGroup}${collection}?$filter=atScope() and assignedTo('${arm.stranger.objectId}')`,
    );
    expect(names(direct)).toEqual([name1, name2]);
    expect(names(all)).toEqual([name1, name2, throughGroup]);
    expect(names(both)).toEqual([name1, name2, throughGroup]);
  });

  test.each(["principalId ne 'a'", "foo eq 'a'", "atScope() or atScope()", "atScope() and"])(
    "a filter that ARM does not know is refused: %s",
    async (filter) => {
      const { status, body } = await arm.call(
        "GET",
        `${subscription}${collection}?$filter=${encodeURIComponent(filter)}`,
      );
      expect([status, body.error.code]).toEqual([400, "BadRequestFormat"]);
    },
  );

  test("there are no deny assignments", async () => {
    const { body } = await arm.call("GET", `${existingGroup}/providers/Microsoft.Authorization/denyAssignments`);
    expect(body).toEqual({ value: [] });
  });
});

describe("role definitions", () => {
  const definitions = `${existingGroup}/providers/Microsoft.Authorization/roleDefinitions`;

  test("are found by name at any scope", async () => {
    const { body } = await arm.call("GET", `${definitions}?$filter=roleName eq 'Contributor'`);
    expect(body.value).toEqual([
      expect.objectContaining({
        id: roleDefinitionId(roles.contributor),
        name: roles.contributor,
        type: "Microsoft.Authorization/roleDefinitions",
        properties: expect.objectContaining({
          roleName: "Contributor",
          type: "BuiltInRole",
          assignableScopes: ["/"],
          permissions: [
            expect.objectContaining({
              actions: ["*"],
              notActions: expect.arrayContaining(["Microsoft.Authorization/*/Write"]),
              dataActions: [],
            }),
          ],
        }),
      }),
    ]);
  });

  test("are read by id, with a subscription or without", async () => {
    const withSubscription = await arm.call("GET", roleDefinitionId(roles.reader));
    expect(withSubscription.body.properties.roleName).toBe("Reader");
    const missing = await arm.call("GET", roleDefinitionId(name1));
    expect([missing.status, missing.body.error.code]).toEqual([404, "RoleDefinitionDoesNotExist"]);
  });

  test("of one's own can be made, assigned and used, by those who may", async () => {
    arm.grant(roles.owner, arm.deployer, subscription, "0d0d0d0d-0000-4000-8000-00000000000f");
    const body = {
      properties: {
        roleName: "Resource group lister",
        permissions: [{ actions: ["Microsoft.Resources/subscriptions/resourceGroups/read"], notActions: [] }],
        assignableScopes: [subscription],
      },
    };
    const custom = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${name1}`;
    expect((await arm.call("PUT", custom, { body, as: arm.reader })).status).toBe(403);
    expect((await arm.call("PUT", custom, { body })).status).toBe(201);
    expect((await arm.call("PUT", custom.replace(name1, name2), { body })).body.error.code).toBe(
      "RoleDefinitionWithSameNameExists",
    );
    await arm.call("PUT", path, { body: wanted(arm.stranger.objectId, name1) });
    expect((await arm.call("GET", existingGroup, { as: arm.stranger })).status).toBe(200);
    expect((await arm.call("GET", `${existingGroup}/resources`, { as: arm.stranger })).body.value).toEqual([]);
    expect((await arm.call("DELETE", custom)).body.error.code).toBe("RoleDefinitionHasAssignments");
    await arm.call("DELETE", path);
    expect((await arm.call("DELETE", custom)).status).toBe(200);
    expect((await arm.call("GET", custom)).status).toBe(404);
  });

  test("built-in ones cannot be changed", async () => {
    arm.grant(roles.owner, arm.deployer, subscription, "0d0d0d0d-0000-4000-8000-00000000000f");
    const { status } = await arm.call("PUT", roleDefinitionId(roles.reader), { body: { properties: {} } });
    expect(status).toBe(403);
  });
});
