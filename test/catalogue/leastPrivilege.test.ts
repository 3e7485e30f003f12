import { broadPermissions, findBroad } from "../../catalogue/broadPermissions";
import { leastPrivileged } from "../../catalogue/leastPrivilege";
import { findPermission } from "../../catalogue/permissions";
import { conditionalTierZero, findTierZero, tierZero } from "../../catalogue/tiers";

const call = (method: string, path: string, properties?: string[]) => ({ method, path, properties });

test("the permissions of several operations are the least of each, once", () => {
  const operations = [call("POST", "/users"), call("PATCH", "/users/1"), call("POST", "/groups/1/members/$ref")];
  expect(leastPrivileged(operations, "application")).toEqual({
    permissions: ["GroupMember.ReadWrite.All", "User.ReadWrite.All"],
    impossible: [],
    unknown: [],
  });
});

test("a permission that another one covers is left out", () => {
  expect(leastPrivileged([call("GET", "/users")], "application").permissions).toEqual(["User.Read.All"]);
  const both = [call("GET", "/users"), call("POST", "/users"), call("POST", "/users/1/assignLicense")];
  expect(leastPrivileged(both, "application").permissions).toEqual(["User.ReadWrite.All"]);
});

test("a change of one property takes the permission that is limited to it", () => {
  expect(leastPrivileged([call("PATCH", "/users/1", ["accountEnabled"])], "application").permissions).toEqual([
    "User.EnableDisableAccount.All",
  ]);
});

test("a permission that is needed beside another one comes with it", () => {
  expect(leastPrivileged([call("POST", "/servicePrincipals/1/appRoleAssignedTo")], "application").permissions).toEqual([
    "AppRoleAssignment.ReadWrite.All",
    "Application.Read.All",
  ]);
});

test("what no permission of the type allows is impossible, and what the catalogue lacks is unknown", () => {
  const password = call("POST", "/users/1/changePassword");
  const other = call("GET", "/no/such/thing");
  expect(leastPrivileged([password, other], "application")).toEqual({
    permissions: [],
    impossible: [password],
    unknown: [other],
  });
  expect(leastPrivileged([password], "delegated").permissions).toEqual(["Directory.AccessAsUser.All"]);
});

test("tier 0 has the permissions with which one takes over a tenant, and not those that ServiceNow asks for", () => {
  for (const name of [
    "RoleManagement.ReadWrite.Directory",
    "AppRoleAssignment.ReadWrite.All",
    "Application.ReadWrite.All",
  ]) {
    expect(findTierZero(name.toLowerCase())).toMatchObject({ value: name });
  }
  for (const name of ["User.ReadWrite.All", "GroupMember.ReadWrite.All", "SecurityIncident.ReadWrite.All"]) {
    expect(findTierZero(name)).toBeUndefined();
  }
});

test("every tier-0 and every broad permission is a Graph application permission", () => {
  const names = [...tierZero, ...conditionalTierZero, ...broadPermissions].map(({ value }) => value);
  const narrower = broadPermissions.flatMap((broad) => broad.narrower.map(({ value }) => value));
  // Real, but not in the snapshot of names.
  const newer = ["Application.ReadUpdate.All"];
  const missing = [...names, ...narrower].filter(
    (name) => !newer.includes(name) && !findPermission("microsoftGraph", name)?.types.includes("application"),
  );
  expect(missing).toEqual([]);
  expect(new Set(names.slice(0, tierZero.length)).size).toBe(tierZero.length);
});

test("a broad permission names narrower ones", () => {
  expect(findBroad("Directory.ReadWrite.All")?.narrower.map(({ value }) => value)).toContain("User.ReadWrite.All");
  expect(findBroad("User.Read.All")).toBeUndefined();
});
