import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { compareUsers } from "../../cli/licenses/compare";
import { describeList, listConflicts } from "../../cli/licenses/list";
import { describeRemoval, removeLicenses } from "../../cli/licenses/remove";
import { restoreLicenses } from "../../cli/licenses/restore";
import { findConflicts } from "../../licenses/conflicts";
import { readGroupNames, readLicenses } from "../../licenses/read";
import { type IdentityName, type Sandbox, startSandbox } from "../../sandbox";
import { partnerTenantId } from "../../sandbox/seed/constants";
import { skus } from "../../sandbox/seed/licences";
import { seedId } from "../../sandbox/seed/seedId";
import { consentRole } from "../sandbox/core/support";
import { sandboxGraph } from "../support/sandboxGraph";

const managed = ["ENTERPRISEPACK", "EMS", "MCOEV"] as const;
const managedIds = managed.map((name) => skus[name].skuId);
const [alex, diego, grady, adele] = ["alex.wilber", "diego.siciliani", "grady.archie", "adele.vance"].map(
  (name) => `${name}@contoso.com`,
) as [string, string, string, string];

let sandbox: Sandbox;
let directory: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  directory = mkdtempSync(path.join(tmpdir(), "licenses-"));
});

afterEach(async () => {
  await sandbox.close();
  rmSync(directory, { recursive: true, force: true });
});

const as = (identity: IdentityName) => sandboxGraph(sandbox, sandbox.identities[identity]);
const open = (identity: IdentityName = "globalAdministrator") => ({ graph: as(identity), tenantId: sandbox.tenantId });
const skusOf = (user: string) =>
  sandbox.state.users
    .find(({ userPrincipalName }) => userPrincipalName === user)
    ?.licenseAssignmentStates.map(({ skuId }) => skuId);

/** Okta's application, consented as its own consent page would. */
async function asOkta() {
  const deployer = as("deployer");
  const { id } = await deployer.post<{ id: string }>("/servicePrincipals", { appId: sandbox.vendors.okta.clientId });
  for (const permission of ["User.ReadWrite.All", "Group.ReadWrite.All", "Organization.Read.All"]) {
    consentRole(sandbox, id, permission);
  }
  return sandboxGraph(sandbox, sandbox.vendors.okta);
}

/** What Okta does: all licences that it assigns, and none of the others that the user holds. */
async function replace(okta: ReturnType<typeof sandboxGraph>, user: string) {
  const { id, assignedLicenses } = await okta.get<{ id: string; assignedLicenses: { skuId: string }[] }>(
    `/users/${user}?$select=id,assignedLicenses`,
  );
  return okta.post(`/users/${id}/microsoft.graph.assignLicense`, {
    addLicenses: managedIds.map((skuId) => ({ skuId, disabledPlans: [] })),
    removeLicenses: assignedLicenses.map(({ skuId }) => skuId).filter((skuId) => !managedIds.includes(skuId as never)),
  });
}

describe("Okta's replacement of a user's licences", () => {
  test("works on a user who holds A, B and C", async () => {
    await expect(replace(await asOkta(), adele)).resolves.toMatchObject({ userPrincipalName: adele });
  });

  test("gets 403 Authorization_RequestDenied because of a D that the user bought, and works once D is gone", async () => {
    const okta = await asOkta();
    await expect(replace(okta, alex)).rejects.toMatchObject({
      status: 403,
      code: "Authorization_RequestDenied",
      message: "Insufficient privileges to complete the operation.",
    });
    await removeLicenses(open(), alex, { skus: ["POWER_BI_PRO"], apply: true, restoreFile: `${directory}/d.json` });
    await expect(replace(okta, alex)).resolves.toMatchObject({ userPrincipalName: alex });
  });

  test.each([
    [diego, 403, "Insufficient privileges to complete the operation."],
    [grady, 400, "User license is inherited from a group membership and it cannot be removed directly from the user."],
  ])("fails on %s with %i", async (user, status, message) => {
    await expect(replace(await asOkta(), user)).rejects.toMatchObject({ status, message });
  });

  test("fails on exactly those users whom the licence check names, and on no other", async () => {
    const okta = await asOkta();
    const tenant = await readLicenses(as("reader"), sandbox.tenantId);
    const named = findConflicts(tenant, new Set(managedIds)).map(({ userPrincipalName }) => userPrincipalName);
    const failing: string[] = [];
    for (const { userPrincipalName } of tenant.users) {
      await replace(okta, userPrincipalName).catch(() => failing.push(userPrincipalName));
    }
    expect(failing.sort()).toEqual(named.sort());
    expect(named).toHaveLength(3);
  });
});

