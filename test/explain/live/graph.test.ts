import { type Sandbox, startSandbox } from "../../../sandbox";
import { graphAs } from "../../support/graph";
import {
  evidence,
  grantScopes,
  hire,
  type Live,
  liveAs,
  type MadeApplication,
  makeApplication,
  undeclaredReads,
  userAdministrator,
  verdicts,
} from "./support";

/** Refusals of Microsoft Graph, looked into. */
let sandbox: Sandbox;
let live: Live;
let graph: Awaited<ReturnType<typeof graphAs>>;
/** Delegated-only, consented for all. */
let delegated: MadeApplication;
/** With application permissions, consented. */
let unattended: MadeApplication;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  live = await liveAs(sandbox);
  graph = await graphAs(sandbox, "deployer");
  delegated = await makeApplication(sandbox, "delegated", { scopes: ["User.ReadWrite.All"] });
  await grantScopes(sandbox, delegated, "User.ReadWrite.All Group.ReadWrite.All");
  unattended = await makeApplication(sandbox, "unattended", {
    roles: ["User.ReadWrite.All", "Group.ReadWrite.All"],
    consented: ["User.ReadWrite.All", "Group.ReadWrite.All"],
  });
});
afterAll(() => sandbox.close());

const denied = (request: string, product = "ServiceNow") =>
  `${product}: ${request.replace(" /", " https://graph.microsoft.com/v1.0/")} 403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`;

describe("The user's directory role", () => {
  test("over the whole tenant rules it out that the role is missing", async () => {
    const { userPrincipalName } = await hire(sandbox, "whole", { id: userAdministrator });
    const explained = await live(denied("POST /users"), { app: delegated.clientId, user: userPrincipalName });
    expect(verdicts(explained)["user-lacks-role"]).toBe("ruled out");
    expect(evidence(explained, "user-lacks-role")).toContain("holds User Administrator over the whole tenant");
  });

  test("held through a group counts", async () => {
    const { id, userPrincipalName } = await hire(sandbox, "grouped");
    const group = await graphOfAdministrator("POST", "/groups", {
      displayName: "Service desk",
      mailEnabled: false,
      mailNickname: "service-desk",
      securityEnabled: true,
      isAssignableToRole: true,
      "members@odata.bind": [`https://graph.microsoft.com/v1.0/directoryObjects/${id}`],
    });
    await graph("POST", "/roleManagement/directory/roleAssignments", {
      principalId: group.id,
      roleDefinitionId: userAdministrator,
      directoryScopeId: "/",
    });
    const explained = await live(denied("POST /users"), { user: userPrincipalName });
    expect(verdicts(explained)["user-lacks-role"]).toBe("ruled out");
    expect(evidence(explained, "user-lacks-role")).toContain('through the group "Service desk"');
  });

  test("limited to an administrative unit reaches the unit's members alone, and makes nobody", async () => {
    const inside = await hire(sandbox, "inside");
    const outside = await hire(sandbox, "outside");
    const unit = await graph<{ id: string }>("POST", "/directory/administrativeUnits", { displayName: "Retail" });
    await graph("POST", `/directory/administrativeUnits/${unit.id}/members/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/users/${inside.id}`,
    });
    const limited = await hire(sandbox, "limited", {
      id: userAdministrator,
      scope: `/administrativeUnits/${unit.id}`,
    });
    const given = { app: delegated.clientId, user: limited.userPrincipalName };
    const of = async (request: string) => (await live(denied(request), given)) as Awaited<ReturnType<Live>>;
    const create = await of("POST /users");
    expect(verdicts(create)["user-lacks-role"]).toBe("confirmed");
    expect(evidence(create, "user-lacks-role")).toContain('over the administrative unit "Retail" alone');
    expect(verdicts(await of(`PATCH /users/${inside.id}`))["user-lacks-role"]).toBe("ruled out");
    expect(verdicts(await of(`PATCH /users/${outside.userPrincipalName}`))["user-lacks-role"]).toBe("confirmed");
  });

  test("is looked up for the one user whom the application's consent names, and stays open then", async () => {
    const app = await makeApplication(sandbox, "for one", { scopes: ["User.ReadWrite.All"] });
    const person = await hire(sandbox, "svc-one");
    await grantScopes(sandbox, app, "User.ReadWrite.All", person.id);
    const explained = await live(denied("POST /users"), { app: app.clientId });
    expect(verdicts(explained)["user-lacks-role"]).toBe("open");
    expect(evidence(explained, "user-lacks-role")).toContain("svc-one@contoso.com holds no directory role");
  });

  test("does not matter where the application holds no delegated permission", async () => {
    const explained = await live(denied("POST /users"), { app: unattended.clientId });
    expect(verdicts(explained)).toMatchObject({
      "user-lacks-role": "ruled out",
      "missing-delegated-permission": "ruled out",
      "missing-application-permission": "ruled out",
      "grant-type-mismatch": "ruled out",
      "consent-too-fresh": "confirmed",
    });
  });
});

