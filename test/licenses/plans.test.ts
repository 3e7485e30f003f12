import { compareLicenses } from "../../licenses/comparison";
import { adviceFor, atMost, describeCause, describeUser } from "../../licenses/describe";
import { resolveSkus } from "../../licenses/managed";
import { planRemoval } from "../../licenses/removal";
import { a, b, byPartner, bySelfService, c, d, held, subscription, tenant, user } from "./tenant";

const given = tenant({
  subscriptions: [subscription(a), subscription(b), subscription(c), subscription(d, bySelfService)],
});
const groupName = (id: string) => `name of ${id}`;

describe("Names of licences", () => {
  const contoso = tenant({
    skus: [
      { skuId: "6fd2c87f-b296-42f0-b197-1e91e994b900", skuPartNumber: "ENTERPRISEPACK" },
      { skuId: d, skuPartNumber: "D" },
    ],
  });

  test("are taken as part number in any letter case, id or product name, and once each", () => {
    const names = ["enterprisepack", "6FD2C87F-B296-42F0-B197-1E91E994B900", "Office 365 E3", "D"];
    expect(resolveSkus(contoso, names)).toEqual({
      skuIds: ["6fd2c87f-b296-42f0-b197-1e91e994b900", d],
      problems: [],
    });
  });

  test("that the tenant has not are each told, with what was probably meant and what there is", () => {
    const { problems } = resolveSkus(contoso, ["ENTERPRISEPAC", "EMS"]);
    expect(problems).toEqual([
      expect.stringMatching(/"ENTERPRISEPAC".*Did you mean "ENTERPRISEPACK"\?.*It has: D, ENTERPRISEPACK/),
      expect.stringMatching(/"EMS" \(Enterprise Mobility \+ Security E3\)/),
    ]);
  });
});

describe("A comparison with a clean user", () => {
  test("names the culprit, what both hold, and what is missing", () => {
    const compared = compareLicenses(given, user("alex", held(a), held(b), held(d)), user("adele", held(a), held(c)));
    expect(compared).toMatchObject({ both: ["A"], onlyClean: ["C"], cleanConflicts: [] });
    expect(compared.onlyUser.map(({ title, conflict }) => [title, conflict?.cause])).toEqual([
      ["B", undefined],
      ["D", "selfService"],
    ]);
  });

  test("says where the clean user is not clean", () => {
    const compared = compareLicenses(given, user("alex", held(a), held(d)), user("adele", held(a), held(d)));
    expect(compared.onlyUser).toEqual([]);
    expect(compared.cleanConflicts).toEqual([expect.objectContaining({ skuId: d })]);
  });
});

describe("Removing licences", () => {
  const alex = user("alex", held(a), [...held(b), ...held(b, "g1")], held(c, "g2"));

  test("takes what is assigned directly, and notes what a group still gives", () => {
    expect(planRemoval(given, alex, ["A", "B"], groupName)).toEqual({
      remove: [
        { skuId: a, skuPartNumber: "A", disabledPlans: [] },
        { skuId: b, skuPartNumber: "B", disabledPlans: [] },
      ],
      notes: ['B is also inherited from the group "name of g1": the user keeps it until that ends.'],
      problems: [],
    });
  });

  test("removes nothing where anything is wrong, and tells all of it", () => {
    const { remove, problems } = planRemoval(given, alex, ["A", "C", "D", "X"], groupName);
    expect(remove).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining('The tenant has no licence with the part number "X"'),
      'alex@contoso.com has C from the group "name of g2", and one that is inherited cannot be removed from the user. Take the user out of the group, or the licence off it.',
      "alex@contoso.com does not hold D. Held: A, B, C.",
    ]);
  });
});

describe("What is said of a conflict", () => {
  const names = { skuId: "f8a1db68-be16-40ed-86d5-cb42ce701560", skuPartNumber: "POWER_BI_PRO" };

  test.each([
    [
      { ...names, cause: "selfService", certain: true, owner: "alex@contoso.com" },
      "bought by self-service, by alex@contoso.com",
    ],
    [
      { ...names, cause: "selfService", certain: false, owner: "alex@contoso.com" },
      "perhaps bought by self-service, by alex@contoso.com",
    ],
    [{ ...names, cause: "selfService", certain: true }, "bought by self-service"],
    [{ ...names, cause: "partner", certain: true, partnerTenantId: "p" }, "managed by a partner (tenant p)"],
    [{ ...names, cause: "group", certain: true, groups: ["g1"] }, 'inherited from the group "name of g1"'],
    [
      { ...names, cause: "group", certain: true, groups: ["g1", "g2"] },
      'inherited from the groups "name of g1", "name of g2"',
    ],
  ] as const)("%j is %s", (conflict, text) => {
    expect(describeCause(conflict, groupName)).toBe(text);
    expect(adviceFor(conflict, "alex@contoso.com", groupName).length).toBeGreaterThan(40);
  });

  test("is one line a user", () => {
    const conflict = { ...names, cause: "partner", certain: true, partnerTenantId: byPartner.ownerTenantId } as const;
    const line = describeUser({ id: "1", userPrincipalName: "a@b", managed: [], conflicts: [conflict] });
    expect(line).toBe("a@b: POWER_BI_PRO (Power BI Pro) managed by a partner (tenant the-partner)");
  });

  test("is cut short with how many more there are", () => {
    expect(atMost(["1", "2", "3"], 2)).toEqual(["1", "2", "and 1 more"]);
    expect(atMost(["1", "2"], 2)).toEqual(["1", "2"]);
  });
});
