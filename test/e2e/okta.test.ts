import { readFileSync } from "node:fs";
import * as path from "node:path";
import type { VerifiedIntegration } from "../../cli/verify/run";
import { skus } from "../../sandbox/seed/licences";
import type { StateDocument } from "../../sandbox/state/state";
import { sandboxGraph } from "../support/sandboxGraph";
import { openTestSession, type TestSession } from "../support/session";

jest.setTimeout(180_000);

const managedLicenses = ["ENTERPRISEPACK", "EMS", "MCOEV"] as const;
const managedIds: readonly string[] = managedLicenses.map((name) => skus[name].skuId);
const alex = "alex.wilber@contoso.com";
const adele = "adele.vance@contoso.com";

let session: TestSession;
let untouched: StateDocument;

beforeEach(async () => {
  session = await openTestSession();
  untouched = session.sandbox.state.toDocument();
});

afterEach(() => session.close());

function configure(options: object = {}) {
  const { clientId } = session.sandbox.vendors.okta;
  session.configure([{ kind: "okta-office365", name: "okta", options: { clientId, managedLicenses, ...options } }]);
}

const up = (...args: string[]) => session.pulumi("up", "--yes", "--skip-preview", ...args);

async function verify(...args: string[]): Promise<{ code: number; integrations: VerifiedIntegration[] }> {
  const { code, stdout, stderr } = await session.command("verify", "--json", ...args);
  if (!stdout.startsWith("{")) throw new Error(`verify printed no JSON: ${stdout}${stderr}`);
  return { code, integrations: JSON.parse(stdout).integrations };
}

const outcomes = ({ integrations }: { integrations: VerifiedIntegration[] }) =>
  Object.fromEntries((integrations[0]?.checks ?? []).map(({ id, outcome }) => [id, outcome]));

/** What Okta does on a profile push: its own licences, and none of the others that the user holds. */
async function replaceLicenses(user: string) {
  const okta = sandboxGraph(session.sandbox, session.sandbox.vendors.okta);
  const { id, assignedLicenses } = await okta.get<{ id: string; assignedLicenses: { skuId: string }[] }>(
    `/users/${user}?$select=id,assignedLicenses`,
  );
  return okta.post(`/users/${id}/microsoft.graph.assignLicense`, {
    addLicenses: managedIds.map((skuId) => ({ skuId, disabledPlans: [] })),
    removeLicenses: assignedLicenses.map(({ skuId }) => skuId).filter((skuId) => !managedIds.includes(skuId)),
  });
}

const oktaPrincipal = () =>
  session.sandbox.state.servicePrincipals.find(({ appId }) => appId === session.sandbox.vendors.okta.clientId);
const consents = () =>
  session.sandbox.state.appRoleAssignments.filter(({ principalId }) => principalId === oktaPrincipal()?.id);

/** What Entra keeps for 30 days of what was deleted is no trace. */
async function destroyedWithoutATrace() {
  expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
  expect({ ...session.sandbox.state.toDocument(), deletedItems: [] }).toEqual(untouched);
}