describe("The licence check", () => {
  test.each(["deployer", "reader"] as const)("reads who bought what and who holds what as the %s", async (identity) => {
    const list = await listConflicts(open(identity), managed, false);
    expect(list.holders).toBe(6);
    expect(
      list.users.map(({ userPrincipalName, conflicts }) => [userPrincipalName, conflicts.map(({ cause }) => cause)]),
    ).toEqual([
      [alex, ["selfService"]],
      [diego, ["partner"]],
      [grady, ["group"]],
    ]);
    const text = describeList(list);
    expect(text).toContain(`bought by self-service, by ${alex}`);
    expect(text).toContain(`managed by a partner (tenant ${partnerTenantId})`);
    expect(text).toContain("fails on 3 of 6 users who hold ENTERPRISEPACK, EMS, MCOEV");
  });

  test("names a group where it may be read, else its id", async () => {
    const id = seedId("group", "Project Plan 3 licences");
    expect(await readGroupNames(as("reader"), [id])).toEqual(new Map([[id, "Project Plan 3 licences"]]));
    expect(await readGroupNames(as("deployer"), [id])).toEqual(new Map([[id, id]]));
  });

  test("follows every page of a tenant of more users than one page holds", async () => {
    const [template] = sandbox.state.users.list().filter(({ userPrincipalName }) => userPrincipalName === alex);
    if (!template) throw new Error("Alex is gone");
    for (let index = 0; index < 1200; index++) {
      sandbox.state.users.insert({
        ...template,
        id: seedId("user", `u${index}`),
        userPrincipalName: `u${index}@contoso.com`,
      });
    }
    const { users } = await listConflicts(open("reader"), managed, false);
    expect(users).toHaveLength(1203);
    const pages = sandbox.journal.list().filter(({ path: called }) => called.includes("/v1.0/users?"));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(5);
  });

  test("takes an administrator's purchase for the organisation's", async () => {
    const state = sandbox.state.companySubscriptions;
    const [bought] = state.filter(({ skuPartNumber }) => skuPartNumber === "POWER_BI_PRO");
    state.update(bought?.id ?? "", { ownerId: seedId("user", "megan.bowen") });
    const { users } = await listConflicts(open("reader"), managed, false);
    expect(users.map(({ userPrincipalName }) => userPrincipalName)).toEqual([diego, grady]);
  });

  test("says which permissions it takes where the tenant may not be read", async () => {
    await as("deployer").post("/servicePrincipals", { appId: sandbox.vendors.okta.clientId });
    const unconsented = { graph: sandboxGraph(sandbox, sandbox.vendors.okta), tenantId: sandbox.tenantId };
    await expect(listConflicts(unconsented, managed, false)).rejects.toMatchObject({
      message: expect.stringContaining("403 Authorization_RequestDenied"),
      advice: expect.stringContaining("Organization.Read.All"),
    });
  });

  test("waits as long as a throttling service asks", async () => {
    sandbox.faults.add({ service: "graph", path: "/subscribedSkus", effect: { status: 429, retryAfter: 1 } });
    await expect(listConflicts(open("reader"), managed, false)).resolves.toMatchObject({ holders: 6 });
    const asked = sandbox.journal.list().filter(({ path: called }) => called.includes("/subscribedSkus"));
    expect(asked.map(({ status }) => status)).toEqual([429, 200]);
  });

  test("refuses a licence that the tenant has not, with what was meant", async () => {
    await expect(listConflicts(open("reader"), ["ENTERPRISEPAK"], false)).rejects.toThrow(
      /Did you mean "ENTERPRISEPACK"/,
    );
  });
});

describe("Comparing a failing user with a clean one", () => {
  test("names the culprit", async () => {
    const { onlyUser, both, cleanConflicts } = await compareUsers(open("reader"), alex, adele);
    expect(both).toHaveLength(3);
    expect(cleanConflicts).toEqual([]);
    expect(onlyUser).toEqual([
      { title: "POWER_BI_PRO (Power BI Pro)", conflict: expect.objectContaining({ cause: "selfService" }) },
    ]);
  });

  test("refuses a user who is not there, and the same user twice", async () => {
    await expect(compareUsers(open("reader"), alex, "nobody@contoso.com")).rejects.toThrow(
      'There is no user "nobody@contoso.com" in the tenant.',
    );
    await expect(compareUsers(open("reader"), alex, seedId("user", "alex.wilber"))).rejects.toThrow("same user");
  });
});

