import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { apis } from "../../catalogue/apis";
import { findPermission } from "../../catalogue/permissions";
import {
  adopt,
  applicationNow,
  clickTogether,
  type HandMadeApplication,
  planFolder,
  preview,
  runAdopt,
  stackFileOf,
} from "../support/adopt";
import { up, verify } from "../support/deployed";
import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

let session: TestSession;
let app: HandMadeApplication;

const idOf = (name: string, type: "application" | "delegated") => findPermission("microsoftGraph", name)?.[type];
const graphPrincipal = () =>
  session.sandbox.state.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId)?.id;

beforeAll(async () => {
  session = await openTestSession();
  app = await clickTogether(session, {
    displayName: "ServiceNow SIR",
    requiredResourceAccess: [
      {
        resourceAppId: apis.microsoftGraph.appId,
        resourceAccess: [
          { id: idOf("SecurityIncident.Read.All", "delegated"), type: "Scope" },
          { id: idOf("Mail.Send", "application"), type: "Role" },
        ],
      },
    ],
  });
  const graph = await graphAs(session.sandbox);
  await graph("POST", `/servicePrincipals/${graphPrincipal()}/appRoleAssignedTo`, {
    principalId: app.principalId,
    resourceId: graphPrincipal(),
    appRoleId: idOf("Mail.Send", "application"),
  });
});

afterAll(() => session?.close());

const refused = async (given: string, ...args: string[]) => {
  const { code, stdout, stderr } = await runAdopt(session, given, ...args);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
};

describe("What is no client id", () => {
  test("is named as what it is: an object id, a name, something of Microsoft's, or nothing", async () => {
    expect(await refused(app.id)).toMatch(
      new RegExp(`object id of the application "ServiceNow SIR"[^]*--app ${app.appId}`),
    );
    expect(await refused(app.principalId)).toMatch(
      new RegExp(`object id of the service principal[^]*--app ${app.appId}`),
    );
    expect(await refused("ServiceNow SIR")).toContain(`One application has that name: --app ${app.appId}`);
    expect(await refused(apis.microsoftGraph.appId)).toContain("Microsoft's own");
    expect(await refused("00000000-1111-4222-8333-444444444444")).toContain("this tenant has no application");
  });
});

describe("Whoever may not read what a plan is made from", () => {
  test("learns every permission that is missing, at once, and gets no plan", async () => {
    session.actAs("applicationAdministrator");
    const state = session.sandbox.state;
    const identity = session.sandbox.identities.applicationAdministrator.objectId;
    const held = state.directoryRoleAssignments.filter(({ principalId }) => principalId === identity);
    for (const { id } of held) state.directoryRoleAssignments.remove(id);
    expect(await refused(app.appId)).toMatch(
      /Applications \(403 Authorization_RequestDenied\): needs Application\.Read\.All/,
    );
    for (const one of held) state.directoryRoleAssignments.insert(one);
    session.actAs("deployer");
  });
});

