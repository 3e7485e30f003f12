import { type Sandbox, startSandbox } from "../../../sandbox";
import { graphAs } from "../../support/graph";
import { trusting } from "../../support/https";
import {
  evidence,
  grantScopes,
  hire,
  type Live,
  liveAs,
  type MadeApplication,
  makeApplication,
  undeclaredReads,
  verdicts,
} from "./support";

/** Errors of sign-in, and ids that are not found, looked into. */
let sandbox: Sandbox;
let live: Live;
let graph: Awaited<ReturnType<typeof graphAs>>;
let app: MadeApplication;
const nobody = "aaaaaaaa-0000-4000-8000-000000000009";
const otherTenant = "99999999-aaaa-4bbb-8ccc-000000000001";

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  live = await liveAs(sandbox);
  graph = await graphAs(sandbox, "deployer");
  app = await makeApplication(sandbox, "spoke", { roles: ["User.Read.All"], consented: ["User.Read.All"] });
});
afterAll(() => sandbox.close());

/** What sign-in answers. */
async function signInError(form: Record<string, string>): Promise<string> {
  const answer = await trusting(sandbox.caFile)(
    "POST",
    `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`,
    new URLSearchParams({ grant_type: "client_credentials", scope: "https://graph.microsoft.com/.default", ...form }),
  );
  if (answer.status === 200) throw new Error("It was not refused.");
  return JSON.stringify(answer.body);
}

describe("AADSTS700016", () => {
  const text = (id: string, tenant = "Contoso") =>
    `AADSTS700016: Application with identifier '${id}' was not found in the directory '${tenant}'.`;

  test("an object id in place of the client id", async () => {
    const raw = await signInError({ client_id: app.principalId, client_secret: "x" });
    const explained = await live(raw);
    expect(verdicts(explained)).toMatchObject({
      "wrong-client-id": "confirmed",
      "deleted-or-not-consented": "open",
    });
    expect(evidence(explained, "wrong-client-id")).toContain("the Object ID of the service principal");
  });

  test("deleted, and what can be restored", async () => {
    const gone = await makeApplication(sandbox, "gone");
    await graph("DELETE", `/applications/${gone.applicationId}`);
    const explained = await live(text(gone.clientId));
    expect(verdicts(explained)["deleted-or-not-consented"]).toBe("confirmed");
    expect(evidence(explained, "deleted-or-not-consented")).toMatch(/"gone" .* was deleted on/);
  });

  test("the other tenant was asked: the application is in this one", async () => {
    const explained = await live(text(app.clientId, otherTenant));
    expect(explained.explanations[0]?.causes[0]).toMatchObject({ id: "wrong-tenant", likelihood: "certain" });
    expect(verdicts(explained)["wrong-tenant"]).toBe("confirmed");
  });

  test("it is there, so that it is neither deleted nor another id", async () => {
    expect(verdicts(await live(text(app.clientId)))).toEqual({
      "wrong-tenant": "open",
      "wrong-client-id": "ruled out",
      "deleted-or-not-consented": "ruled out",
    });
    expect(verdicts(await live(text(nobody)))).toMatchObject({ "wrong-client-id": "open" });
  });
});

describe("AADSTS7000229", () => {
  const text = (id: string) =>
    `AADSTS7000229: The client application ${id} is missing service principal in the tenant ${sandbox.tenantId}. See instructions here.`;

  test("the service principal was never made, or deleted, or is there", async () => {
    const { appId } = await graph<{ appId: string }>("POST", "/applications", { displayName: "registration alone" });
    expect(verdicts(await live(text(appId)))).toMatchObject({ "never-created": "confirmed", deleted: "ruled out" });
    const gone = await makeApplication(sandbox, "principal gone");
    await graph("DELETE", `/servicePrincipals/${gone.principalId}`);
    expect(verdicts(await live(text(gone.clientId)))).toMatchObject({
      "never-created": "ruled out",
      deleted: "confirmed",
    });
    expect(verdicts(await live(text(app.clientId)))).toMatchObject({
      "never-created": "ruled out",
      deleted: "ruled out",
    });
  });
});

