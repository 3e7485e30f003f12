import { explain } from "../../explain";

const only = (input: string) => {
  const { operations, answered, explanations } = explain(input);
  expect(explanations).toEqual([]);
  expect(answered).toBe(true);
  expect(operations).toHaveLength(1);
  return operations[0];
};

describe("An operation names the least privileged permission of each type", () => {
  test.each([
    ["POST /users", "User.ReadWrite.All", "User.ReadWrite.All", "User Administrator"],
    ["post /users", "User.ReadWrite.All", "User.ReadWrite.All", "User Administrator"],
    [
      "GET https://graph.microsoft.com/v1.0/security/incidents",
      "SecurityIncident.Read.All",
      "SecurityIncident.Read.All",
      "Security Reader",
    ],
    [
      "PATCH /beta/security/incidents/2972395?x=y",
      "SecurityIncident.ReadWrite.All",
      "SecurityIncident.ReadWrite.All",
      "Security Operator",
    ],
    [
      "POST https://graph.microsoft.com/v1.0/users/7/microsoft.graph.assignLicense",
      "LicenseAssignment.ReadWrite.All",
      "LicenseAssignment.ReadWrite.All",
      "License Administrator",
    ],
    [
      "POST https://localhost:8443/graph/v1.0/groups/7/members/$ref",
      "GroupMember.ReadWrite.All",
      "GroupMember.ReadWrite.All",
      "Groups Administrator",
    ],
    [
      "curl -X POST https://graph.microsoft.com/v1.0/applications",
      "Application.ReadWrite.OwnedBy",
      "Application.ReadWrite.All",
      "Application Developer",
    ],
    ["Add User to Group", "GroupMember.ReadWrite.All", "GroupMember.ReadWrite.All", "Groups Administrator"],
  ])("%s", (input, application, delegated, role) => {
    const operation = only(input);
    expect(operation?.application?.least).toBe(application);
    expect(operation?.delegated?.least).toBe(delegated);
    expect(operation?.delegated?.directoryRoles).toContain(role);
    expect(operation?.application?.consent).toEqual(["Privileged Role Administrator", "Global Administrator"]);
  });

  test("a permission that is needed besides is named", () => {
    const operation = only("POST /servicePrincipals/7/appRoleAssignedTo");
    expect(operation?.application).toMatchObject({ least: "AppRoleAssignment.ReadWrite.All" });
    expect(operation?.application?.also).toContain("Application.Read.All");
  });

  test("an operation that no application may call says so, and has no configuration", () => {
    const operation = only("POST /me/changePassword");
    expect(operation?.application?.least).toBeNull();
    expect(operation?.configuration).toBeNull();
  });

  test("the configuration names the action of the spoke that does it, else the permission", () => {
    expect(only("POST /users")?.configuration).toContain("- Create User");
    expect(only("GET /security/incidents")?.configuration).toContain("kind: servicenow-defender");
    expect(only("GET /domains")?.configuration).toContain("- Domain.Read.All");
  });

  test("an operation of Azure names its action and the roles that have it", () => {
    const operation = only(
      "PUT https://management.azure.com/subscriptions/22222222-aaaa-4bbb-8ccc-000000000001/resourceGroups/rg1/providers/Microsoft.Automation//automationAccounts/aa1?api-version=2023-11-01",
    );
    expect(operation).toMatchObject({
      operation: "Microsoft.Automation/automationAccounts/write",
      api: "Azure Resource Manager",
      application: null,
    });
    expect(operation?.azureRoles?.[0]).toBe("Automation Contributor");
    const register = only(
      "POST /subscriptions/22222222-aaaa-4bbb-8ccc-000000000001/providers/Microsoft.Automation/register",
    );
    expect(register?.operation).toBe("Microsoft.Automation/register/action");
    expect(register?.azureRoles).toContain("Contributor");
    expect(only("DELETE /subscriptions/22222222-aaaa-4bbb-8ccc-000000000001/resourcegroups/rg1")?.operation).toBe(
      "Microsoft.Resources/subscriptions/resourceGroups/delete",
    );
  });

  test("an operation of the Defender APIs has the names of its own API", () => {
    expect(only("GET https://api.securitycenter.microsoft.com/api/alerts")).toMatchObject({
      api: "WindowsDefenderATP",
      application: { least: "Alert.Read.All" },
      delegated: { least: "Alert.Read" },
    });
    expect(only("PATCH https://api.security.microsoft.com/api/incidents/5")?.application?.least).toBe(
      "Incident.ReadWrite.All",
    );
  });
});

test("An operation in an error is answered beside the cause", () => {
  const { explanations, operations } = explain(
    "method=POST url=https://graph.microsoft.com/v1.0/users errorCode=Authorization_RequestDenied",
  );
  expect(explanations).toHaveLength(1);
  expect(operations.map(({ method, operation }) => `${method} ${operation}`)).toEqual(["POST /users"]);
});

test("A path that is no operation of Microsoft Graph is not answered", () => {
  expect(explain("POST /cart/checkout")).toMatchObject({ answered: false, operations: [] });
});

test("A permission alone is recognised", () => {
  expect(explain("User.ReadWrite.All")).toMatchObject({
    answered: true,
    recognised: { permissions: ["User.ReadWrite.All"] },
  });
});

describe("Actions of Azure", () => {
  test("one asked for by its name alone is answered with the roles that have it", () => {
    const { answered, operations } = explain("Microsoft.Automation/automationAccounts/write");
    expect(answered).toBe(true);
    expect(operations[0]?.azureRoles?.[0]).toBe("Automation Contributor");
  });

  test("reading resource groups takes Reader, not a role of some product that may as well", () => {
    expect(explain("GET /subscriptions/x/resourceGroups/rg").operations[0]?.azureRoles?.[0]).toBe("Reader");
  });
});
