import { apis } from "../../catalogue/apis";
import { findDirectoryRole } from "../../catalogue/directoryRoles";
import { findPermission } from "../../catalogue/permissions";
import {
  type AdoptReport,
  adopt,
  applicationNow,
  auditOf,
  clickTogether,
  type HandMadeApplication,
  preview,
} from "../support/adopt";
import { deployedIntegrations, secretOf, up, verify } from "../support/deployed";
import { graphAs, tokenOf } from "../support/graph";
import { createUser, delegatedToken, type Person } from "../support/people";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

const names = ["User.ReadWrite.All", "GroupMember.ReadWrite.All"] as const;
const idOf = (name: string, type: "application" | "delegated") => findPermission("microsoftGraph", name)?.[type];
const account: Person = { userPrincipalName: "svc-by-hand@contoso.com", password: "By-hand-1-and-secret" };

let session: TestSession;
let app: HandMadeApplication;
let before: Awaited<ReturnType<typeof applicationNow>>;
let accountId: string;
let grantId: string;

const graphPrincipal = () =>
  session.sandbox.state.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId)?.id;

/** As ServiceNow's article says, with the account that somebody made for it, and without the role that the account needs. */
beforeEach(async () => {
  session = await openTestSession();
  app = await clickTogether(session, {
    displayName: "ServiceNow Entra Spoke",
    web: { redirectUris: ["https://contoso.service-now.com/oauth_redirect.do"] },
    requiredResourceAccess: [
      {
        resourceAppId: apis.microsoftGraph.appId,
        resourceAccess: names.map((name) => ({ id: idOf(name, "delegated"), type: "Scope" })),
      },
    ],
  });
  const graph = await graphAs(session.sandbox);
  const user = await graph<{ id: string }>("POST", "/users", {
    accountEnabled: true,
    displayName: "ServiceNow",
    mailNickname: "svc-by-hand",
    userPrincipalName: account.userPrincipalName,
    passwordProfile: { password: account.password, forceChangePasswordNextSignIn: false },
  });
  accountId = user.id;
  const grant = await graph<{ id: string }>("POST", "/oauth2PermissionGrants", {
    clientId: app.principalId,
    consentType: "Principal",
    principalId: accountId,
    resourceId: graphPrincipal(),
    scope: `openid offline_access ${names.join(" ")}`,
  });
  grantId = grant.id;
  before = await applicationNow(session, app);
});

afterEach(() => session?.close());

const changesIn = async () =>
  (await preview(session))
    .filter(({ type }) => type !== "Stack" && !type.startsWith("DirectoryRole:"))
    .map(({ op, type }) => `${op} ${type}`)
    .sort();

async function destroyed(): Promise<void> {
  const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview");
  expect([code, stdout].join("\n")).toMatch(/^0\n/);
  const { state } = session.sandbox;
  const now = await applicationNow(session, app);
  expect(now.rest).toEqual(before.rest);
  expect(now).toMatchObject({ hasOldSecret: true, secrets: 1 });
  expect(state.users.get(accountId)?.accountEnabled).toBe(true);
  expect(state.oauth2PermissionGrants.get(grantId)).toBeDefined();
  expect(state.directoryRoleAssignments.filter(({ principalId }) => principalId === accountId)).toEqual([]);
}

describe("A delegated Entra spoke whose service account lacks the directory role", () => {
  test("is adopted with its account: Create User is refused before and works after, with the old secret and the new", async () => {
    const refused = await createUser(
      session.sandbox,
      await delegatedToken(session.sandbox, app.client, account),
      "one",
    );
    expect(refused.status).toBe(403);
    expect(await auditOf(session, app.appId)).toContain("service-account-is-dedicated");

    const report: AdoptReport = await adopt(session, app.appId);
    expect(report.kind).toBe("servicenow-entra-spoke");
    expect(report.entry.options).toMatchObject({
      mode: "serviceAccount",
      userPrincipalName: account.userPrincipalName,
      instance: "https://contoso.service-now.com",
    });
    expect(report.imports.flatMap(({ id }) => id ?? [])).toEqual([
      `/applications/${app.id}`,
      `/servicePrincipals/${app.principalId}`,
      `/users/${accountId}`,
      `/oauth2PermissionGrants/${grantId}`,
    ]);
    expect(await changesIn()).toEqual([
      "create ApplicationPassword",
      "create DirectoryRole",
      "create DirectoryRoleAssignment",
    ]);

    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    const { [report.name]: record } = await deployedIntegrations(session);
    expect(record?.clientId).toBe(app.appId);
    for (const [nickname, client] of [
      ["two", app.client],
      ["three", secretOf(record as NonNullable<typeof record>)],
    ] as const) {
      const token = await delegatedToken(session.sandbox, client, account);
      expect((await createUser(session.sandbox, token, nickname)).status).toBe(201);
    }
    expect(session.sandbox.state.oauth2PermissionGrants.get(grantId)?.scope).toBe(
      `openid offline_access ${names.join(" ")}`,
    );
    const again = await session.pulumi("preview", "--expect-no-changes", "--policy-pack", "policies");
    expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);
    expect(await auditOf(session, app.appId)).not.toContain("service-account-is-dedicated");

    await destroyed();
  });

  test("is adopted with the role that the account has, which destroy leaves", async () => {
    const graph = await graphAs(session.sandbox);
    const role = findDirectoryRole("User Administrator")?.templateId;
    await graph("POST", "/roleManagement/directory/roleAssignments", {
      principalId: accountId,
      roleDefinitionId: role,
      directoryScopeId: "/",
    });
    await adopt(session, app.appId);
    expect(await changesIn()).toEqual(["create ApplicationPassword", "create DirectoryRole"]);
    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    expect(
      session.sandbox.state.directoryRoleAssignments.filter(({ principalId }) => principalId === accountId),
    ).toHaveLength(1);
  });

  test("is adopted with application permissions where that is asked for, and the account's tokens go on working", async () => {
    const report = await adopt(session, app.appId, "--option", "mode=application");
    expect(report.entry.options).toMatchObject({ mode: "application" });
    expect(report.imports.flatMap(({ id }) => id ?? [])).toHaveLength(2);
    expect(report.retire.map(({ command }) => command).join("\n")).toContain(grantId);
    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    const now = await applicationNow(session, app);
    expect([...now.declared].sort()).toEqual(names.map((name) => `Role ${idOf(name, "application")}`).sort());
    const { [report.name]: record } = await deployedIntegrations(session);
    const { clientId, clientSecret } = secretOf(record as NonNullable<typeof record>);
    expect(clientId).toBe(app.appId);
    const unattended = await tokenOf(session.sandbox, clientId, clientSecret);
    expect((await createUser(session.sandbox, unattended, "four")).status).toBe(201);
    // What people signed in for before is theirs still.
    await delegatedToken(session.sandbox, app.client, account);
    const again = await session.pulumi("preview", "--expect-no-changes", "--policy-pack", "policies");
    expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);
    await destroyed();
  });
});