describe("Okta Office 365 on the real engine", () => {
  test("is provisioned under the policy pack, verified, left alone by a second run, and destroyed without a trace", async () => {
    configure();
    const deployed = await up("--policy-pack", "policies");
    expect([deployed.code, deployed.stdout, deployed.stderr].join("\n")).toMatch(/^0\n/);
    expect(deployed.stdout).toContain("alex.wilber@contoso.com: POWER_BI_PRO (Power BI Pro) bought by self-service");
    expect(deployed.stdout).toMatch(/\[advisory\].* licenses-are-removable .*okta-licenses/);

    const verified = await verify();
    expect(outcomes(verified)).toEqual({
      "service-principal-enabled": "passed",
      "permissions-consented": "passed",
      "no-tier-0": "passed",
      "licences-replaceable": "warning",
    });
    expect(verified.code).toBe(0);

    const again = await up("--expect-no-changes");
    expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);

    const handover = await session.command("handover", "--integration", "okta");
    expect(handover.stdout).toContain(session.sandbox.vendors.okta.clientId);

    await destroyedWithoutATrace();
  });

  test("reproduces the 403 on assignLicense, finds the culprit, removes it, and then Okta's replacement works", async () => {
    configure();
    expect((await up()).code).toBe(0);
    await expect(replaceLicenses(adele)).resolves.toMatchObject({ userPrincipalName: adele });
    await expect(replaceLicenses(alex)).rejects.toMatchObject({
      status: 403,
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });

    session.actAs("globalAdministrator");
    const list = await session.command("licenses", "list", "--json");
    expect(JSON.parse(list.stdout)).toMatchObject({ managed: managedLicenses, holders: 6 });
    expect(JSON.parse(list.stdout).users).toHaveLength(3);
    const compared = await session.command("licenses", "compare", alex, adele);
    expect(compared.stdout).toContain("The culprit is POWER_BI_PRO (Power BI Pro).");

    const restoreFile = path.join(session.directory, "restore.json");
    const remove = ["licenses", "remove", alex, "--sku", "POWER_BI_PRO", "--restore-file", restoreFile];
    expect((await session.command(...remove)).stdout).toContain("Nothing was changed");
    await expect(replaceLicenses(alex)).rejects.toMatchObject({ status: 403 });
    const removed = await session.command(...remove, "--apply");
    expect(removed.stdout).toContain(`npm run licenses -- restore ${restoreFile}`);
    await expect(replaceLicenses(alex)).resolves.toMatchObject({ userPrincipalName: alex });

    expect(JSON.parse(readFileSync(restoreFile, "utf8")).user.userPrincipalName).toBe(alex);
    expect((await session.command("licenses", "restore", restoreFile)).stdout).toContain("Restored");
    await expect(replaceLicenses(alex)).rejects.toMatchObject({ status: 403 });
  });

  test("stops before anything is created where conflicts shall, in a preview too", async () => {
    configure({ onConflict: "fail" });
    const judged = await session.pulumi("preview", "--policy-pack", "policies");
    expect(judged.code).not.toBe(0);
    expect(judged.stdout).toMatch(/\[mandatory\].* licenses-are-removable .*okta-licenses/);
    expect(judged.stdout).toContain("diego.siciliani@contoso.com: VISIOCLIENT (Visio Plan 2) managed by a partner");
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]] as const) {
      const { code, stdout, stderr } = await session.pulumi(...command);
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("Nothing was deployed. What is in the way:");
      expect(stdout + stderr).toContain("diego.siciliani@contoso.com: VISIOCLIENT (Visio Plan 2) managed by a partner");
      expect(stdout + stderr).not.toContain(" at ");
    }
    expect(oktaPrincipal()).toBeUndefined();
  });

  test("adopts what Okta's consent page made, adds what is missing, and leaves it in place when it is destroyed", async () => {
    const deployer = sandboxGraph(session.sandbox, session.sandbox.identities.deployer);
    const { id } = await deployer.post<{ id: string }>("/servicePrincipals", {
      appId: session.sandbox.vendors.okta.clientId,
      tags: ["WindowsAzureActiveDirectoryIntegratedApp"],
      notes: "Made by Okta's consent page",
    });
    const graph = session.sandbox.state.servicePrincipals.find(({ displayName }) => displayName === "Microsoft Graph");
    for (const value of ["User.ReadWrite.All", "Directory.Read.All"]) {
      await deployer.post(`/servicePrincipals/${id}/appRoleAssignments`, {
        principalId: id,
        resourceId: graph?.id,
        appRoleId: graph?.appRoles.find((role) => role.value === value)?.id,
      });
    }
    const before = session.sandbox.state.servicePrincipals.get(id);

    configure();
    const deployed = await up("--policy-pack", "policies");
    expect([deployed.code, deployed.stdout, deployed.stderr].join("\n")).toMatch(/^0\n/);
    expect(session.sandbox.state.servicePrincipals.get(id)).toEqual(before);
    expect(consents()).toHaveLength(6);
    expect(outcomes(await verify())).toMatchObject({ "permissions-consented": "passed" });

    const again = await up("--expect-no-changes");
    expect([again.code, again.stdout].join("\n")).toMatch(/^0\n/);

    expect((await session.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
    expect(session.sandbox.state.servicePrincipals.get(id)).toEqual(before);
    expect(consents()).toHaveLength(6);

    expect((await up()).code).toBe(0);
    expect(consents()).toHaveLength(6);
  });

  test("takes over what an interrupted run of the same stack made, and still removes it when it is destroyed", async () => {
    configure();
    expect((await up()).code).toBe(0);
    // What was made and did not get into the state.
    const { deployment } = JSON.parse((await session.pulumi("stack", "export")).stdout);
    const { urn } = deployment.resources.find((one: { urn: string }) => one.urn.endsWith("::okta-principal"));
    expect((await session.pulumi("state", "delete", urn, "--target-dependents", "--yes")).code).toBe(0);
    const id = oktaPrincipal()?.id;

    const resumed = await up();
    expect([resumed.code, resumed.stdout, resumed.stderr].join("\n")).toMatch(/^0\n/);
    expect(oktaPrincipal()?.id).toBe(id);
    expect(consents()).toHaveLength(5);
    expect((await verify()).code).toBe(0);
    await destroyedWithoutATrace();
  });

  test("has drift found and healed: a consent revoked, the service principal disabled, and gone", async () => {
    configure();
    expect((await up()).code).toBe(0);
    const { state } = session.sandbox;

    state.appRoleAssignments.remove(consents()[0]?.id ?? "");
    state.servicePrincipals.update(oktaPrincipal()?.id ?? "", { accountEnabled: false });
    const broken = await verify();
    expect(outcomes(broken)).toMatchObject({
      "service-principal-enabled": "failed",
      "permissions-consented": "failed",
    });
    expect(broken.code).toBe(1);
    expect((await session.pulumi("preview", "--refresh", "--expect-no-changes")).code).not.toBe(0);
    const healed = await up("--refresh");
    expect([healed.code, healed.stdout, healed.stderr].join("\n")).toMatch(/^0\n/);
    expect((await verify()).code).toBe(0);

    for (const { id } of consents()) state.appRoleAssignments.remove(id);
    state.servicePrincipals.remove(oktaPrincipal()?.id ?? "");
    expect((await up("--refresh")).code).toBe(0);
    expect((await verify()).code).toBe(0);
  });
});
