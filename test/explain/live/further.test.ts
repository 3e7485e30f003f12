import { type Sandbox, startSandbox } from "../../../sandbox";
import { graphAs } from "../../support/graph";
import { evidence, grantScopes, hire, type Live, liveAs, makeApplication, undeclaredReads, verdicts } from "./support";

/** Further errors, looked into. */
let sandbox: Sandbox;
let live: Live;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  live = await liveAs(sandbox);
});
afterAll(() => sandbox.close());

test("Permissions that a message names: held as the other type, as the right one, or not at all", async () => {
  const scopes =
    "Microsoft Graph 403 Forbidden: Missing scope permissions on the request. API requires one of 'User.Read.All, User.ReadWrite.All'. Scopes on the request 'openid'";
  const roles = scopes.replace("scope permissions", "role permissions").replace("Scopes on", "Roles on");
  const own = await makeApplication(sandbox, "own", { roles: ["User.Read.All"], consented: ["User.Read.All"] });
  const users = await makeApplication(sandbox, "users", { scopes: ["User.Read.All"] });
  await grantScopes(sandbox, users, "User.Read.All");
  const bare = await makeApplication(sandbox, "bare", { roles: ["User.Read.All"] });
  expect(verdicts(await live(scopes, { app: own.clientId }))).toMatchObject({
    "delegated-permission-missing": "confirmed",
    "grant-type-mismatch": "confirmed",
  });
  expect(verdicts(await live(scopes, { app: users.clientId }))["delegated-permission-missing"]).toBe("ruled out");
  expect(verdicts(await live(roles, { app: own.clientId }))["application-permission-missing"]).toBe("ruled out");
  expect(verdicts(await live(roles, { app: bare.clientId }))).toMatchObject({
    "application-permission-missing": "confirmed",
    "grant-type-mismatch": "ruled out",
  });
});

test("A resource group that is in another subscription, nowhere, or there by now", async () => {
  const other = "44444444-aaaa-4bbb-8ccc-000000000001";
  const text = (group: string, subscription: string) =>
    `GET https://management.azure.com/subscriptions/${subscription}/resourcegroups/${group} 404 ResourceGroupNotFound: Resource group '${group}' could not be found.`;
  expect(verdicts(await live(text("rg-existing-servicenow", other)))).toEqual({
    "wrong-subscription": "confirmed",
    missing: "ruled out",
  });
  expect(verdicts(await live(text("rg-nowhere", sandbox.subscriptionId)))).toEqual({
    "wrong-subscription": "ruled out",
    missing: "confirmed",
  });
  expect(verdicts(await live(text("rg-existing-servicenow", sandbox.subscriptionId)))).toEqual({
    "wrong-subscription": "ruled out",
    missing: "open",
  });
});

test("A subscription that is there, or whose ID is another object's; with a role in it, or without", async () => {
  const text = (id: string) =>
    `{"error":{"code":"SubscriptionNotFound","message":"The subscription '${id}' could not be found."}}`;
  const app = await makeApplication(sandbox, "spoke");
  const { deployer } = sandbox.identities;
  const there = await live(text(sandbox.subscriptionId), { app: app.clientId });
  expect(verdicts(there)).toMatchObject({ "wrong-id-or-tenant": "ruled out", "no-role": "confirmed" });
  expect(verdicts(await live(text(sandbox.subscriptionId), { app: deployer.clientId }))["no-role"]).toBe("ruled out");
  const mixedUp = await live(text(app.clientId));
  expect(verdicts(mixedUp)["wrong-id-or-tenant"]).toBe("confirmed");
  expect(evidence(mixedUp, "wrong-id-or-tenant")).toContain("the Application (client) ID");
  expect(verdicts(await live(text(sandbox.tenantId)))["wrong-id-or-tenant"]).toBe("confirmed");
});

test("A user who is there, is not, or is disabled", async () => {
  const person = await hire(sandbox, "svc-away");
  const text = "AADSTS50126: Error validating credentials due to invalid username or password.";
  const given = { user: person.userPrincipalName };
  expect(verdicts(await live(text, given))).toMatchObject({ "no-such-user": "ruled out", disabled: "ruled out" });
  await (await graphAs(sandbox, "deployer"))("PATCH", `/users/${person.id}`, { accountEnabled: false });
  expect(verdicts(await live(text, given)).disabled).toBe("confirmed");
  expect(verdicts(await live(text, { user: "nobody@contoso.com" }))["no-such-user"]).toBe("confirmed");
});

test("Only what the looks declare was read", () => {
  expect(undeclaredReads(sandbox)).toEqual([]);
});
