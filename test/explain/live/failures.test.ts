import { type Sandbox, startSandbox } from "../../../sandbox";
import { seedId } from "../../../sandbox/seed/seedId";
import { createAccount } from "../../support/azure";
import { graphAs } from "../../support/graph";
import { trusting } from "../../support/https";
import { createUser, delegatedToken } from "../../support/people";
import {
  entryOf,
  evidence,
  grantScopes,
  hire,
  type Live,
  liveAs,
  makeApplication,
  refused,
  tokenFor,
  verdicts,
} from "./support";

/** The four failures, each made by hand in the sandbox: from the raw answer to the cause. */
let sandbox: Sandbox;
let live: Live;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  live = await liveAs(sandbox);
});
afterAll(() => sandbox.close());

describe("1: the Entra spoke's Create User is refused", () => {
  test("a user's token whose user lacks the directory role", async () => {
    const app = await makeApplication(sandbox, "spoke by hand", { scopes: ["User.ReadWrite.All"] });
    await grantScopes(sandbox, app, "User.ReadWrite.All");
    const person = await hire(sandbox, "svc-servicenow");
    const token = await delegatedToken(sandbox, app, person);
    const { status, body } = await createUser(sandbox, token, "nina");
    const text = `ServiceNow: POST https://graph.microsoft.com/v1.0/users answered ${status} ${JSON.stringify(body)}`;

    const explained = await live(text, { app: app.clientId, user: person.userPrincipalName });
    expect(entryOf(explained).causes[0]).toMatchObject({ id: "user-lacks-role", likelihood: "certain" });
    expect(evidence(explained, "user-lacks-role")).toContain(
      "svc-servicenow@contoso.com holds no directory role, and it takes Directory Writers, User Administrator",
    );
    expect(verdicts(explained)).toMatchObject({
      "user-lacks-role": "confirmed",
      "missing-application-permission": "ruled out",
      "missing-delegated-permission": "ruled out",
      "grant-type-mismatch": "ruled out",
    });
  });

  test("client credentials without the application permission", async () => {
    const app = await makeApplication(sandbox, "spoke with client credentials", { roles: ["User.ReadWrite.All"] });
    const url = `${sandbox.endpoints.graph}/v1.0/users`;
    const token = await tokenFor(sandbox, app);
    const text = await refused(sandbox, token, "POST", url, { displayName: "a" });
    // The token names the application, so that nothing need be given.
    const byToken = await live(`${text}\n${token}`);
    expect(verdicts(byToken)).toMatchObject({ "missing-application-permission": "confirmed" });
    expect(JSON.stringify(byToken)).not.toContain(token);
    const explained = await live(text, { app: app.clientId });
    expect(entryOf(explained).causes[0]).toMatchObject({
      id: "missing-application-permission",
      likelihood: "certain",
    });
    expect(evidence(explained, "missing-application-permission")).toContain(
      "declares User.ReadWrite.All as application permission, and nobody consented to it",
    );
    expect(verdicts(explained)).toMatchObject({
      "user-lacks-role": "ruled out",
      "missing-delegated-permission": "ruled out",
      "consent-too-fresh": "ruled out",
    });
  });
});

test("2: Okta may not replace the licences of a user who bought one", async () => {
  const okta = await makeApplication(sandbox, "Okta by hand", {
    roles: ["User.ReadWrite.All"],
    consented: ["User.ReadWrite.All"],
  });
  const alex = seedId("user", "alex.wilber");
  const url = `${sandbox.endpoints.graph}/v1.0/users/${alex}/microsoft.graph.assignLicense`;
  const { skuId } = sandbox.state.subscribedSkus.find(({ skuPartNumber }) => skuPartNumber === "POWER_BI_PRO") ?? {};
  const token = await tokenFor(sandbox, okta);
  const text = await refused(sandbox, token, "POST", url, { addLicenses: [], removeLicenses: [skuId] });
  const explained = await live(`Okta: could not push profile. ${text}`, { app: okta.clientId });
  expect(entryOf(explained).id).toBe("licence-assignment-refused");
  expect(verdicts(explained)).toEqual({ "foreign-licence": "confirmed", "missing-permission": "ruled out" });
  expect(evidence(explained, "foreign-licence")).toContain(
    "POWER_BI_PRO (Power BI Pro), bought by self-service, by alex.wilber@contoso.com",
  );

  const adele = url.replace(alex, "adele.vance@contoso.com");
  expect(verdicts(await live(`Okta ${text.replace(url, adele)}`))).toMatchObject({ "foreign-licence": "ruled out" });
});

