import { randomUUID } from "node:crypto";
import { type Sandbox, startSandbox } from "../../sandbox";
import { readTenant } from "../../tenant/read";
import {
  addApplication,
  addUser,
  consentRole,
  consentScopes,
  graphPrincipal,
  secret,
  tokenRequest,
} from "../sandbox/core/support";
import type { Client } from "../support/sandboxGraph";
import { sandboxSources } from "./support";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const read = (client?: Client, options = {}) => readTenant(sandboxSources(sandbox, client), options);

/** An application of the tenant that holds these application permissions. */
function clientWith(...permissions: string[]): Client {
  const clientSecret = randomUUID();
  const { application, servicePrincipal } = addApplication(sandbox, { passwordCredentials: [secret(clientSecret)] });
  for (const permission of permissions) consentRole(sandbox, servicePrincipal.id, permission);
  return { clientId: application.appId, clientSecret };
}

describe("A reading of a tenant", () => {
  test("tells what integrations are, hold and are granted", async () => {
    const graph = graphPrincipal(sandbox);
    const role = graph.appRoles.find(({ value }) => value === "SecurityIncident.Read.All");
    const { application, servicePrincipal } = addApplication(sandbox, {
      displayName: "clicked together",
      requiredResourceAccess: [
        { resourceAppId: graph.appId, resourceAccess: [{ id: String(role?.id), type: "Role" }] },
      ],
      passwordCredentials: [secret("a secret that nobody may read")],
      federatedIdentityCredentials: [
        {
          id: randomUUID(),
          name: "pipeline",
          issuer: "https://token.example.com",
          subject: "repo:a/b:ref:refs/heads/main",
          audiences: ["api://AzureADTokenExchange"],
          description: null,
        },
      ],
      properties: { web: { redirectUris: ["https://example.com/back"] } },
    });
    consentRole(sandbox, servicePrincipal.id, "SecurityIncident.Read.All");
    const account = addUser(sandbox, null, { userPrincipalName: "svc-spoke@contoso.com" });
    consentScopes(sandbox, servicePrincipal.id, "User.ReadWrite.All", account.id);

    const snapshot = await read();
    expect(snapshot.skipped).toEqual([expect.objectContaining({ what: "sign-ins of credentials" })]);
    expect(snapshot).toMatchObject({ tenantId: sandbox.tenantId, displayName: "Contoso" });
    const found = snapshot.applications.find(({ id }) => id === application.id);
    expect(found).toMatchObject({
      displayName: "clicked together",
      web: { redirectUris: ["https://example.com/back"] },
      federatedIdentityCredentials: [{ name: "pipeline", subject: "repo:a/b:ref:refs/heads/main" }],
    });
    expect(snapshot.appRoleAssignments).toContainEqual(
      expect.objectContaining({ principalId: servicePrincipal.id, appRoleId: role?.id, resourceId: graph.id }),
    );
    expect(snapshot.servicePrincipals.find(({ id }) => id === graph.id)?.appRoles).toContainEqual({
      id: role?.id,
      value: "SecurityIncident.Read.All",
    });
    expect(snapshot.delegatedGrants).toContainEqual(
      expect.objectContaining({ clientId: servicePrincipal.id, principalId: account.id, scope: "User.ReadWrite.All" }),
    );
    expect(snapshot.users).toEqual([
      expect.objectContaining({ userPrincipalName: "svc-spoke@contoso.com", accountEnabled: true, groupIds: [] }),
    ]);
    expect(snapshot.subscriptions).toEqual([
      expect.objectContaining({
        subscriptionId: sandbox.subscriptionId,
        providers: expect.objectContaining({ "Microsoft.Automation": "NotRegistered" }),
      }),
    ]);
    expect(JSON.stringify(snapshot)).not.toMatch(/hint|secretText|a s/);
  });

  test("knows when a credential last signed in", async () => {
    const { application } = addApplication(sandbox, { passwordCredentials: [secret("used"), secret("unused")] });
    const [used] = application.passwordCredentials;
    const form = { grant_type: "client_credentials", scope: `${sandbox.endpoints.graph}/.default` };
    await tokenRequest(sandbox, { ...form, client_id: application.appId, client_secret: "used" });
    const { credentialUses, skipped } = await read();
    expect(credentialUses).toEqual([
      { appId: application.appId, keyId: used?.keyId, lastSignInDateTime: expect.stringMatching(/^20/) },
    ]);
    expect(skipped).toEqual([]);
  });

  test("reads a service account's groups where it holds no role itself", async () => {
    const { servicePrincipal } = addApplication(sandbox);
    const account = addUser(sandbox, null);
    const group = randomUUID();
    sandbox.state.groups.insert({
      id: group,
      createdMs: 0,
      displayName: "user administrators",
      members: [account.id],
      owners: [],
      properties: {},
    });
    consentScopes(sandbox, servicePrincipal.id, "Group.ReadWrite.All", account.id);
    expect((await read()).users).toEqual([expect.objectContaining({ id: account.id, groupIds: [group] })]);
  });

  test("takes no person who lets an application read the own mail for a service account", async () => {
    const { servicePrincipal } = addApplication(sandbox);
    consentScopes(sandbox, servicePrincipal.id, "User.Read Mail.Read", addUser(sandbox, null).id);
    expect((await read()).users).toEqual([]);
  });

  test("changes nothing, and asks for each page and each batch once", async () => {
    for (let count = 0; count < 1200; count++) addApplication(sandbox);
    sandbox.journal.clear();
    const { applications } = await read();
    expect(applications.length).toBeGreaterThan(1200);
    expect(sandbox.journal.writes()).toEqual([]);
    const lists = sandbox.journal.list().filter(({ path }) => /v1.0\/applications\?.*createdDateTime/.test(path));
    expect(lists).toHaveLength(2);
  });
});

