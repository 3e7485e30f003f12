import { findConflicts, foreignManaged } from "../../licenses/conflicts";
import type { Conflict, TenantLicenses } from "../../licenses/model";
import { a, b, byPartner, bySelfService, c, conflictOn, d, held, managed, subscription, tenant, user } from "./tenant";

const powerBi = "f8a1db68-be16-40ed-86d5-cb42ce701560";

interface Case {
  readonly what: string;
  readonly tenant: Partial<TenantLicenses>;
  readonly conflicts: readonly Partial<Conflict>[];
}

const abc = [held(a), held(b), held(c)];
const own = [a, b, c].map((skuId) => subscription(skuId));

const cases: readonly Case[] = [
  {
    what: "has no conflict where the user holds managed licences alone",
    tenant: { users: [user("adele", ...abc)] },
    conflicts: [],
  },
  {
    what: "has no conflict where the organisation bought the further licence",
    tenant: { users: [user("adele", ...abc, held(d))], subscriptions: [...own, subscription(d)] },
    conflicts: [],
  },
  {
    what: "fails on a licence that the user bought, and names the buyer",
    tenant: { users: [user("alex", ...abc, held(d))], subscriptions: [...own, subscription(d, bySelfService)] },
    conflicts: [conflictOn(d, { cause: "selfService", certain: true, owner: "alex@contoso.com" })],
  },
  {
    what: "names the buyer by object id where the name may not be read, and takes a buyer of unknown roles for a user",
    tenant: {
      users: [user("alex", ...abc, held(d))],
      subscriptions: [...own, subscription(d, bySelfService)],
      owners: new Map([["id-of-alex", {}]]),
    },
    conflicts: [conflictOn(d, { cause: "selfService", certain: true, owner: "id-of-alex" })],
  },
  {
    what: "has no conflict where the buyer may buy for the organisation",
    tenant: {
      users: [user("alex", ...abc, held(d))],
      subscriptions: [...own, subscription(d, bySelfService)],
      owners: new Map([["id-of-alex", { buysForOrganization: true }]]),
    },
    conflicts: [],
  },
  {
    what: "fails on a licence that a partner manages, and names the partner's tenant",
    tenant: { users: [user("diego", ...abc, held(d))], subscriptions: [...own, subscription(d, byPartner)] },
    conflicts: [conflictOn(d, { cause: "partner", certain: true, partnerTenantId: "the-partner" })],
  },
  {
    what: "has no conflict where the subscription names this tenant itself, in any letter case",
    tenant: {
      users: [user("diego", ...abc, held(d))],
      subscriptions: [...own, subscription(d, { ownerTenantId: "THE-TENANT" })],
    },
    conflicts: [],
  },
  {
    what: "may fail where the organisation bought the licence as well: nothing tells which seat is whose",
    tenant: {
      users: [user("alex", ...abc, held(d))],
      subscriptions: [...own, subscription(d), subscription(d, bySelfService)],
    },
    conflicts: [conflictOn(d, { cause: "selfService", certain: false })],
  },
  {
    what: "does not count a subscription that was deleted",
    tenant: {
      users: [user("alex", ...abc, held(d))],
      subscriptions: [...own, subscription(d), subscription(d, { ...bySelfService, status: "Deleted" })],
    },
    conflicts: [],
  },
  {
    what: "may fail on a product that users can buy, where no subscription tells whose it is",
    tenant: { users: [user("alex", ...abc, held(powerBi))] },
    conflicts: [{ skuId: powerBi, skuPartNumber: powerBi, cause: "selfService", certain: false }],
  },
  {
    what: "fails on a licence that groups assign, and names each group",
    tenant: { users: [user("grady", ...abc, held(d, "g1", "g2"))], subscriptions: [...own, subscription(d)] },
    conflicts: [conflictOn(d, { cause: "group", certain: true, groups: ["g1", "g2"] })],
  },
  {
    what: "fails on a licence that is assigned both directly and by a group: it stays with the user",
    tenant: { users: [user("grady", ...abc, [...held(d), ...held(d, "g1")])], subscriptions: [subscription(d)] },
    conflicts: [conflictOn(d, { cause: "group", groups: ["g1"] })],
  },
  {
    what: "has no conflict where a managed licence comes from a group",
    tenant: { users: [user("grady", held(a, "g1"), held(b))] },
    conflicts: [],
  },
];

describe("A replacement of licences (A, B, C, D) by (A, B, C)", () => {
  test.each(cases)("$what", ({ tenant: given, conflicts }) => {
    const found = findConflicts(tenant(given), managed);
    expect(found.flatMap((one) => one.conflicts)).toEqual(
      conflicts.map((conflict) => expect.objectContaining(conflict)),
    );
  });

  test("tells which managed licences an affected user holds, so that users of other products can be left out", () => {
    const given = tenant({
      users: [user("alex", held(a), held(d)), user("robin", held(d))],
      subscriptions: [subscription(d, bySelfService)],
    });
    expect(findConflicts(given, managed).map((one) => [one.userPrincipalName, one.managed])).toEqual([
      ["alex@contoso.com", ["A"]],
      ["robin@contoso.com", []],
    ]);
  });

  test("finds every licence that cannot be taken away where it is not known which are managed", () => {
    const given = tenant({ users: [user("alex", held(a), held(d))], subscriptions: [subscription(d, byPartner)] });
    expect(findConflicts(given, new Set()).flatMap((one) => one.conflicts.map(({ skuId }) => skuId))).toEqual([d]);
  });

  test("stays fast on a hundred thousand users", () => {
    const users = Array.from({ length: 100_000 }, (_, index) => user(`user${index}`, ...abc, held(d)));
    const found = findConflicts(tenant({ users, subscriptions: [subscription(d, bySelfService)] }), managed);
    expect(found).toHaveLength(100_000);
  });
});

describe("A managed licence that is not the organisation's own", () => {
  test("is named, because the product may neither assign nor remove it", () => {
    const given = tenant({ subscriptions: [subscription(a), subscription(b, byPartner)] });
    expect(foreignManaged(given, managed)).toEqual([expect.objectContaining({ skuId: b, cause: "partner" })]);
  });
});
