import { readFileSync } from "node:fs";
import * as path from "node:path";
import { apis } from "../../catalogue/apis";
import { oktaProvisioningPermissions } from "../../catalogue/oktaOffice365";
import { findPermission } from "../../catalogue/permissions";
import { adopt, auditOf, planFolder, preview } from "../support/adopt";
import { up, verify } from "../support/deployed";
import { graphAs } from "../support/graph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(300_000);

const permissions = oktaProvisioningPermissions.filter(({ required }) => required).map(({ value }) => value);
const alex = "alex.wilber@contoso.com";

let session: TestSession;
let principalId: string;
const consented: string[] = [];

/** Okta's consent page was accepted, and one permission has been taken back since. */
beforeAll(async () => {
  session = await openTestSession();
  const graph = await graphAs(session.sandbox);
  const { id } = await graph<{ id: string }>("POST", "/servicePrincipals", {
    appId: session.sandbox.vendors.okta.clientId,
  });
  principalId = id;
  const api = session.sandbox.state.servicePrincipals.find(({ appId }) => appId === apis.microsoftGraph.appId);
  for (const name of permissions.slice(1)) {
    const assignment = await graph<{ id: string }>("POST", `/servicePrincipals/${api?.id}/appRoleAssignedTo`, {
      principalId,
      resourceId: api?.id,
      appRoleId: findPermission("microsoftGraph", name)?.application,
    });
    consented.push(`/servicePrincipals/${api?.id}/appRoleAssignedTo/${assignment.id}`);
  }
});

afterAll(() => session?.close());

describe("Okta's application in a tenant that consented to it by hand", () => {
  test("is recognised by its name and consents, and imported with them", async () => {
    expect(await auditOf(session, session.sandbox.vendors.okta.clientId)).toContain("licenses-are-removable");
    const options = ["--option", "managedLicenses=[ENTERPRISEPACK, EMS, MCOEV]"];
    const report = await adopt(session, session.sandbox.vendors.okta.clientId, "--name", "okta", ...options);
    expect(report.kind).toBe("okta-office365");
    expect(report.imports.flatMap(({ id }) => id ?? []).sort()).toEqual(
      [`/servicePrincipals/${principalId}`, ...consented].sort(),
    );
  });

  test("has a plan that names each user whose licences stand in the way, with the command that helps", () => {
    const plan = readFileSync(path.join(planFolder(session), "plan.md"), "utf8");
    expect(plan).toContain("## Licences that stand in the way");
    expect(plan).toMatch(new RegExp(`npm run licenses -- remove ${alex} --sku \\w+`));
  });

  test("shows in a preview only the consent that is missing, beside the component that makes nothing", async () => {
    const steps = (await preview(session)).filter(({ type }) => type !== "Stack" && type !== "LicenseReplacement");
    expect(steps.map(({ op, type }) => `${op} ${type}`)).toEqual(["create AppRoleAssignment"]);
  });

  test("works after a deployment, but for the users whose licences stand in the way", async () => {
    await up(session, "--policy-pack", "policies");
    const removed = await session.command("licenses", "list", "--managed", "ENTERPRISEPACK", "EMS", "MCOEV", "--json");
    const { users } = JSON.parse(removed.stdout) as { users: { userPrincipalName: string }[] };
    expect(users.length).toBeGreaterThan(0);
    const { failed } = await verify(session);
    expect(failed.filter((title) => !/licen/i.test(title))).toEqual([]);
    const again = await session.pulumi("preview", "--expect-no-changes", "--policy-pack", "policies");
    expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);
  });

  test("is left by destroy with its service principal and the consents that it had", async () => {
    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    const { state } = session.sandbox;
    expect(state.servicePrincipals.get(principalId)).toBeDefined();
    const left = state.appRoleAssignments.filter((one) => one.principalId === principalId).map(({ id }) => id);
    for (const id of consented) expect(left).toContain(id.split("/").pop());
  });
});
