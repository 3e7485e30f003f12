import { azureServiceManagement, azureUserImpersonationId } from "../../catalogue/apis";
import {
  adopt,
  applicationNow,
  auditOf,
  clickTogether,
  type HandMadeApplication,
  preview,
  runAdopt,
} from "../support/adopt";
import { azureAs, createAccount } from "../support/azure";
import { deployedIntegrations, secretOf, up, verify } from "../support/deployed";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const byHand = "00000000-1111-4222-8333-555555555555";

let session: TestSession;
let app: HandMadeApplication;
let subscription: string;
let group: string;

beforeEach(async () => {
  session = await openTestSession();
  subscription = `/subscriptions/${session.sandbox.subscriptionId}`;
  group = `${subscription}/resourceGroups/rg-existing-servicenow`;
  app = await clickTogether(session, {
    displayName: "ServiceNow Azure",
    web: { redirectUris: ["https://contoso.service-now.com/oauth_redirect.do"] },
    requiredResourceAccess: [
      {
        resourceAppId: azureServiceManagement.appId,
        resourceAccess: [{ id: azureUserImpersonationId, type: "Scope" }],
      },
    ],
  });
});

afterEach(() => session?.close());

async function assignByHand(scope: string): Promise<string> {
  const azure = await azureAs(session.sandbox, session.sandbox.identities.deployer);
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${byHand}`;
  const { status } = await azure("PUT", `${id}?api-version=2022-04-01`, {
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${contributor}`,
      principalId: app.principalId,
      principalType: "ServicePrincipal",
    },
  });
  expect(status).toBe(201);
  return id;
}

const assignments = () =>
  session.sandbox.state.armRoleAssignments.filter(({ principalId }) => principalId === app.principalId);

const changesIn = async () =>
  (await preview(session))
    .filter(({ type }) => type !== "Stack")
    .map(({ op, type }) => `${op} ${type}`)
    .sort();

async function adopted(...args: string[]) {
  const report = await adopt(session, app.appId, ...args);
  const changes = await changesIn();
  await up(session, "--policy-pack", "policies");
  const { [report.name]: record } = await deployedIntegrations(session);
  expect(record?.clientId).toBe(app.appId);
  return { report, changes, client: secretOf(record as NonNullable<typeof record>) };
}

async function destroyed(): Promise<void> {
  const again = await session.pulumi("preview", "--expect-no-changes", "--policy-pack", "policies");
  expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);
  const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview");
  expect([code, stdout].join("\n")).toMatch(/^0\n/);
  expect(await applicationNow(session, app)).toMatchObject({ hasOldSecret: true, secrets: 1 });
}

describe("An Azure spoke that signs people in, with Contributor on its resource group and nothing registered", () => {
  test("is adopted with its role, registered, and works without a person", async () => {
    await assignByHand(group);
    expect((await createAccount(session.sandbox, app.client, group)).body).toMatchObject({
      error: { code: "MissingSubscriptionRegistration" },
    });
    expect(await auditOf(session, app.appId)).toContain("provider-registered-before-use");
    const { report, changes, client } = await adopted();
    expect(report.kind).toBe("servicenow-azure-spoke");
    expect(report.entry.options).toMatchObject({ resourceGroup: { existing: "rg-existing-servicenow" } });
    expect(changes).toEqual(["create ApplicationPassword", "create ProviderRegistration", "update Application"]);
    expect((await verify(session)).failed).toEqual([]);
    expect((await createAccount(session.sandbox, client, group)).status).toBe(201);
    expect(await auditOf(session, app.appId)).not.toContain("provider-registered-before-use");
    await destroyed();
    expect(assignments().map(({ name }) => name)).toEqual([byHand]);
  });
});

describe("An Azure spoke whose role is missing", () => {
  test("needs to be told its resource group, then gets the role there", async () => {
    expect(await auditOf(session, app.appId)).toContain("no-delegated-only");
    const refused = await runAdopt(session, app.appId);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("resourceGroup");
    expect(refused.stderr).toContain("--option");
    const { changes, client } = await adopted("--option", "resourceGroup.existing=rg-existing-servicenow");
    expect(changes).toContain("create RoleAssignment");
    expect((await verify(session)).failed).toEqual([]);
    expect((await createAccount(session.sandbox, client, group)).status).toBe(201);
    await destroyed();
    expect(assignments()).toEqual([]);
  });
});

describe("An Azure spoke with Contributor on the whole subscription", () => {
  test("gets its own role on the group; the wide one stays until the plan's last step, after which verify passes", async () => {
    const wide = await assignByHand(subscription);
    expect(await auditOf(session, app.appId)).toContain("role-assignment-scope");
    const azure = await azureAs(session.sandbox, session.sandbox.identities.deployer);
    await azure("PUT", `${subscription}/resourceGroups/rg-another?api-version=2022-09-01`, { location: "westeurope" });
    const { report } = await adopted("--option", "resourceGroup.existing=rg-existing-servicenow");
    expect(report.leftAlone.join("\n")).toContain(`Contributor on ${subscription}`);
    expect(assignments()).toHaveLength(2);
    expect((await verify(session)).of("only-its-group")?.outcome).toBe("failed");

    const [retirement] = report.retire.filter(({ command }) => command.startsWith("az role assignment delete"));
    expect(retirement?.command.toLowerCase()).toContain(wide.toLowerCase());
    await azure("DELETE", `${wide}?api-version=2022-04-01`);
    expect((await verify(session)).failed).toEqual([]);
    await destroyed();
  });
});