test("A delegated permission that nobody consented is found, and application permissions that a user's token hides", async () => {
  const person = await hire(sandbox, "svc-two", { id: userAdministrator });
  const given = { user: person.userPrincipalName };
  const lacking = await makeApplication(sandbox, "lacking", { scopes: ["User.Read.All"] });
  await grantScopes(sandbox, lacking, "User.Read.All");
  expect(verdicts(await live(denied("POST /users"), { ...given, app: lacking.clientId }))).toMatchObject({
    "missing-delegated-permission": "confirmed",
    "grant-type-mismatch": "ruled out",
  });
  expect(verdicts(await live(denied("POST /users"), { ...given, app: unattended.clientId }))).toMatchObject({
    "missing-delegated-permission": "confirmed",
    "grant-type-mismatch": "confirmed",
  });
});

test("A text that says how it signed in decides whose token it is", async () => {
  const own = `grant_type=client_credentials. ${denied("POST /users")}`;
  expect(verdicts(await live(own, { app: delegated.clientId }))).toMatchObject({
    "missing-application-permission": "confirmed",
    "grant-type-mismatch": "confirmed",
  });
  expect(verdicts(await live(own, { app: unattended.clientId }))).toMatchObject({
    "missing-application-permission": "ruled out",
    "grant-type-mismatch": "ruled out",
  });
  const users = `DeviceCodeCredential ${denied("POST /users")}`;
  expect(verdicts(await live(users, { app: delegated.clientId }))).toMatchObject({
    "missing-delegated-permission": "ruled out",
  });
});

describe("What is protected", () => {
  test("a user with a directory role, and not one without", async () => {
    const given = { app: unattended.clientId };
    const isaiah = await live(denied("DELETE /users/isaiah.langer@contoso.com"), given);
    expect(verdicts(isaiah)["protected-user"]).toBe("confirmed");
    expect(evidence(isaiah, "protected-user")).toContain("isaiah.langer@contoso.com holds User Administrator");
    expect(verdicts(await live(denied("DELETE /users/adele.vance@contoso.com"), given))["protected-user"]).toBe(
      "ruled out",
    );
  });

  test("a user whom the caller's role reaches is not", async () => {
    const person = await hire(sandbox, "svc-reach", { id: userAdministrator });
    const given = { app: delegated.clientId, user: person.userPrincipalName };
    const explained = await live(denied("DELETE /users/isaiah.langer@contoso.com"), given);
    expect(verdicts(explained)["protected-user"]).toBe("ruled out");
    const megan = await live(denied("DELETE /users/megan.bowen@contoso.com"), given);
    expect(verdicts(megan)["protected-user"]).toBe("confirmed");
  });

  test("a group that can hold roles, and not another", async () => {
    const given = { app: unattended.clientId };
    const make = (name: string, isAssignableToRole: boolean) =>
      graphOfAdministrator("POST", "/groups", {
        displayName: name,
        mailEnabled: false,
        mailNickname: name,
        securityEnabled: true,
        isAssignableToRole,
      });
    const roles = await make("roles", true);
    const plain = await make("plain", false);
    const add = (id: unknown) => denied(`POST /groups/${id}/members/$ref`);
    expect(verdicts(await live(add(roles.id), given))["role-assignable-group"]).toBe("confirmed");
    expect(verdicts(await live(add(plain.id), given))["role-assignable-group"]).toBe("ruled out");
  });

  test("an application that somebody else owns, from one that manages its own alone", async () => {
    const deployer = await makeApplication(sandbox, "narrow deployer", {
      roles: ["Application.ReadWrite.OwnedBy"],
      consented: ["Application.ReadWrite.OwnedBy"],
    });
    const request = denied(`PATCH /applications/${unattended.applicationId}`, "ServiceNow");
    expect(verdicts(await live(request, { app: deployer.clientId }))["not-owner"]).toBe("confirmed");
    await graph("POST", `/applications/${unattended.applicationId}/owners/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${deployer.principalId}`,
    });
    expect(verdicts(await live(request, { app: deployer.clientId }))["not-owner"]).toBe("ruled out");
    expect(verdicts(await live(request, { app: delegated.clientId }))["not-owner"]).toBe("ruled out");
  });
});

