import { copyFileSync, mkdirSync } from "node:fs";
import * as path from "node:path";
import { capture } from "../../cli/child";
import { projectDirectory } from "../../cli/project";
import type { ProviderRegistration } from "../../sandbox/state/entities";
import { azureAs, createAccount } from "../support/azure";
import { deployedIntegrations, secretOf, up, verify } from "../support/deployed";
import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";

let session: TestSession;
/** Ids of the group of the stack and of the one that was there before. */
let own: string;
let existing: string;

beforeAll(async () => {
  session = await openTestSession();
  const subscription = `/subscriptions/${session.sandbox.subscriptionId}`;
  own = `${subscription}/resourceGroups/rg-servicenow`;
  existing = `${subscription}/resourceGroups/rg-existing-servicenow`;
  configure({ resourceGroup: { name: "rg-servicenow", location: "westeurope" }, registrationTimeoutSeconds: 30 });
});

afterAll(() => session?.close());

const configure = (options: unknown) => session.configure([{ kind: "servicenow-azure-spoke", name: "azure", options }]);

const registrationId = () => `${session.sandbox.subscriptionId}/microsoft.automation`;
const registration = () => session.sandbox.state.providerRegistrations.get(registrationId())?.state;

/** What somebody does in the portal. */
function setRegistration(state: ProviderRegistration["state"] | undefined): void {
  const { state: tenant, subscriptionId } = session.sandbox;
  if (state === undefined) tenant.providerRegistrations.remove(registrationId());
  else {
    const namespace = "Microsoft.Automation";
    tenant.providerRegistrations.insert({ id: registrationId(), subscriptionId, namespace, state, changedMs: 0 });
  }
}

