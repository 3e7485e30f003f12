import { randomUUID } from "node:crypto";
import { addUser } from "../core/support";
import { type GraphClient, type GraphSandbox, refusal, startGraph } from "./support";

let graph: GraphSandbox;
let client: GraphClient;
beforeAll(async () => {
  graph = await startGraph();
  client = await graph.asApp(["Group.ReadWrite.All"]);
});
afterAll(() => graph.close());

const body = (more: Record<string, unknown> = {}) => ({
  displayName: "Sales",
  mailNickname: `sales-${randomUUID()}`,
  mailEnabled: false,
  securityEnabled: true,
  ...more,
});
const url = (id: string) => `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${id}`;
const reference = (id: string) => ({ "@odata.id": url(id) });
const create = async (more: Record<string, unknown> = {}) =>
  (await client("POST", "/groups", body(more))).body.id as string;

test("a group is created with members and owners, changed and deleted", async () => {
  const [member, owner] = [addUser(graph.sandbox, null).id, addUser(graph.sandbox, null).id];
  const id = await create({ "members@odata.bind": [url(member)], "owners@odata.bind": [url(owner)] });
  expect((await client("GET", `/groups/${id}/members`)).body.value).toMatchObject([
    { "@odata.type": "#microsoft.graph.user", id: member },
  ]);
  expect((await client("GET", `/groups/${id}/owners`)).body.value).toMatchObject([{ id: owner }]);
  expect((await client("PATCH", `/groups/${id}`, { description: "Sells" })).status).toBe(204);
  expect((await client("GET", `/groups/${id}`)).body).toMatchObject({
    description: "Sells",
    groupTypes: [],
    visibility: null,
  });
  expect((await client("DELETE", `/groups/${id}`)).status).toBe(204);
  expect((await client("GET", `/groups/${id}`)).status).toBe(404);
});

test("members are added and removed, once each", async () => {
  const id = await create();
  const user = addUser(graph.sandbox, null).id;
  const members = `/groups/${id}/members`;
  expect((await client("POST", `${members}/$ref`, reference(user))).status).toBe(204);
  expect(await client("POST", `${members}/$ref`, reference(user))).toMatchObject(
    refusal(
      400,
      "Request_BadRequest",
      "One or more added object references already exist for the following modified properties: 'members'.",
    ),
  );
  expect((await client("DELETE", `${members}/${user}/$ref`)).status).toBe(204);
  expect(await client("DELETE", `${members}/${user}/$ref`)).toMatchObject(refusal(404, "Request_ResourceNotFound"));
  const missing = randomUUID();
  expect(await client("POST", `${members}/$ref`, reference(missing))).toMatchObject(
    refusal(
      404,
      "Request_ResourceNotFound",
      `Resource '${missing}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  );
  expect((await client("POST", `${members}/$ref`, {})).status).toBe(400);
});

test("GroupMember.ReadWrite.All changes the members of a group, not the group", async () => {
  const id = await create();
  const user = addUser(graph.sandbox, null).id;
  const members = await graph.asApp(["GroupMember.ReadWrite.All"]);
  expect((await members("POST", `/groups/${id}/members/$ref`, reference(user))).status).toBe(204);
  expect((await members("GET", `/groups/${id}/members`)).body.value).toHaveLength(1);
  expect((await members("PATCH", `/groups/${id}`, { description: "a" })).status).toBe(403);
  expect((await members("POST", "/groups", body())).status).toBe(403);
});

test("a group for directory roles needs the permission for roles", async () => {
  expect((await client("POST", "/groups", body({ isAssignableToRole: true }))).status).toBe(403);
  const privileged = await graph.asApp(["Group.ReadWrite.All", "RoleManagement.ReadWrite.Directory"]);
  const { id } = (await privileged("POST", "/groups", body({ isAssignableToRole: true }))).body;
  const user = addUser(graph.sandbox, null).id;
  expect((await client("POST", `/groups/${id}/members/$ref`, reference(user))).status).toBe(403);
  expect((await privileged("POST", `/groups/${id}/members/$ref`, reference(user))).status).toBe(204);
});

test.each([
  ["without a mail nickname", { mailNickname: undefined }, /mailNickname/],
  [
    "that is mail-enabled and no Microsoft 365 group",
    { mailEnabled: true },
    /does not currently support writes of mail-enabled groups/,
  ],
  ["for nothing", { securityEnabled: false }, /securityEnabled/],
])("a group %s is refused", async (_name, more, message) => {
  expect(await client("POST", "/groups", body(more))).toMatchObject(refusal(400, "Request_BadRequest", message));
});

test("a Microsoft 365 group gets an address, takes people only and keeps an owner", async () => {
  const owner = addUser(graph.sandbox, null).id;
  const created = await client(
    "POST",
    "/groups",
    body({
      groupTypes: ["Unified"],
      mailEnabled: true,
      securityEnabled: false,
      mailNickname: "sales365",
      "owners@odata.bind": [url(owner)],
    }),
  );
  expect(created.body).toMatchObject({ mail: "sales365@contoso.com", groupTypes: ["Unified"] });
  const other = await create();
  expect((await client("POST", `/groups/${created.body.id}/members/$ref`, reference(other))).status).toBe(400);
  expect(await client("DELETE", `/groups/${created.body.id}/owners/${owner}/$ref`)).toMatchObject(
    refusal(400, "Request_BadRequest", "The group must have at least one owner, hence this owner cannot be removed."),
  );
});

test("whoever is deleted is no member any more, and is one again when restored", async () => {
  const id = await create();
  const user = addUser(graph.sandbox, null).id;
  await client("POST", `/groups/${id}/members/$ref`, reference(user));
  const users = await graph.asApp(["User.ReadWrite.All"]);
  await users("DELETE", `/users/${user}`);
  expect((await client("GET", `/groups/${id}/members`)).body.value).toEqual([]);
  await users("POST", `/directory/deletedItems/${user}/restore`);
  expect((await client("GET", `/groups/${id}/members`)).body.value).toMatchObject([{ id: user }]);
});