test("The identity that deploys: by its permission or a directory role, or without both", async () => {
  const text = denied("POST /applications", "pulumi up: azuread:index:Application");
  const { deployer, applicationAdministrator, reader } = sandbox.identities;
  const cause = "deployer-lacks-permission";
  expect(verdicts(await live(text, { app: deployer.clientId }))[cause]).toBe("ruled out");
  const byRole = await live(text, { app: applicationAdministrator.clientId });
  expect(verdicts(byRole)[cause]).toBe("ruled out");
  expect(evidence(byRole, cause)).toContain("holds the directory role Application Administrator");
  expect(verdicts(await live(text, { app: reader.clientId }))[cause]).toBe("confirmed");
});

describe("A token without permissions", () => {
  const text =
    "GET https://graph.microsoft.com/v1.0/users 403 Either scp or roles claim need to be present in the token.";
  test("has them declared as delegated ones, or not consented", async () => {
    const notConsented = await makeApplication(sandbox, "not consented", { roles: ["User.Read.All"] });
    expect(verdicts(await live(text, { app: delegated.clientId }))).toMatchObject({
      "delegated-only": "confirmed",
      "not-consented": "ruled out",
    });
    expect(verdicts(await live(text, { app: notConsented.clientId }))).toMatchObject({
      "delegated-only": "ruled out",
      "not-consented": "confirmed",
    });
    expect(verdicts(await live(text, { app: unattended.clientId }))).toMatchObject({
      "delegated-only": "ruled out",
      "not-consented": "ruled out",
      "consent-too-fresh": "confirmed",
    });
  });
});

test("An object id in place of the client id is told, and the application is found all the same", async () => {
  for (const [id, what] of [
    [delegated.applicationId, "the Object ID of the app registration"],
    [delegated.principalId, "the Object ID of the service principal (enterprise application)"],
  ]) {
    const explained = await live(denied("POST /users"), { app: id });
    expect(explained.live?.notes).toEqual([
      expect.stringContaining(`${id} is no client ID: it is ${what} "delegated"`),
    ]);
    expect(verdicts(explained)["missing-delegated-permission"]).toBe("ruled out");
  }
});

test("Ids that nobody gave are asked for, and nothing is read", async () => {
  sandbox.journal.clear();
  const explained = await live(denied("POST /users"));
  expect(explained.live?.wouldHelp).toEqual([
    { what: expect.stringContaining("--user"), causes: ["user-lacks-role"] },
    { what: expect.stringContaining("--app"), causes: expect.arrayContaining(["missing-application-permission"]) },
  ]);
  expect(explained.explanations[0]?.causes.every(({ live: looked }) => looked === undefined)).toBe(true);
  expect(sandbox.journal.list().filter(({ service }) => service === "graph")).toEqual([]);
});

test("Whoever may not read is told which right decides it, and gets the explanation", async () => {
  const stranger = await makeApplication(sandbox, "stranger");
  const explained = await (await liveAs(sandbox, stranger))(denied("POST /users"), {
    app: delegated.clientId,
    user: "adele.vance@contoso.com",
  });
  const causes = explained.explanations[0]?.causes ?? [];
  expect(causes.find(({ id }) => id === "user-lacks-role")?.live).toEqual({
    verdict: "open",
    evidence: "Could not look: Microsoft Graph refused the read (403 Authorization_RequestDenied).",
    needs: "the application permission User.Read.All",
  });
  expect(causes.find(({ id }) => id === "grant-type-mismatch")?.live?.needs).toBe(
    "the application permission Application.Read.All",
  );
});

test("An input of another tenant is not judged by this one", async () => {
  const other = "99999999-aaaa-4bbb-8ccc-000000000001";
  const explained = await live(`tenant id: ${other} ${denied("POST /users")}`, { app: delegated.clientId });
  expect(explained.live?.notes).toEqual([
    `The input is about the tenant ${other}, and you are signed in to ${sandbox.tenantId}.`,
  ]);
  expect(new Set(Object.values(verdicts(explained)))).toEqual(new Set(["open"]));
});

test("Only what the looks declare was read, and nothing written by whoever looked", () => {
  expect(undeclaredReads(sandbox)).toEqual([]);
});

/** Groups that can hold roles take an administrator to make. */
async function graphOfAdministrator(method: string, path: string, body: unknown): Promise<{ id: string }> {
  return (await graphAs(sandbox, "globalAdministrator"))<{ id: string }>(method, path, body);
}