describe("AADSTS500011", () => {
  const text = (resource: string, tenant = sandbox.tenantId) =>
    `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen`;

  test("the API is not in the tenant, or is in this one and not in the one that was asked", async () => {
    const defender = "https://api.securitycenter.microsoft.com";
    expect(verdicts(await live(text(defender)))).toEqual({
      misspelt: "ruled out",
      "not-provisioned": "ruled out",
      "wrong-tenant": "ruled out",
    });
    expect(verdicts(await live(text(defender, otherTenant)))["wrong-tenant"]).toBe("confirmed");
    const api = sandbox.state.servicePrincipals.find(({ displayName }) => displayName === "WindowsDefenderATP");
    sandbox.state.servicePrincipals.remove(api?.id ?? "");
    expect(verdicts(await live(text(defender)))).toMatchObject({
      misspelt: "ruled out",
      "not-provisioned": "confirmed",
    });
    const misspelt = await live(text("https://api.contoso.example"));
    expect(verdicts(misspelt)).toMatchObject({ misspelt: "open" });
    expect(misspelt.explanations[0]?.causes.find(({ id }) => id === "misspelt")?.likelihood).toBe("likely");
  });
});

test("AADSTS90002: the id of a subscription or an application stands in place of the tenant's", async () => {
  const text = (tenant: string) => `AADSTS90002: Tenant '${tenant}' not found. Check to make sure`;
  const ofSubscription = await live(text(sandbox.subscriptionId));
  expect(verdicts(ofSubscription).mistyped).toBe("confirmed");
  expect(evidence(ofSubscription, "mistyped")).toContain('the ID of the subscription "Contoso Integrations"');
  expect(evidence(await live(text(app.clientId)), "mistyped")).toContain("the Application (client) ID of");
  expect(verdicts(await live(text(sandbox.tenantId))).mistyped).toBe("ruled out");
});

