import type { IntegrationRecord } from "../../integrations/record";
import { azureAs } from "../support/azure";
import { deployedIntegrations, up, type Verification, verify } from "../support/deployed";
import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const globalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";

let session: TestSession;
let graph: Awaited<ReturnType<typeof graphAs>>;
let delegated: IntegrationRecord;
let azure: IntegrationRecord;

beforeAll(async () => {
  session = await openTestSession();
  graph = await graphAs(session.sandbox);
  session.configure([
    {
      kind: "servicenow-entra-spoke",
      name: "delegated",
      options: {
        mode: "serviceAccount",
        userPrincipalName: "svc-servicenow@contoso.com",
        instance: "https://contoso.service-now.com",
      },
    },
    {
      kind: "servicenow-azure-spoke",
      name: "azure",
      options: { resourceGroup: { name: "rg-servicenow", location: "westeurope" } },
    },
  ]);
  await up(session);
  ({ delegated, azure } = (await deployedIntegrations(session)) as never);
});

afterAll(() => session?.close());

const accountId = () => (delegated.details.serviceAccount as { objectId: string }).objectId;

const grantsOf = async (clientId: string) =>
  (await graph<{ value: Grant[] }>("GET", `/oauth2PermissionGrants?$filter=clientId eq '${clientId}'`)).value;

interface Grant {
  readonly id: string;
  readonly resourceId: string;
  readonly consentType: string;
  readonly principalId: string | null;
  readonly scope: string;
}

interface Drift {
  /** Makes it, with the requests that a portal sends. */
  make(): Promise<unknown>;
  /** How the engine shows it in a preview. */
  readonly shown: RegExp;
  /** The check of `verify` that fails for it. */
  readonly check: string;
}

/** Each on a resource of its own, so that one preview and one update tell them apart. */
const drifts: Record<string, Drift> = {
  "a directory role that was taken from the service account": {
    async make() {
      const path = "/roleManagement/directory/roleAssignments";
      const { value } = await graph<{ value: { id: string }[] }>(
        "GET",
        `${path}?$filter=principalId eq '${accountId()}'`,
      );
      for (const { id } of value) await graph("DELETE", `${path}/${id}`);
    },
    shown: /DirectoryRoleAssignment delegated-role-assignment create/,
    check: "account-has-role",
  },
  "a delegated grant with one more scope": {
    async make() {
      for (const { id, scope } of await grantsOf(delegated.servicePrincipalObjectId)) {
        await graph("PATCH", `/oauth2PermissionGrants/${id}`, { scope: `${scope} Directory.ReadWrite.All` });
      }
    },
    shown: /ServicePrincipalDelegatedPermissionGrant delegated-grant-microsoftGraph update.*claimValues/,
    check: "grant-names-account",
  },
  "a service account that was disabled": {
    make: () => graph("PATCH", `/users/${accountId()}`, { accountEnabled: false }),
    shown: /User delegated-account update.*accountEnabled/,
    check: "account-enabled",
  },
  "a client secret that was deleted": {
    async make() {
      const application = `/applications/${azure.applicationObjectId}`;
      const { passwordCredentials } = await graph<{ passwordCredentials: { keyId: string }[] }>("GET", application);
      for (const { keyId } of passwordCredentials) await graph("POST", `${application}/removePassword`, { keyId });
    },
    shown: /ApplicationPassword azure-secret-1 create/,
    check: "token-issued",
  },
  "a role assignment that was removed": {
    async make() {
      const send = await azureAs(session.sandbox, session.sandbox.identities.deployer);
      const path = `${azure.details.scope}/providers/Microsoft.Authorization/roleAssignments`;
      const { body } = await send("GET", `${path}?api-version=2022-04-01&$filter=atScope()`);
      const { value } = body as { value: { id: string; properties: { principalId: string } }[] };
      for (const { id, properties } of value) {
        if (properties.principalId !== azure.servicePrincipalObjectId) continue;
        await send("DELETE", `${id}?api-version=2022-04-01`);
      }
    },
    shown: /RoleAssignment azure-contributor create/,
    check: "look-up-account",
  },
};

