import { readFileSync } from "node:fs";
import * as path from "node:path";
import { apis } from "../../catalogue/apis";
import { findPermission } from "../../catalogue/permissions";
import {
  type AdoptReport,
  adopt,
  applicationNow,
  auditOf,
  clickTogether,
  type HandMadeApplication,
  planFolder,
  preview,
} from "../support/adopt";
import { deployedIntegrations, up, verify } from "../support/deployed";
import { graphAs, tokenOf } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

const names = ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"] as const;
const scopes = names.map((name) => findPermission("microsoftGraph", name)?.delegated);
const roles = names.map((name) => findPermission("microsoftGraph", name)?.application);
const userRead = findPermission("microsoftGraph", "User.Read")?.delegated;

let session: TestSession;
let app: HandMadeApplication;
let before: Awaited<ReturnType<typeof applicationNow>>;
let report: AdoptReport;
let everyone: string;

beforeAll(async () => {
  session = await openTestSession();
  app = await clickTogether(session, {
    displayName: "ServiceNow SIR Defender",
    notes: "Asked for by the SOC",
    tags: ["soc"],
    requiredResourceAccess: [
      {
        resourceAppId: apis.microsoftGraph.appId,
        resourceAccess: [...scopes, userRead].map((id) => ({ id, type: "Scope" })),
      },
    ],
  });
  const graph = await graphAs(session.sandbox);
  const api = session.sandbox.state.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId);
  const grant = await graph<{ id: string }>("POST", "/oauth2PermissionGrants", {
    clientId: app.principalId,
    consentType: "AllPrincipals",
    resourceId: api?.id,
    scope: `${names.join(" ")} User.Read`,
  });
  everyone = grant.id;
  before = await applicationNow(session, app);
});

afterAll(() => session?.close());

const plan = () => readFileSync(path.join(planFolder(session), "plan.md"), "utf8");

describe("A Defender integration that was clicked together with delegated permissions", () => {
  test("is issued a token that carries no role", async () => {
    const token = await tokenOf(session.sandbox, app.client.clientId, app.client.clientSecret);
    const { roles: carried } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(carried ?? []).toEqual([]);
    expect(await auditOf(session, app.appId)).toContain("no-delegated-only");
  });

  test("is recognised by what it has, and brought into the state by the command that is printed", async () => {
    report = await adopt(session, app.appId);
    expect(report.kind).toBe("servicenow-defender");
    expect(report.name).toBe("servicenow-sir-defender");
    expect(report.imports.flatMap(({ id }) => id ?? [])).toEqual([
      `/applications/${app.id}`,
      `/servicePrincipals/${app.principalId}`,
    ]);
  });

  test("shows in a preview only what it declares, its consents and the new credential", async () => {
    const steps = await preview(session);
    expect(
      steps
        .filter(({ type }) => type !== "Stack")
        .map(({ op, type }) => `${op} ${type}`)
        .sort(),
    ).toEqual([
      "create AppRoleAssignment",
      "create AppRoleAssignment",
      "create ApplicationPassword",
      "update Application",
    ]);
    const [change] = steps.filter(({ type }) => type === "Application");
    expect(change?.changes.every((one) => one.startsWith("requiredResourceAccesses"))).toBe(true);
  });

  test("cannot be destroyed before it is deployed: what was imported is protected", async () => {
    const { code, stdout, stderr } = await session.pulumi("destroy", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("protect");
    expect((await applicationNow(session, app)).rest).toEqual(before.rest);
  });

  test("works after a deployment with the policy pack, under the same client id", async () => {
    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    const { [report.name]: record } = await deployedIntegrations(session);
    expect(record?.clientId).toBe(app.appId);
  });

  test("declares the application permissions in the place of the delegated ones, and is otherwise as it was", async () => {
    const now = await applicationNow(session, app);
    expect([...now.declared].sort()).toEqual([...roles.map((id) => `Role ${id}`), `Scope ${userRead}`].sort());
    expect(now.rest).toEqual(before.rest);
    expect(now).toMatchObject({ hasOldSecret: true, secrets: 2 });
    expect(session.sandbox.state.oauth2PermissionGrants.get(everyone)).toBeDefined();
  });

  test("is found no longer by audit", async () => {
    expect(await auditOf(session, app.appId)).not.toContain("no-delegated-only");
  });

  test("has nothing left to change", async () => {
    const { code, stdout } = await session.pulumi("preview", "--expect-no-changes", "--policy-pack", "policies");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
  });

  test("has a plan that retires the old secret and the grant last, each with its id, and holds no secret", () => {
    const text = plan();
    expect(text.indexOf("### 5. Verify")).toBeGreaterThan(0);
    expect(text.indexOf(`--key-id ${app.keyId}`)).toBeGreaterThan(text.indexOf("### 6. Only then"));
    expect(text.indexOf(`/oauth2PermissionGrants/${everyone}`)).toBeGreaterThan(text.indexOf("### 6. Only then"));
    expect(text).not.toContain(app.client.clientSecret);
  });

  test("is left by destroy with what was there before, and without what the stack added", async () => {
    const { code, stdout } = await session.pulumi("destroy", "--yes", "--skip-preview");
    expect([code, stdout].join("\n")).toMatch(/^0\n/);
    const now = await applicationNow(session, app);
    expect(now.rest).toEqual(before.rest);
    expect(now).toMatchObject({ hasOldSecret: true, secrets: 1 });
    expect(session.sandbox.state.servicePrincipals.get(app.principalId)).toBeDefined();
    expect(session.sandbox.state.oauth2PermissionGrants.get(everyone)).toBeDefined();
    expect(
      session.sandbox.state.appRoleAssignments.filter(({ principalId }) => principalId === app.principalId),
    ).toEqual([]);
  });
});
