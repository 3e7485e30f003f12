import { licensesAreRemovable } from "../../policies/rules/licensesAreRemovable";
import { cases, one } from "./cases";
import { run } from "./runtime";
import { resourcesOf } from "./yamlProgram";

const replacement = (properties: string) =>
  one("entra-integrations:components:LicenseReplacement", `{ product: Okta, ${properties} }`);
const alex = '"alex@contoso.com: POWER_BI_PRO bought by self-service"';

cases(licensesAreRemovable, {
  passes: [
    ["a tenant in which nobody is in the way", replacement("onConflict: fail, fails: [], mayFail: []")],
    ["a program that replaces no licences", one("azuread:Application", "{ displayName: caller }")],
  ],
  violates: [
    [
      "users on whom it fails, by name, with the licence and the cause",
      replacement(`onConflict: fail, fails: [${alex}], mayFail: []`),
      "alex@contoso.com: POWER_BI_PRO bought by self-service",
    ],
  ],
  undecided: [
    [
      "users that are not known yet",
      replacement('onConflict: fail, fails: "$' + '{other.users}", mayFail: []'),
      "the users whose licences it replaces",
    ],
    [
      "licences that could not be read",
      replacement("onConflict: fail, fails: [], mayFail: [], unread: 403 Authorization_RequestDenied"),
      "the licences of the tenant's users",
    ],
  ],
});

describe("what is advice only", () => {
  it.each([
    ["where the program goes on", `onConflict: warn, fails: [${alex}], mayFail: []`, "fails on users"],
    ["where it may fail", `onConflict: fail, fails: [], mayFail: [${alex}]`, "may fail on users"],
    [
      "where the program goes on, and nothing could be read",
      "onConflict: warn, fails: [], mayFail: [], unread: 403 Authorization_RequestDenied",
      "was not seen",
    ],
  ])("%s", async (_, properties, expected) => {
    for (const mode of ["preview", "update"] as const) {
      const found = await run(licensesAreRemovable, resourcesOf(replacement(properties)), mode);
      expect(found).toMatchObject([{ policy: "licenses-are-removable", level: "advisory" }]);
      expect(found[0]?.message).toContain(expected);
    }
  });
});
