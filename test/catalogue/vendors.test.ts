import { firstPartyName, isMicrosoftFirstParty } from "../../catalogue/firstParty";
import { findLicenseSku, licenseSkuProblem, licenseSkus } from "../../catalogue/licenseSkus";
import { oktaFederationPermissions, oktaProvisioningPermissions } from "../../catalogue/oktaOffice365";
import { permissionProblem } from "../../catalogue/permissions";
import {
  findSpokeAction,
  operationsOfSpokeActions,
  permissionsForSpokeActions,
  spokeActionNames,
  spokeActionProblem,
} from "../../catalogue/servicenowActions";
import { findTierZero } from "../../catalogue/tiers";

test("the actions that most flows use need the pair that ServiceNow names", () => {
  const actions = [
    "Create User",
    "Update User",
    "Look up User",
    "Add User to Group",
    "Remove User from Group",
    "Look up Group",
  ];
  expect(permissionsForSpokeActions(actions, "application")).toEqual({
    permissions: ["GroupMember.ReadWrite.All", "User.ReadWrite.All"],
    impossible: [],
    unknown: [],
  });
});

test("every action's operations are in the catalogue, and what it needs can be granted", () => {
  for (const name of spokeActionNames) {
    for (const type of ["application", "delegated"] as const) {
      const { permissions, unknown } = permissionsForSpokeActions([name], type);
      expect([name, ...unknown]).toEqual([name]);
      for (const permission of permissions) {
        expect(permissionProblem("microsoftGraph", permission, type)).toBeUndefined();
      }
    }
  }
});

test("no action but those that consent or revoke consent needs a tier-0 permission", () => {
  const needing = spokeActionNames.filter((name) =>
    permissionsForSpokeActions([name], "application").permissions.some((permission) => findTierZero(permission)),
  );
  expect(needing).toEqual(["Revoke User Application Access"]);
});

test("disabling a user takes less than updating one", () => {
  expect(permissionsForSpokeActions(["Disable User"], "application").permissions).toEqual([
    "User.EnableDisableAccount.All",
    "User.Read.All",
  ]);
});

test("a user looks up other users, so User.Read is not enough", () => {
  expect(permissionsForSpokeActions(["Look up User"], "delegated").permissions).toEqual(["User.Read.All"]);
});

test.each(["Reset Password", "Change Password"])(
  "%s works only for a signed-in user, and says which mode does it",
  (name) => {
    expect(spokeActionProblem(name, "application")).toContain("Use mode serviceAccount for it.");
    expect(spokeActionProblem(name, "delegated")).toBeUndefined();
    expect(permissionsForSpokeActions([name], "application").impossible).toEqual(operationsOfSpokeActions([name]));
    expect(permissionsForSpokeActions([name], "delegated").permissions).toEqual(["Directory.AccessAsUser.All"]);
  },
);

test("actions are known in any letter case and under names in common use", () => {
  expect(findSpokeAction("create user")).toBe("Create User");
  expect(findSpokeAction("Lookup User")).toBe("Look up User");
  expect(findSpokeAction("Assign License")).toBe("Assign User License");
  expect(findSpokeAction("Create Group")).toBe("Create Security Group");
});

test("a misspelt action gets the name that was meant", () => {
  expect(spokeActionProblem("Creat User", "application")).toContain('Did you mean "Create User"');
  expect(spokeActionProblem("Frobnicate", "application")).toContain("not an action of the Microsoft Entra ID Spoke");
});

test("Okta's documented permissions are Graph application permissions, those of tier 0 not required for provisioning", () => {
  for (const { value } of [...oktaProvisioningPermissions, ...oktaFederationPermissions]) {
    expect(permissionProblem("microsoftGraph", value, "application")).toBeUndefined();
  }
  for (const { value, required } of oktaProvisioningPermissions) {
    if (findTierZero(value)) expect([value, required]).toEqual([value, false]);
  }
});

test("a licence is found by part number, id and product name", () => {
  const e3 = findLicenseSku("SPE_E3");
  expect(e3).toMatchObject({ product: "Microsoft 365 E3", skuId: "05e9a617-0261-4cee-bb44-138d3ef5d965" });
  expect(findLicenseSku("05e9a617-0261-4cee-bb44-138d3ef5d965")).toBe(e3);
  expect(findLicenseSku("microsoft 365 e3")).toBe(e3);
  expect(new Set(licenseSkus.map(({ skuId }) => skuId)).size).toBe(licenseSkus.length);
});

test("a part number is judged by the tenant's own licences where they are known", () => {
  expect(licenseSkuProblem("SPE_E3")).toBeUndefined();
  expect(licenseSkuProblem("SPE_E33")).toContain('Did you mean "SPE_E3"?');
  expect(licenseSkuProblem("Microsoft 365 E3")).toContain('the part number "SPE_E3"');
  expect(licenseSkuProblem("CONTOSO_SPECIAL")).toBeUndefined();
  expect(licenseSkuProblem("CONTOSO_SPECIAL", ["CONTOSO_SPECIAL"])).toBeUndefined();
  expect(licenseSkuProblem("SPE_E3", ["SPE_E5"])).toBe(
    'The tenant has no licence with the part number "SPE_E3" (Microsoft 365 E3). Did you mean "SPE_E5"? It has: SPE_E5.',
  );
});

test("Microsoft's own applications are recognised by id", () => {
  expect(firstPartyName("00000003-0000-0000-C000-000000000000")).toBe("Microsoft Graph");
  expect(isMicrosoftFirstParty("00000003-0000-0ff1-ce00-000000000000")).toBe(true);
  expect(isMicrosoftFirstParty("797f4846-ba00-4fd7-ba43-dac1f8f63013")).toBe(true);
  expect(isMicrosoftFirstParty("11111111-aaaa-4bbb-8ccc-000000000001")).toBe(false);
});