describe("What the reader may not see", () => {
  test("is skipped, with the least privileged permission that would show it, whatever is missing", async () => {
    const { skipped, applications, subscriptions } = await read(clientWith());
    expect(applications).toEqual([]);
    expect(subscriptions).toEqual([]);
    expect(Object.fromEntries(skipped.map(({ what, needs }) => [what, needs]))).toEqual({
      "the organisation": "Organization.Read.All",
      applications: "Application.Read.All",
      "service principals": "Application.Read.All",
      "grants of delegated permissions": "Directory.Read.All",
      "directory role assignments": "RoleManagement.Read.Directory",
      "federated identity credentials": "Application.Read.All",
      "sign-ins of credentials": "AuditLog.Read.All",
      "Azure subscriptions": "Reader on the subscription",
    });
    expect(skipped.find(({ what }) => what === "applications")?.answer).toBe("403 Authorization_RequestDenied");
  });

  test("does not keep it from the rest", async () => {
    const { skipped, applications } = await read(clientWith("Application.Read.All"));
    expect(applications.length).toBeGreaterThan(0);
    expect(skipped.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["grants of delegated permissions", "directory role assignments"]),
    );
  });

  test("a subscription that is asked for and not visible is named", async () => {
    const other = randomUUID();
    const { subscriptions, skipped } = await read(undefined, { subscriptions: [other] });
    expect(subscriptions).toEqual([]);
    expect(skipped).toContainEqual(expect.objectContaining({ what: `subscription ${other}` }));
  });
});

describe("Faults of the service", () => {
  test("a throttled read of a batch is asked for again, and only that one", async () => {
    sandbox.faults.add({ path: "/roleManagement/directory/roleAssignments", effect: { status: 429, retryAfter: 0 } });
    const { directoryRoleAssignments } = await read();
    expect(directoryRoleAssignments.length).toBeGreaterThan(0);
    const paths = sandbox.journal.list().map(({ path }) => path);
    expect(paths.filter((path) => path.includes("/roleManagement/directory/roleAssignments"))).toHaveLength(2);
    expect(paths.filter((path) => path.includes("/organization"))).toHaveLength(1);
  });

  test("throttled and failing pages, a throttled batch and a lost answer do not show in the result", async () => {
    const { applications, appRoleAssignments } = await read();
    sandbox.faults.add({ path: "/applications", effect: { status: 429, retryAfter: 0 } });
    sandbox.faults.add({ path: "/servicePrincipals", effect: { status: 503, retryAfter: 0 } });
    sandbox.faults.add({ path: "/$batch", effect: { status: 429, retryAfter: 0 } });
    sandbox.faults.add({ path: "/servicePrincipals/*/appRoleAssignedTo", effect: { status: 502 } });
    const again = await read();
    expect(again.applications).toEqual(applications);
    expect(again.appRoleAssignments).toEqual(appRoleAssignments);
  });

  test("one that stays is raised", async () => {
    sandbox.faults.add({ path: "/applications", times: null, effect: { status: 429, retryAfter: 0 } });
    await expect(read()).rejects.toMatchObject({ status: 429 });
  });

  test("a tenant that nobody signs in to is raised", async () => {
    await expect(read({ clientId: randomUUID(), clientSecret: "wrong" })).rejects.toMatchObject({ code: "signIn" });
  });
});