describe("The configuration of the stack", () => {
  test("gets the entry beside its own, comments kept, and only where that is asked for", async () => {
    const file = stackFileOf(session);
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(
        /^ {2}entra-integrations:integrations:.*$/m,
        "  # Asked for by the SOC.\n  entra-integrations:integrations:\n    - kind: servicenow-defender # ours\n      name: other",
      ),
    );
    const before = readFileSync(file, "utf8");
    expect((await runAdopt(session, app.appId)).code).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(before);

    const taken = await refused(app.appId, "--name", "other");
    expect(taken).toContain('"other" already');
    const clash = await refused(app.appId, "--write");
    expect(clash).toContain("files of an earlier run");
    expect(readFileSync(file, "utf8")).toBe(before);

    expect((await runAdopt(session, app.appId, "--write", "--force")).code).toBe(0);
    const after = readFileSync(file, "utf8");
    expect(after).toContain("# Asked for by the SOC.");
    expect(after).toContain("# ours");
    expect(after).toMatch(/- api: [0-9a-f-]+ # Microsoft Graph/);
    expect(after).toMatch(/- [0-9a-f-]+ # Mail\.Send/);
    expect(await refused(app.appId, "--force")).toContain('is integration "servicenow-sir" of stack "dev" already');
  });

  test("is not written where an option is missing, misspelt or contradicts what is adopted", async () => {
    const other = await clickTogether(session, { displayName: "Nothing tells" });
    expect(await refused(other.appId)).toContain("Say it with --kind");
    const missing = await refused(other.appId, "--kind", "servicenow-azure-spoke", "--option", "rolse=[Reader]");
    expect(missing).toContain("resourceGroup: is missing");
    expect(missing).toContain("rolse: there is no such option");
    expect(await refused(other.appId, "--kind", "servicenow-defender", "--option", "notes")).toContain("name=value");
  });
});

describe("A permission that the integration does not need", () => {
  test("is kept with its consent, passes the policies, is not held against it, and stays when the stack goes", async () => {
    session.configure([]);
    const report = await adopt(session, app.appId, "--force");
    expect(report.imports.filter(({ type }) => type.endsWith(":AppRoleAssignment"))).toHaveLength(1);
    expect(report.leftAlone.join("\n")).toContain("Mail.Send (Microsoft Graph), application: not needed");
    expect((await preview(session)).filter(({ op }) => op === "delete" || op === "replace")).toEqual([]);
    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    const mailSend = `Role ${idOf("Mail.Send", "application")}`;
    expect((await applicationNow(session, app)).declared).toContain(mailSend);
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    const left = session.sandbox.state.appRoleAssignments.filter(({ principalId }) => principalId === app.principalId);
    expect(left.map(({ appRoleId }) => appRoleId)).toEqual([idOf("Mail.Send", "application")]);
  });
});

describe("An application that has no service principal", () => {
  test("gets one from the stack, which goes with it", async () => {
    const graph = await graphAs(session.sandbox);
    const made = await graph<{ id: string; appId: string }>("POST", "/applications", {
      displayName: "Bare",
      requiredResourceAccess: [
        {
          resourceAppId: apis.microsoftGraph.appId,
          resourceAccess: [{ id: idOf("SecurityIncident.Read.All", "delegated"), type: "Scope" }],
        },
      ],
    });
    session.configure([]);
    const report = await adopt(session, made.appId, "--force");
    expect(report.imports.flatMap(({ id }) => id ?? [])).toEqual([`/applications/${made.id}`]);
    await up(session, "--policy-pack", "policies");
    expect((await verify(session)).failed).toEqual([]);
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    expect(session.sandbox.state.applications.get(made.id)).toBeDefined();
    expect(session.sandbox.state.servicePrincipals.find(({ appId }) => appId === made.appId)).toBeUndefined();
  });
});

describe("A plan that was begun", () => {
  test("is taken back before the deployment by the command that it prints", async () => {
    const made = await clickTogether(session, {
      displayName: "Begun",
      requiredResourceAccess: [
        {
          resourceAppId: apis.microsoftGraph.appId,
          resourceAccess: [{ id: idOf("SecurityIncident.Read.All", "delegated"), type: "Scope" }],
        },
      ],
    });
    session.configure([]);
    await adopt(session, made.appId, "--force");
    const again = await refused(made.appId, "--force", "--config-file", path.join(session.directory, "none.yaml"));
    expect(again).toContain("There is no none.yaml");
    const plan = readFileSync(path.join(planFolder(session), "plan.md"), "utf8");
    const [, forget = ""] = /`[^`]*(pulumi state delete [^`]+)`/.exec(plan) ?? [];
    const args = forget.replace(/^pulumi /, "").split(" ");
    const { code, stdout, stderr } = await session.pulumi(...args.map((arg) => arg.replaceAll("'", "")));
    expect([code, stdout, stderr].join("\n")).toMatch(/^0\n/);
    expect(await applicationNow(session, made)).toMatchObject({ hasOldSecret: true, secrets: 1 });
    const exported = await session.pulumi("stack", "export");
    expect(exported.stdout).not.toContain(made.id);
  });
});