test("3: the Azure spoke runs into a namespace that is not registered", async () => {
  const app = await makeApplication(sandbox, "Azure spoke by hand");
  const group = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/rg-existing-servicenow`;
  const deployer = await tokenFor(sandbox, sandbox.identities.deployer, "https://management.azure.com/.default");
  const send = trusting(sandbox.caFile);
  const name = "0f14a80d-42e5-4d57-afe0-46acf9dfae05";
  const assigned = await send(
    "PUT",
    `${sandbox.endpoints.arm}${group}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
    {
      properties: {
        roleDefinitionId: `/subscriptions/${sandbox.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c`,
        principalId: app.principalId,
        principalType: "ServicePrincipal",
      },
    },
    { authorization: `Bearer ${deployer}` },
  );
  expect(assigned.status).toBe(201);
  const answer = await createAccount(sandbox, app, group);
  const text = `PUT https://management.azure.com${group}/providers/Microsoft.Automation/automationAccounts/a ${answer.status} ${JSON.stringify(answer.body)}`;
  const explained = await live(text);
  expect(verdicts(explained)).toEqual({
    "never-registered": "confirmed",
    "still-registering": "ruled out",
    "other-subscription": "ruled out",
  });
  expect(evidence(explained, "never-registered")).toMatch(/Microsoft\.Automation is NotRegistered .* do not let you/);

  sandbox.faults.setDelays({ registrationDelay: 3_600_000 });
  const register = `${sandbox.endpoints.arm}/subscriptions/${sandbox.subscriptionId}/providers/Microsoft.Automation/register?api-version=2021-04-01`;
  await send("POST", register, undefined, { authorization: `Bearer ${deployer}` });
  expect(verdicts(await live(text))).toEqual({
    "still-registering": "confirmed",
    "never-registered": "ruled out",
    "other-subscription": "ruled out",
  });
  sandbox.faults.clear();
});

describe("4: Defender's Missing required roles", () => {
  const incidents = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];
  const missingRoles = async (client: Parameters<typeof tokenFor>[1]) =>
    refused(sandbox, await tokenFor(sandbox, client), "GET", `${sandbox.endpoints.graph}/v1.0/security/incidents`);

  test("both permissions are declared as delegated ones", async () => {
    const app = await makeApplication(sandbox, "Defender by hand", { scopes: incidents });
    const explained = await live(await missingRoles(app), { app: app.clientId });
    expect(entryOf(explained).causes[0]).toMatchObject({ id: "delegated-only", likelihood: "certain" });
    expect(verdicts(explained)).toMatchObject({
      "delegated-only": "confirmed",
      "not-consented": "ruled out",
      "other-surface": "ruled out",
      "consent-too-fresh": "ruled out",
    });
    expect(evidence(explained, "delegated-only")).toContain("declares SecurityIncident.Read.All");
  });

  test("they are application permissions to which nobody consented", async () => {
    const app = await makeApplication(sandbox, "Defender not consented", { roles: incidents });
    const explained = await live(await missingRoles(app), { app: app.clientId });
    expect(verdicts(explained)).toMatchObject({
      "not-consented": "confirmed",
      "delegated-only": "ruled out",
      "other-surface": "ruled out",
    });
  });

  test("they were consented a moment ago, after the token was issued", async () => {
    const app = await makeApplication(sandbox, "Defender just consented", { roles: incidents });
    const text = await missingRoles(app);
    const graph = await graphAs(sandbox, "deployer");
    const api = sandbox.state.servicePrincipals.find(({ displayName }) => displayName === "Microsoft Graph");
    await graph("POST", `/servicePrincipals/${app.principalId}/appRoleAssignments`, {
      principalId: app.principalId,
      resourceId: api?.id,
      appRoleId: api?.appRoles.find(({ value }) => value === "SecurityIncident.Read.All")?.id,
    });
    expect(verdicts(await live(text, { app: app.clientId }))).toMatchObject({
      "consent-too-fresh": "confirmed",
      "delegated-only": "ruled out",
      "not-consented": "ruled out",
    });
  });

  test("they are Microsoft Graph's, and the Defender API was called", async () => {
    const app = await makeApplication(sandbox, "Defender elsewhere", {
      roles: ["SecurityIncident.Read.All"],
      consented: ["SecurityIncident.Read.All"],
    });
    const token = await tokenFor(sandbox, app, "https://api.securitycenter.microsoft.com/.default");
    const text = await refused(sandbox, token, "GET", `${sandbox.endpoints.defender}/api/machines`);
    const explained = await live(text, { app: app.clientId });
    expect(verdicts(explained)).toMatchObject({ "other-surface": "confirmed", "delegated-only": "ruled out" });
    expect(evidence(explained, "other-surface")).toContain("SecurityIncident.Read.All of Microsoft Graph, and not");
    const graphs = await makeApplication(sandbox, "Defender with neither");
    expect(verdicts(await live(await missingRoles(graphs), { app: graphs.clientId }))["other-surface"]).toBe(
      "ruled out",
    );
  });
});