describe("The subscription that is not registered, reproduced", () => {
  test("Create Account by an application with Contributor on its group is refused there for the namespace, elsewhere for the scope", async () => {
    const { sandbox } = session;
    const graph = await graphAs(sandbox);
    const application = await graph<{ id: string; appId: string }>("POST", "/applications", { displayName: "By hand" });
    const principal = await graph<{ id: string }>("POST", "/servicePrincipals", { appId: application.appId });
    const { secretText } = await graph<{ secretText: string }>("POST", `/applications/${application.id}/addPassword`, {
      passwordCredential: { displayName: "by hand" },
    });
    const azure = await azureAs(sandbox, sandbox.identities.deployer);
    expect((await azure("PUT", `${own}?api-version=2022-09-01`, { location: "westeurope" })).status).toBe(201);
    const assignment = `${existing}/providers/Microsoft.Authorization/roleAssignments/00000000-1111-4222-8333-444444444444`;
    const assigned = await azure("PUT", `${assignment}?api-version=2022-04-01`, {
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
        principalId: principal.id,
        principalType: "ServicePrincipal",
      },
    });
    expect(assigned.status).toBe(201);

    const spoke = { clientId: application.appId, clientSecret: secretText };
    const message =
      "The subscription is not registered to use namespace 'Microsoft.Automation'. See https://aka.ms/rps-not-found for how to register subscriptions.";
    const inside = await createAccount(sandbox, spoke, existing);
    expect([inside.status, inside.body]).toEqual([
      409,
      {
        error: {
          code: "MissingSubscriptionRegistration",
          message,
          details: [{ code: "MissingSubscriptionRegistration", target: "Microsoft.Automation", message }],
        },
      },
    ]);

    const outside = await createAccount(sandbox, spoke, own);
    expect([outside.status, outside.body]).toEqual([
      403,
      {
        error: {
          code: "AuthorizationFailed",
          message: `The client '${spoke.clientId}' with object id '${principal.id}' does not have authorization to perform action 'Microsoft.Automation/automationAccounts/write' over scope '${own}/providers/Microsoft.Automation/automationAccounts/account1' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
        },
      },
    ]);
    // The spoke may not register it either, nor should it: the deployer may.
    const asSpoke = await azureAs(sandbox, spoke);
    const subscription = `/subscriptions/${sandbox.subscriptionId}`;
    const register = `${subscription}/providers/Microsoft.Automation/register?api-version=2022-09-01`;
    expect((await asSpoke("POST", register)).status).toBe(403);
    expect((await azure("DELETE", `${own}?api-version=2022-09-01`)).status).toBeLessThan(300);
  });
});

describe("An Azure spoke on the real engine", () => {
  test("is provisioned with the policy pack in force, and waits until the namespace is registered", async () => {
    session.sandbox.faults.setDelays({ registrationDelay: 2500 });
    expect(await up(session, "--policy-pack", "policies")).toMatch(/Policies:[\s\S]*entra-integrations/);
    session.sandbox.faults.clear();
    expect(registration()).toBe("Registered");
  });

  test("is verified: Create Account and Look up Account work, and nothing is left of them", async () => {
    const result = await verify(session, "--write");
    expect([result.code, result.failed]).toEqual([0, []]);
    expect(result.of("create-account")?.detail).toMatch(/was made, looked up and removed again/);
    expect(result.of("only-its-group")?.detail).toContain(own);
    expect(session.sandbox.state.armResources.filter(({ type }) => /automation/i.test(type))).toEqual([]);
  });

  test("reaches its resource group alone", async () => {
    const { azure } = await deployedIntegrations(session);
    const spoke = secretOf(azure as never);
    expect((await createAccount(session.sandbox, spoke, own)).status).toBe(201);
    expect((await createAccount(session.sandbox, spoke, existing)).status).toBe(403);
    const asSpoke = await azureAs(session.sandbox, spoke);
    await asSpoke("DELETE", `${own}/providers/Microsoft.Automation/automationAccounts/account1?api-version=2023-11-01`);
  });

  test("is left alone by a second run", async () => {
    await up(session, "--expect-no-changes");
  });

  test("says so within its bound when a registration never finishes, and goes on from there once it does", async () => {
    setRegistration("Unregistered");
    const failing = await verify(session);
    expect(failing.code).toBe(1);
    expect(failing.of("look-up-account")).toMatchObject({
      detail: expect.stringContaining("409 MissingSubscriptionRegistration"),
      advice: expect.stringContaining("pulumi up --refresh"),
    });

    const refreshed = await session.pulumi("refresh", "--yes", "--skip-preview", "--diff");
    expect(refreshed.stdout).toMatch(/registrationState\s*: "Registered" => "Unregistered"/);

    session.sandbox.faults.setDelays({ registrationDelay: Number.POSITIVE_INFINITY });
    configure({ resourceGroup: { name: "rg-servicenow", location: "westeurope" }, registrationTimeoutSeconds: 3 });
    const stuck = await session.pulumi("up", "--yes", "--skip-preview");
    expect(stuck.code).not.toBe(0);
    expect(stuck.stdout).toMatch(
      /Microsoft\.Automation is still Registering after \d s in subscription [0-9a-f-]{36}\..*registrationTimeoutSeconds/,
    );
    expect(stuck.stdout).not.toMatch(/^\s+at /m);

    session.sandbox.faults.clear();
    await up(session);
    expect(registration()).toBe("Registered");
    expect((await verify(session)).code).toBe(0);
  });
});

describe("A resource group that exists, and two stacks at once", () => {
  test("register the namespace together, and each spoke works", async () => {
    setRegistration(undefined);
    session.sandbox.faults.setDelays({ registrationDelay: 2500 });
    configure({ resourceGroup: { existing: "rg-existing-servicenow" } });
    await makeStack("second");
    const results = await Promise.all([
      session.pulumi("up", "--yes", "--skip-preview", "--refresh"),
      session.pulumi("up", "--yes", "--skip-preview", "--stack", "second"),
    ]);
    expect(results.map(({ code, stdout }) => [code, code === 0 ? "" : stdout])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    session.sandbox.faults.clear();
    expect(registration()).toBe("Registered");
    for (const stack of ["dev", "second"]) expect((await verify(session, "--write", "--stack", stack)).code).toBe(0);
  });

  test("are destroyed without taking the group or the registration along, which others may use", async () => {
    for (const stack of ["dev", "second"]) {
      const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview", "--stack", stack);
      expect([code, code === 0 ? "" : stdout]).toEqual([0, ""]);
    }
    const { state } = session.sandbox;
    expect(state.armResources.list().map(({ id }) => id)).toEqual([existing]);
    expect(state.armRoleAssignments.filter(({ scope }) => scope.includes("/resourceGroups/"))).toHaveLength(1);
    expect(registration()).toBe("Registered");
  });
});

/** Another stack of the project. Made elsewhere: it writes a configuration file beside `Pulumi.yaml`. */
async function makeStack(name: string): Promise<void> {
  const elsewhere = path.join(session.directory, name);
  mkdirSync(elsewhere);
  copyFileSync(path.join(projectDirectory, "Pulumi.yaml"), path.join(elsewhere, "Pulumi.yaml"));
  const args = ["stack", "init", name, "--no-select", "--secrets-provider", "passphrase", "--non-interactive"];
  const { code, stderr } = await capture("pulumi", args, { environment: session.environment, cwd: elsewhere });
  expect([code, stderr]).toEqual([0, stderr]);
}