describe("Drift made behind the engine's back", () => {
  let found: Verification;
  let preview: { code: number; stdout: string };
  let healed: Verification;

  beforeAll(async () => {
    expect((await verify(session)).failed).toEqual([]);
    for (const { make } of Object.values(drifts)) await make();
    found = await verify(session, "--wait", "0");
    preview = await session.pulumi("preview", "--refresh", "--expect-no-changes");
    await up(session, "--refresh");
    healed = await verify(session, "--write");
  });

  test.each(Object.entries(drifts))("%s is found by preview and healed by up", (_, { shown, check }) => {
    expect(preview.code).not.toBe(0);
    expect(preview.stdout).toMatch(shown);
    expect(found.of(check)?.outcome).toBe("failed");
    expect(healed.of(check)?.outcome).toBe("passed");
  });

  test("is all healed: nothing is left to do, and every check passes", async () => {
    expect([healed.code, healed.failed]).toEqual([0, []]);
    await up(session, "--refresh", "--expect-no-changes");
  });
});

describe("An application that was deleted in the portal", () => {
  test("is made anew with all that belongs to it, and the new one works", async () => {
    await graph("DELETE", `/applications/${azure.applicationObjectId}`);
    expect((await session.pulumi("preview", "--refresh", "--expect-no-changes")).code).not.toBe(0);
    await up(session, "--refresh");
    const { azure: anew } = await deployedIntegrations(session);
    expect(anew?.clientId).not.toBe(azure.clientId);
    azure = anew as IntegrationRecord;
    expect((await verify(session, "--integration", "azure", "--write")).code).toBe(0);
  });
});

describe("What was added beside the stack's own resources is not the engine's to remove; verify names it", () => {
  test("a role assignment on the whole subscription", async () => {
    const send = await azureAs(session.sandbox, session.sandbox.identities.deployer);
    const subscription = `/subscriptions/${session.sandbox.subscriptionId}`;
    const path = `${subscription}/providers/Microsoft.Authorization/roleAssignments/00000000-1111-4222-8333-555555555555?api-version=2022-04-01`;
    const properties = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
      principalId: azure.servicePrincipalObjectId,
      principalType: "ServicePrincipal",
    };
    expect((await send("PUT", path, { properties })).status).toBe(201);
    const { code, of } = await verify(session, "--integration", "azure");
    expect(code).toBe(1);
    expect(of("only-its-group")).toMatchObject({
      outcome: "failed",
      detail: expect.stringContaining("rg-existing-servicenow"),
      advice: expect.stringContaining("Subscription > Access control (IAM) > Role assignments"),
    });
    expect((await send("DELETE", path)).status).toBe(200);
  });

  test("admin consent for everybody, one more role, and another application's grant for the service account", async () => {
    const [own] = await grantsOf(delegated.servicePrincipalObjectId);
    const consent = {
      clientId: delegated.servicePrincipalObjectId,
      resourceId: own?.resourceId,
      scope: "User.Read",
    };
    await graph("POST", "/oauth2PermissionGrants", { ...consent, consentType: "AllPrincipals" });
    await graph("POST", "/oauth2PermissionGrants", {
      ...consent,
      clientId: azure.servicePrincipalObjectId,
      consentType: "Principal",
      principalId: accountId(),
    });
    await graph("POST", "/roleManagement/directory/roleAssignments", {
      principalId: accountId(),
      roleDefinitionId: globalReader,
      directoryScopeId: "/",
    });
    const { code, of } = await verify(session, "--integration", "delegated");
    expect(code).toBe(1);
    expect(of("grant-names-account")?.detail).toBe("granted for all principals: User.Read.");
    expect(of("account-has-role")?.detail).toContain(globalReader);
    expect(of("account-is-dedicated")?.detail).toContain(azure.servicePrincipalObjectId);
  });
});