describe("Removing a licence", () => {
  const skuId = skus.POWER_BI_PRO.skuId;
  const file = () => path.join(directory, "restore.json");

  test("changes nothing and writes nothing unless it is to be applied", async () => {
    const removal = await removeLicenses(open(), alex, { skus: ["power_bi_pro"], apply: false });
    expect(describeRemoval(removal)).toContain("Nothing was changed. Add --apply to do it");
    expect(describeRemoval(removal)).toContain("only its owner, or a Global Administrator, may take it away");
    expect(skusOf(alex)).toContain(skuId);
    expect(sandbox.journal.writes()).toEqual([]);
  });

  test("writes a restore file that gives it back, switched-off service plans and all", async () => {
    const disabled = [Object.values(skus.POWER_BI_PRO.plans)[0] ?? ""];
    const [user] = sandbox.state.users.filter(({ userPrincipalName }) => userPrincipalName === alex);
    const before = user?.licenseAssignmentStates.map((one) =>
      one.skuId === skuId ? { ...one, disabledPlans: disabled } : one,
    );
    sandbox.state.users.update(user?.id ?? "", { licenseAssignmentStates: before });

    const removal = await removeLicenses(open(), alex, { skus: ["POWER_BI_PRO"], apply: true, restoreFile: file() });
    expect(skusOf(alex)).not.toContain(skuId);
    expect(describeRemoval(removal)).toContain(`npm run licenses -- restore ${file()}`);
    expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({
      user: { userPrincipalName: alex },
      licenses: [{ skuId, skuPartNumber: "POWER_BI_PRO", disabledPlans: disabled }],
    });

    expect(await restoreLicenses(open(), file())).toContain("Restored");
    const again = sandbox.state.users.get(user?.id ?? "")?.licenseAssignmentStates.find((one) => one.skuId === skuId);
    expect(again?.disabledPlans).toEqual(disabled);
    expect(await restoreLicenses(open(), file())).toContain("nothing to restore");
  });

  test("never overwrites a file, and then removes nothing", async () => {
    await removeLicenses(open(), alex, { skus: ["POWER_BI_PRO"], apply: true, restoreFile: file() });
    const kept = readFileSync(file(), "utf8");
    await expect(
      removeLicenses(open(), diego, { skus: ["VISIOCLIENT"], apply: true, restoreFile: file() }),
    ).rejects.toThrow(/exists already. Nothing was changed/);
    expect(readFileSync(file(), "utf8")).toBe(kept);
    expect(skusOf(diego)).toContain(skus.VISIOCLIENT.skuId);
  });

  test("by someone who may not, changes nothing, leaves no file, and says who may", async () => {
    await expect(
      removeLicenses(open("deployer"), alex, { skus: ["POWER_BI_PRO"], apply: true, restoreFile: file() }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/403 Authorization_RequestDenied[\s\S]*Nothing was changed/),
      advice: expect.stringMatching(/bought by self-service[\s\S]*Global Administrator/),
    });
    expect(() => readFileSync(file())).toThrow("ENOENT");
    expect(skusOf(alex)).toContain(skuId);
  });

  test("refuses what is unknown, not held, or inherited, all at once", async () => {
    await expect(
      removeLicenses(open(), grady, { skus: ["POWER_BI_PR", "POWER_BI_PRO", "PROJECTPROFESSIONAL"], apply: true }),
    ).rejects.toThrow(
      /POWER_BI_PR"[\s\S]*does not hold POWER_BI_PRO[\s\S]*from the group "Project Plan 3 licences"[\s\S]*cannot be removed from the user/,
    );
    await expect(removeLicenses(open(), "nobody@contoso.com", { skus: ["EMS"], apply: true })).rejects.toThrow(
      'There is no user "nobody@contoso.com"',
    );
  });

  test("cannot be restored from another file, or into another tenant", async () => {
    await expect(restoreLicenses(open(), path.join(directory, "none.json"))).rejects.toThrow("cannot be read: ENOENT");
    await expect(restoreLicenses(open(), __filename)).rejects.toThrow("is no restore file");
    await removeLicenses(open(), alex, { skus: ["POWER_BI_PRO"], apply: true, restoreFile: file() });
    await expect(restoreLicenses({ ...open(), tenantId: "another" }, file())).rejects.toThrow(/signed in to another/);
  });
});
