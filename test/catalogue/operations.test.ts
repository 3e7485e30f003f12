import { findOperation, listOperations, operationAllowed } from "../../catalogue/operations";
import { operationCorrections } from "../../catalogue/operationsSupplement";
import { findPermission } from "../../catalogue/permissions";

const found = (method: string, path: string) => {
  const operation = findOperation(method, path);
  if (operation === undefined) throw new Error(`no operation for ${method} ${path}`);
  return operation;
};

test.each([
  ["POST", "/users", "/users"],
  ["get", "/Users/anna@contoso.com?$select=id", "/users/{id}"],
  ["GET", "https://graph.microsoft.com/beta/users/1", "/users/{id}"],
  ["GET", "/graph/v1.0/security/incidents/5", "/security/incidents/{id}"],
  ["GET", "/users/{user-id}", "/users/{id}"],
  ["POST", "/v1.0/users/1/microsoft.graph.assignLicense", "/users/{id}/assignLicense"],
  ["POST", "/users/1/assignlicense", "/users/{id}/assignLicense"],
  ["GET", "/groups/1/members/microsoft.graph.user", "/groups/{id}/members"],
  ["GET", "/users/$count", "/users"],
  ["DELETE", "/groups/1/members/2/$ref", "/groups/{id}/members/{id}"],
  ["GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", "/servicePrincipals(appId={value})"],
  ["GET", "/users/delta", "/users/delta"],
  ["PATCH", "/me", "/users/{id}"],
])("%s %s is the operation on %s", (method, path, template) => {
  expect(found(method, path).path.toLowerCase()).toBe(template.toLowerCase());
});

test("what is no operation is not found", () => {
  expect(findOperation("GET", "/nothing/of/the/kind")).toBeUndefined();
  expect(findOperation("POST", "/users/1")).toBeUndefined();
  expect(findOperation("GET", "/")).toBeUndefined();
});

test("rows of the data that differ only in letter case are one operation with the permissions of both", () => {
  expect(found("GET", "/subscribedSkus").application).toEqual(
    expect.arrayContaining(["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"]),
  );
});

test.each([
  ["POST", "/users", "User.ReadWrite.All", "User.ReadWrite.All"],
  ["GET", "/users", "User.Read.All", "User.ReadBasic.All"],
  ["GET", "/security/incidents", "SecurityIncident.Read.All", "SecurityIncident.Read.All"],
  ["GET", "/security/incidents/{id}", "SecurityIncident.Read.All", "SecurityIncident.Read.All"],
  ["PATCH", "/security/incidents/{id}", "SecurityIncident.ReadWrite.All", "SecurityIncident.ReadWrite.All"],
  ["POST", "/groups/{id}/members/$ref", "GroupMember.ReadWrite.All", "GroupMember.ReadWrite.All"],
  ["POST", "/users/{id}/assignLicense", "LicenseAssignment.ReadWrite.All", "LicenseAssignment.ReadWrite.All"],
  ["GET", "/directory/subscriptions", "Organization.Read.All", "Organization.Read.All"],
  [
    "POST",
    "/oauth2PermissionGrants",
    "DelegatedPermissionGrant.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
  ],
  ["GET", "/domains", "Domain.Read.All", "Domain.Read.All"],
])("%s %s needs at least %s, or %s of a user", (method, path, application, delegated) => {
  expect(found(method, path)).toMatchObject({ leastApplication: application, leastDelegated: delegated });
});

test("an operation that no application may call has no application permission", () => {
  const operation = found("POST", "/users/{id}/authentication/methods/{id}/resetPassword");
  expect(operation.application).toEqual([]);
  expect(operation.leastApplication).toBeUndefined();
  expect(operation.delegated).toContain("UserAuthenticationMethod.ReadWrite.All");
});

test("deleting a user is not allowed by Directory.ReadWrite.All", () => {
  expect(operationAllowed(found("DELETE", "/users/1"), "application", ["Directory.ReadWrite.All"])).toBe(false);
  expect(operationAllowed(found("DELETE", "/users/1"), "application", ["User.ReadWrite.All"])).toBe(true);
});

test("consent needs AppRoleAssignment.ReadWrite.All together with a permission to read", () => {
  const consent = found("POST", "/servicePrincipals/1/appRoleAssignedTo");
  expect(operationAllowed(consent, "application", ["AppRoleAssignment.ReadWrite.All"])).toBe(false);
  expect(operationAllowed(consent, "application", ["Application.Read.All"])).toBe(false);
  expect(operationAllowed(consent, "application", ["Application.ReadWrite.All"])).toBe(false);
  expect(operationAllowed(consent, "application", ["AppRoleAssignment.ReadWrite.All", "Application.Read.All"])).toBe(
    true,
  );
});

test("a permission that is limited to a property allows only changes of that property", () => {
  const update = found("PATCH", "/users/1");
  const allowed = (granted: string[], properties?: string[]) =>
    operationAllowed(update, "application", granted, properties);
  expect(allowed(["User.EnableDisableAccount.All"], ["accountEnabled"])).toBe(true);
  expect(allowed(["User.EnableDisableAccount.All"], ["accountEnabled", "displayName"])).toBe(false);
  expect(allowed(["User.EnableDisableAccount.All"])).toBe(false);
  expect(
    allowed(["User.EnableDisableAccount.All", "User-Phone.ReadWrite.All"], ["accountEnabled", "mobilePhone"]),
  ).toBe(true);
  expect(allowed(["User.ReadWrite.All"], ["displayName"])).toBe(true);
});

test("an application permission does not allow a delegated call, and the reverse", () => {
  expect(operationAllowed(found("GET", "/me"), "application", ["User.Read.All"])).toBe(false);
  expect(operationAllowed(found("GET", "/me"), "delegated", ["User.Read"])).toBe(true);
});

test("every operation names permissions that the catalogue has, and a least one out of its list", () => {
  for (const { method, path, application, delegated, leastApplication, leastDelegated } of listOperations()) {
    const unknown = [...application, ...delegated].filter((name) => !findPermission("microsoftGraph", name));
    expect([method, path, ...unknown]).toHaveLength(2);
    if (leastApplication) expect(application).toContain(leastApplication);
    if (leastDelegated) expect(delegated).toContain(leastDelegated);
    if (application.length > 0 && !leastApplication)
      throw new Error(`${method} ${path} has no least application permission`);
  }
});

test("every correction names its source and is found under its own path", () => {
  for (const { method, path, source } of operationCorrections) {
    expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    expect(findOperation(method, path)?.source).toBe(source);
  }
});