describe("Client secrets", () => {
  test("the ID of the secret was sent: it is found among the application's, and not printed with what was sent as a secret", async () => {
    const raw = await signInError({ client_id: app.clientId, client_secret: app.keyId });
    const explained = await live(`client_secret=${app.keyId}\n${raw}`);
    expect(verdicts(explained)).toEqual({ "secret-id": "confirmed", "other-secret": "ruled out" });
    expect(evidence(explained, "secret-id")).toContain('the ID of the secret "by hand"');
    expect(JSON.stringify(explained)).not.toContain(app.clientSecret);
  });

  test("a wrong secret leaves it open which, with the names of those that there are; without one it is another's", async () => {
    const raw = await signInError({ client_id: app.clientId, client_secret: "wrong" });
    const explained = await live(raw);
    expect(verdicts(explained)).toEqual({ "secret-id": "open", "other-secret": "open" });
    expect(evidence(explained, "other-secret")).toMatch(/"by hand" \(starts with .{3}, ends on \d{4}-/);
    await graph("POST", `/applications/${app.applicationId}/removePassword`, { keyId: app.keyId });
    expect(verdicts(await live(raw))).toEqual({ "secret-id": "ruled out", "other-secret": "confirmed" });
  });

  test("an expired one is named, and a newer one that the product does not use", async () => {
    const other = await makeApplication(sandbox, "expired");
    const text = `AADSTS7000222: The provided client secret keys for app '${other.clientId}' are expired.`;
    const valid = await live(text);
    expect(verdicts(valid)).toEqual({ expired: "open" });
    const found = sandbox.state.applications.get(other.applicationId);
    const [secret] = found?.passwordCredentials ?? [];
    if (!found || !secret) throw new Error("There is no secret.");
    const past = { ...secret, keyId: nobody, displayName: "old", endDateTime: "2026-01-01T00:00:00Z" };
    sandbox.state.applications.update(found.id, { passwordCredentials: [past, secret] });
    const explained = await live(text);
    expect(verdicts(explained)).toEqual({ expired: "confirmed" });
    expect(evidence(explained, "expired")).toMatch(/"old" .*ended on 2026-01-01.* A newer one is there.*"by hand"/);
  });
});

describe("Federated credentials", () => {
  const issuer = "https://token.actions.githubusercontent.com";
  const text = (subject: string, from = issuer) =>
    `issuer - ${from} subject claim - ${subject} Error: AADSTS700213: No matching federated identity record found for presented assertion subject '${subject}'. client-id: ${app.clientId}`;

  test("without any, with another subject, in another letter case, of another issuer, and one that fits", async () => {
    expect(verdicts(await live(text("repo:contoso/app:ref:refs/heads/main"), { app: app.clientId }))).toMatchObject({
      subject: "confirmed",
      issuer: "confirmed",
    });
    await graph("POST", `/applications/${app.applicationId}/federatedIdentityCredentials`, {
      name: "main",
      issuer,
      subject: "repo:contoso/app:ref:refs/heads/main",
      audiences: ["api://AzureADTokenExchange"],
    });
    const of = async (subject: string, from?: string) =>
      verdicts(await live(text(subject, from), { app: app.clientId }));
    expect(await of("repo:contoso/app:environment:prod")).toMatchObject({
      subject: "confirmed",
      "letter-case": "ruled out",
      issuer: "ruled out",
      replication: "ruled out",
    });
    expect(await of("repo:Contoso/App:ref:refs/heads/main")).toMatchObject({
      subject: "ruled out",
      "letter-case": "confirmed",
      issuer: "ruled out",
    });
    expect(await of("repo:contoso/app:ref:refs/heads/main", "https://issuer.example")).toMatchObject({
      subject: "ruled out",
      issuer: "confirmed",
      replication: "ruled out",
    });
    expect(await of("repo:contoso/app:ref:refs/heads/main")).toMatchObject({
      subject: "ruled out",
      issuer: "ruled out",
      replication: "open",
    });
    const audience = `${text("repo:contoso/app:ref:refs/heads/main")} assertion audience 'api://other'`;
    expect(verdicts(await live(audience, { app: app.clientId })).audience).toBe("confirmed");
  });

  test("AADSTS700024: an application with a federated credential and no certificate has no clock of its own", async () => {
    const explained = await live("AADSTS700024: Client assertion is not within its valid time range.", {
      app: app.clientId,
    });
    expect(verdicts(explained)).toEqual({ "assertion-reused": "open", clock: "ruled out" });
    expect(explained.explanations[0]?.causes[0]).toMatchObject({ id: "assertion-reused", likelihood: "likely" });
    const bare = await makeApplication(sandbox, "bare");
    expect(verdicts(await live("AADSTS700024", { app: bare.clientId }))).toEqual({
      "assertion-reused": "open",
      clock: "open",
    });
  });
});

test("AADSTS65001: no consent, one for another user, one for all", async () => {
  const people = await makeApplication(sandbox, "for people", { scopes: ["User.Read"] });
  const text = `AADSTS65001: The user or administrator has not consented to use the application with ID '${people.clientId}' named 'for people'.`;
  expect(verdicts(await live(text))).toMatchObject({
    "no-consent": "confirmed",
    "should-be-client-credentials": "ruled out",
  });
  const [one, other] = [await hire(sandbox, "one"), await hire(sandbox, "other")];
  await grantScopes(sandbox, people, "User.Read", one.id);
  expect(verdicts(await live(text, { user: other.userPrincipalName }))["no-consent"]).toBe("confirmed");
  expect(verdicts(await live(text, { user: one.userPrincipalName }))["no-consent"]).toBe("open");
  const service = text.replace(people.clientId, app.clientId);
  expect(verdicts(await live(service))).toMatchObject({ "should-be-client-credentials": "confirmed" });
});

test("AADSTS50105: assignment is required and the user is not assigned; assigned; no longer required", async () => {
  const person = await hire(sandbox, "visitor");
  const text = `AADSTS50105: The signed in user '${person.userPrincipalName}' is not assigned to a role for the application '${app.clientId}'(spoke).`;
  await graph("PATCH", `/servicePrincipals/${app.principalId}`, { appRoleAssignmentRequired: true });
  const explained = await live(text);
  expect(verdicts(explained)).toEqual({ "not-assigned": "confirmed" });
  expect(evidence(explained, "not-assigned")).toContain("assigned are: nobody. visitor@contoso.com is not among them");
  await graph("POST", `/users/${person.id}/appRoleAssignments`, {
    principalId: person.id,
    resourceId: app.principalId,
    appRoleId: "00000000-0000-0000-0000-000000000000",
  });
  expect(verdicts(await live(text))).toEqual({ "not-assigned": "ruled out" });
  await graph("PATCH", `/servicePrincipals/${app.principalId}`, { appRoleAssignmentRequired: false });
  expect(evidence(await live(text), "not-assigned")).toContain("does not require assignment now");
});

test("AADSTS7000112: disabled, and enabled again", async () => {
  await graph("PATCH", `/servicePrincipals/${app.principalId}`, { accountEnabled: false });
  const text = `AADSTS7000112: Application '${app.clientId}'(spoke) is disabled.`;
  expect(verdicts(await live(text))).toEqual({ disabled: "confirmed" });
  await graph("PATCH", `/servicePrincipals/${app.principalId}`, { accountEnabled: true });
  expect(verdicts(await live(text))).toEqual({ disabled: "ruled out" });
});

describe("AADSTS53003", () => {
  const text = "AADSTS53003: Access has been blocked by Conditional Access policies.";

  test("who may not read policies is told what it takes", async () => {
    const causes = (await live(text)).explanations[0]?.causes ?? [];
    expect(causes.map((cause) => cause.live?.needs)).toEqual(
      causes.map(() => "the application permission Policy.Read.All"),
    );
  });

  test("policies that are on can do it; those that only report, or are about others, cannot", async () => {
    const auditor = await makeApplication(sandbox, "auditor", {
      roles: ["Policy.Read.All", "Directory.Read.All", "Application.Read.All"],
      consented: ["Policy.Read.All", "Directory.Read.All", "Application.Read.All"],
    });
    const look = await liveAs(sandbox, auditor);
    expect(verdicts(await look(text, { app: app.clientId }))).toEqual({
      location: "ruled out",
      "workload-identity": "ruled out",
      "authentication-flow": "ruled out",
    });
    const add = (displayName: string, conditions: Record<string, unknown>, state = "enabled") =>
      sandbox.state.conditionalAccessPolicies.insert({
        id: `aaaaaaaa-0000-4000-8000-00000000010${sandbox.state.conditionalAccessPolicies.list().length}`,
        createdMs: 0,
        displayName,
        state,
        conditions,
        grantControls: { operator: "OR", builtInControls: ["block"] },
      });
    const everyone = { users: { includeUsers: ["All"], excludeUsers: [] }, clientAppTypes: ["all"] };
    add("Report only", { ...everyone, locations: { includeLocations: ["All"] } }, "enabledForReportingButNotEnforced");
    add("Other workload", { clientApplications: { includeServicePrincipals: [nobody] } });
    expect(verdicts(await look(text, { app: app.clientId }))).toEqual({
      location: "ruled out",
      "workload-identity": "ruled out",
      "authentication-flow": "ruled out",
    });
    add("Office only", { ...everyone, locations: { includeLocations: ["All"], excludeLocations: ["AllTrusted"] } });
    add("Workload", { clientApplications: { includeServicePrincipals: ["ServicePrincipalsInMyTenant"] } });
    add("No device code", { ...everyone, authenticationFlows: { transferMethods: "deviceCodeFlow" } });
    const explained = await look(text, { app: app.clientId });
    expect(verdicts(explained)).toEqual({
      location: "open",
      "workload-identity": "confirmed",
      "authentication-flow": "open",
    });
    expect(evidence(explained, "location")).toContain('"Office only"');
    expect(evidence(explained, "authentication-flow")).toContain('"No device code"');
  });
});

describe("Request_ResourceNotFound", () => {
  const text = (id: string, path = `/servicePrincipals/${id}`) =>
    `GET https://graph.microsoft.com/v1.0${path} 404 {"error":{"code":"Request_ResourceNotFound","message":"Resource '${id}' does not exist or one of its queried reference-property objects are not present."}}`;

  test("it is there now, under that address", async () => {
    expect(verdicts(await live(text(app.principalId)))).toEqual({
      replication: "confirmed",
      "wrong-id": "ruled out",
      "deleted-or-other-tenant": "ruled out",
    });
  });

  test("the registration's Object ID, or the client ID, was taken for the service principal's", async () => {
    for (const id of [app.applicationId, app.clientId]) {
      expect(verdicts(await live(text(id)))).toMatchObject({ replication: "ruled out", "wrong-id": "confirmed" });
    }
  });

  test("it was deleted, or is unknown", async () => {
    const person = await hire(sandbox, "leaver");
    await graph("DELETE", `/users/${person.id}`);
    expect(verdicts(await live(text(person.id, `/users/${person.id}`)))).toEqual({
      "deleted-or-other-tenant": "confirmed",
      replication: "ruled out",
      "wrong-id": "ruled out",
    });
    expect(verdicts(await live(text(nobody)))).toEqual({
      replication: "ruled out",
      "wrong-id": "open",
      "deleted-or-other-tenant": "open",
    });
  });
});

test("429 has nothing to look at, and nobody signs in for it", async () => {
  const explained = await live("Microsoft Graph: 429 Too Many Requests");
  expect(explained.live).toMatchObject({ looked: true, tenantId: null, requests: 0 });
});

test("Only what the looks declare was read", () => {
  expect(undeclaredReads(sandbox)).toEqual([]);
});
