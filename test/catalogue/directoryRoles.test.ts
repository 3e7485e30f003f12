import { apis } from "../../catalogue/apis";
import {
  directoryRoleById,
  directoryRoleProblem,
  directoryRoles,
  findDirectoryRole,
  mayActOn,
  rolesForUsers,
  rolesThatAllow,
  rolesThatConsent,
} from "../../catalogue/directoryRoles";

test("a directory role is found by name in any letter case and by template id", () => {
  const role = findDirectoryRole("user administrator");
  expect(role).toMatchObject({
    name: "User Administrator",
    templateId: "fe930be7-5e62-47db-91af-98c3a49a38b1",
    privileged: true,
  });
  expect(directoryRoleById("62E90394-69F5-4237-9190-012177145E10")?.name).toBe("Global Administrator");
});

test("template ids are GUIDs, each of one role", () => {
  const ids = directoryRoles.map(({ templateId }) => templateId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("a misspelt role gets the name that was meant", () => {
  expect(directoryRoleProblem("User Administrator")).toBeUndefined();
  expect(directoryRoleProblem("user administrator")).toBe('"user administrator" is spelt "User Administrator".');
  expect(directoryRoleProblem("Usr Administrator")).toContain('Did you mean "User Administrator"');
  expect(directoryRoleProblem("fe930be7-5e62-47db-91af-98c3a49a38b1")).toContain(
    'the directory role "User Administrator"',
  );
});

test("creating a user takes User Administrator or a role above it", () => {
  for (const path of ["/users", "/v1.0/users", "https://graph.microsoft.com/v1.0/users/"]) {
    const roles = rolesThatAllow("POST", path);
    expect(roles).toEqual(expect.arrayContaining(["User Administrator", "Global Administrator"]));
    expect(roles).not.toContain("Helpdesk Administrator");
    expect(roles).not.toContain("Application Administrator");
  }
});

test("resetting a password takes less than changing other properties", () => {
  expect(rolesThatAllow("PATCH", "/users/1", ["passwordProfile"])).toContain("Helpdesk Administrator");
  expect(rolesThatAllow("PATCH", "/users/1", ["passwordProfile", "displayName"])).not.toContain(
    "Helpdesk Administrator",
  );
  expect(rolesThatAllow("PATCH", "/users/1")).not.toContain("Helpdesk Administrator");
});

test("asking for memberships is a POST that takes no role", () => {
  expect(rolesThatAllow("POST", "/servicePrincipals/1/checkMemberGroups")).toBeUndefined();
  expect(rolesThatAllow("POST", "/servicePrincipals/1/microsoft.graph.getMemberObjects")).toBeUndefined();
  expect(rolesThatAllow("POST", "/directory/deletedItems/getUserOwnedObjects")).toBeUndefined();
  expect(rolesThatAllow("POST", "/servicePrincipals/1/addPassword")).toContain("Application Administrator");
});

test("a user is not told to take a role that Microsoft means for applications", () => {
  expect(rolesForUsers(["Directory Writers", "User Administrator"])).toEqual(["User Administrator"]);
  expect(rolesForUsers(["Directory Writers"])).toEqual(["Directory Writers"]);
});

test("incidents are read with a security role, and updated with more", () => {
  expect(rolesThatAllow("GET", "/security/incidents")).toEqual(
    expect.arrayContaining(["Security Reader", "Security Operator", "Security Administrator", "Global Reader"]),
  );
  expect(rolesThatAllow("PATCH", "/security/incidents/1")).toEqual([
    "Security Operator",
    "Security Administrator",
    "Global Administrator",
  ]);
});

test("licences are assigned by License Administrator, also under the qualified name", () => {
  expect(rolesThatAllow("POST", "/users/1/microsoft.graph.assignLicense")).toContain("License Administrator");
});

test("roles are assigned by Privileged Role Administrator only", () => {
  for (const path of [
    "/directoryRoles",
    "/roleManagement/directory/roleAssignments",
    "/directory/administrativeUnits/1/scopedRoleMembers",
  ]) {
    expect(rolesThatAllow("POST", path)).toEqual(["Privileged Role Administrator", "Global Administrator"]);
  }
});

test("reading the directory and one's own data takes no role", () => {
  expect(rolesThatAllow("GET", "/users")).toBeUndefined();
  expect(rolesThatAllow("GET", "/groups/1/members")).toBeUndefined();
  expect(rolesThatAllow("PATCH", "/me")).toBeUndefined();
});

test("Application Administrator consents to everything except application permissions of Microsoft Graph", () => {
  const graph = rolesThatConsent(apis.microsoftGraph.appId, "application");
  expect(graph).toEqual(["Privileged Role Administrator", "Global Administrator"]);
  expect(rolesThatConsent("00000002-0000-0000-c000-000000000000", "application")).toEqual(graph);
  expect(rolesThatConsent(apis.microsoftGraph.appId, "delegated")).toContain("Application Administrator");
  expect(rolesThatConsent(apis.windowsDefenderAtp.appId, "application")).toContain("Cloud Application Administrator");
});

test("administrators are protected from roles that may act on users", () => {
  expect(mayActOn("User Administrator", [])).toBe(true);
  expect(mayActOn("User Administrator", ["Helpdesk Administrator"])).toBe(true);
  expect(mayActOn("User Administrator", ["Global Administrator"])).toBe(false);
  expect(mayActOn("Authentication Administrator", ["Helpdesk Administrator"])).toBe(false);
  expect(mayActOn("Privileged Authentication Administrator", ["Global Administrator"])).toBe(true);
  expect(mayActOn(undefined, ["Reports Reader"])).toBe(false);
});
