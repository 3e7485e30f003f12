import { randomUUID } from "node:crypto";
import { oktaApplication } from "../../../sandbox/seed/foreignApplications";
import { addUser, call, tokenFor } from "../core/support";
import { type GraphClient, type GraphSandbox, giveRole, refusal, startGraph } from "./support";

let graph: GraphSandbox;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const denied = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

const newUser = () => ({
  accountEnabled: true,
  displayName: "New Person",
  mailNickname: "new.person",
  userPrincipalName: `new-${randomUUID()}@contoso.com`,
  passwordProfile: { password: "Correct.Horse1", forceChangePasswordNextSignIn: true },
});

describe("an application", () => {
  test("without a permission is refused", async () => {
    const client = await graph.asApp([]);
    expect(await client("GET", "/users")).toMatchObject(denied);
    expect(await client("POST", "/users", newUser())).toMatchObject(denied);
  });

  test("reads with a reading permission and does not write with it", async () => {
    const client = await graph.asApp(["User.Read.All"]);
    expect((await client("GET", "/users")).status).toBe(200);
    expect(await client("POST", "/users", newUser())).toMatchObject(denied);
  });

  test("does not become a directory reader by a directory permission on something else", async () => {
    const client = await graph.asApp(["Directory.Read.All"]);
    const { body } = await client("GET", "/applications");
    const owners = `/applications/${body.value[0].id}/owners/$ref`;
    const reference = { "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${client.objectId}` };
    expect(await client("POST", owners, reference)).toMatchObject(denied);
  });

  test("has what its directory role allows, without any permission", async () => {
    const client = await graph.asApp([], ["User Administrator"]);
    expect((await client("POST", "/users", newUser())).status).toBe(201);
    expect(await client("POST", "/applications", { displayName: "no" })).toMatchObject(denied);
  });

  test("is told that /me is for users", async () => {
    const client = await graph.asApp(["User.Read.All"]);
    expect(await client("GET", "/me")).toMatchObject(
      refusal(400, "BadRequest", "/me request is only valid with delegated authentication flow."),
    );
  });
});

describe("Application.ReadWrite.OwnedBy", () => {
  let owner: GraphClient & { objectId: string };
  beforeAll(async () => {
    owner = await graph.asApp(["Application.ReadWrite.OwnedBy"]);
  });

  test("manages what its holder made", async () => {
    const { id, appId } = (await owner("POST", "/applications", { displayName: "mine" })).body;
    expect((await owner("GET", `/applications/${id}/owners`)).body.value).toMatchObject([{ id: owner.objectId }]);
    expect((await owner("POST", `/applications/${id}/addPassword`, {})).status).toBe(200);
    const principal = await owner("POST", "/servicePrincipals", { appId });
    expect(principal.status).toBe(201);
    expect((await owner("PATCH", `/servicePrincipals/${principal.body.id}`, { notes: "mine" })).status).toBe(204);
    expect((await owner("DELETE", `/applications/${id}`)).status).toBe(204);
    expect((await owner("DELETE", `/directory/deletedItems/${id}`)).status).toBe(204);
  });

  test("reads what belongs to others, and changes none of it", async () => {
    const deployer = await graph.as("deployer");
    const { id, appId } = (await deployer("POST", "/applications", { displayName: "theirs" })).body;
    expect((await owner("GET", `/applications/${id}`)).status).toBe(200);
    expect(await owner("PATCH", `/applications/${id}`, { notes: "x" })).toMatchObject(denied);
    expect(await owner("POST", `/applications/${id}/addPassword`, {})).toMatchObject(denied);
    expect(await owner("DELETE", `/applications(appId='${appId}')`)).toMatchObject(denied);
    expect(await owner("POST", "/servicePrincipals", { appId })).toMatchObject(denied);
    const microsoft = graph.sandbox.state.servicePrincipals.find((one) => one.displayName === "Microsoft Graph");
    expect(await owner("DELETE", `/servicePrincipals/${microsoft?.id}`)).toMatchObject(denied);
  });

  test("makes no service principal of another tenant's application", async () => {
    expect(await owner("POST", "/servicePrincipals", { appId: oktaApplication.appId })).toMatchObject(
      refusal(
        403,
        "Authorization_RequestDenied",
        "When using this permission, the backing application of the service principal being created must in the local tenant",
      ),
    );
  });
});

describe("a signed-in user: the intersection of permission and directory role", () => {
  test("User.ReadWrite.All without a role creates no user", async () => {
    const client = await graph.asUser(["User.ReadWrite.All", "Directory.AccessAsUser.All"]);
    expect(await client("POST", "/users", newUser())).toMatchObject(denied);
  });

  test("User Administrator without the permission creates none either", async () => {
    const client = await graph.asUser(["User.Read"], ["User Administrator"]);
    expect(await client("POST", "/users", newUser())).toMatchObject(denied);
  });

  test("both together do", async () => {
    const client = await graph.asUser(["User.ReadWrite.All"], ["User Administrator"]);
    expect((await client("POST", "/users", newUser())).status).toBe(201);
  });

  test("a role through a group counts", async () => {
    const client = await graph.asUser(["User.ReadWrite.All"]);
    const deployer = await graph.asApp(["Group.ReadWrite.All", "RoleManagement.ReadWrite.Directory"]);
    const body = {
      displayName: "Admins",
      mailNickname: "admins",
      mailEnabled: false,
      securityEnabled: true,
      isAssignableToRole: true,
    };
    const { id } = (await deployer("POST", "/groups", body)).body;
    const reference = { "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/users/${client.objectId}` };
    expect((await deployer("POST", `/groups/${id}/members/$ref`, reference)).status).toBe(204);
    giveRole(graph.sandbox, id, "User Administrator");
    expect((await client("POST", "/users", newUser())).status).toBe(201);
  });

  test("reading the directory takes no role", async () => {
    const client = await graph.asUser(["User.ReadBasic.All", "Application.Read.All"]);
    expect((await client("GET", "/users")).status).toBe(200);
    expect((await client("GET", "/applications")).status).toBe(200);
  });

  test("people read and change themselves, but not what administrators decide", async () => {
    const client = await graph.asUser(["User.ReadWrite"]);
    expect((await client("GET", "/me")).body.id).toBe(client.objectId);
    expect((await client("PATCH", "/me", { mobilePhone: "+1 555 0100" })).status).toBe(204);
    expect(await client("PATCH", "/me", { usageLocation: "DE" })).toMatchObject(denied);
    const [other] = graph.sandbox.state.users.list();
    expect(await client("PATCH", `/users/${other?.id}`, { mobilePhone: "1" })).toMatchObject(denied);
  });

  test("an owner manages the application, nobody else without a role", async () => {
    const owner = await graph.asUser(["Application.ReadWrite.All"], ["Application Developer"]);
    const other = await graph.asUser(["Application.ReadWrite.All"]);
    const { id } = (await owner("POST", "/applications", { displayName: "mine" })).body;
    expect((await owner("PATCH", `/applications/${id}`, { notes: "a" })).status).toBe(204);
    expect(await other("PATCH", `/applications/${id}`, { notes: "b" })).toMatchObject(denied);
  });

  test("a role over an administrative unit reaches its members only", async () => {
    const deployer = await graph.as("deployer");
    const unit = (await deployer("POST", "/directory/administrativeUnits", { displayName: "Retail" })).body.id;
    const [inside, outside] = [addUser(graph.sandbox, null), addUser(graph.sandbox, null)];
    const reference = { "@odata.id": `${graph.sandbox.endpoints.graph}/v1.0/directoryObjects/${inside.id}` };
    expect((await deployer("POST", `/directory/administrativeUnits/${unit}/members/$ref`, reference)).status).toBe(204);
    const client = await graph.asUser(["User.ReadWrite.All"]);
    giveRole(graph.sandbox, client.objectId, "User Administrator", `/administrativeUnits/${unit}`);
    expect((await client("PATCH", `/users/${inside.id}`, { jobTitle: "a" })).status).toBe(204);
    expect(await client("PATCH", `/users/${outside.id}`, { jobTitle: "a" })).toMatchObject(denied);
    expect(await client("POST", "/users", newUser())).toMatchObject(denied);
  });
});

describe("administrators are protected", () => {
  const administrator = () => {
    const user = addUser(graph.sandbox, null);
    giveRole(graph.sandbox, user.id, "Global Administrator");
    return user.id;
  };

  test("an application with User.ReadWrite.All deletes people, not administrators", async () => {
    const client = await graph.asApp(["User.ReadWrite.All"]);
    expect((await client("DELETE", `/users/${addUser(graph.sandbox, null).id}`)).status).toBe(204);
    expect(await client("DELETE", `/users/${administrator()}`)).toMatchObject(denied);
    expect((await client("PATCH", `/users/${administrator()}`, { jobTitle: "boss" })).status).toBe(204);
    expect(await client("PATCH", `/users/${administrator()}`, { accountEnabled: false })).toMatchObject(denied);
  });

  test("User Administrator does not disable a Global Administrator", async () => {
    const client = await graph.asUser(["User.ReadWrite.All"], ["User Administrator"]);
    expect(await client("PATCH", `/users/${administrator()}`, { accountEnabled: false })).toMatchObject(denied);
  });

  test("an application resets passwords with the permission for it, or with a directory role", async () => {
    const body = { passwordProfile: { password: "Another.Horse2" } };
    const user = () => addUser(graph.sandbox, null).id;
    const mere = await graph.asApp(["User.ReadWrite.All"]);
    const meant = await graph.asApp(["User-PasswordProfile.ReadWrite.All"]);
    const role = await graph.asApp(["User.ReadWrite.All"], ["User Administrator"]);
    expect(await mere("PATCH", `/users/${user()}`, body)).toMatchObject(denied);
    expect((await meant("PATCH", `/users/${user()}`, body)).status).toBe(204);
    expect((await role("PATCH", `/users/${user()}`, body)).status).toBe(204);
    expect(await meant("PATCH", `/users/${administrator()}`, body)).toMatchObject(denied);
  });
});

test("DELETE of a user is not allowed by Directory.ReadWrite.All", async () => {
  const client = await graph.asApp(["Directory.ReadWrite.All"]);
  expect(await client("DELETE", `/users/${addUser(graph.sandbox, null).id}`)).toMatchObject(denied);
});

test("a token for another service is refused", async () => {
  const token = await tokenFor(graph.sandbox, graph.sandbox.endpoints.defender);
  const answer = await call(graph.sandbox, "GET", "/graph/v1.0/users", {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer).toMatchObject(refusal(401, "InvalidAuthenticationToken"));
});
