import {
  actionMatches,
  azureRoleProblem,
  findAzureRole,
  roleAllows,
  roleDefinitionId,
  rolesAllowing,
} from "../../catalogue/azureRoles";
import { findResourceProvider, resourceProviderProblem } from "../../catalogue/resourceProviders";

const role = (name: string) => {
  const found = findAzureRole(name);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found;
};

test.each([
  ["Contributor", "Microsoft.Automation/automationAccounts/write", true],
  ["Contributor", "Microsoft.Automation/register/action", true],
  ["Contributor", "Microsoft.Authorization/roleAssignments/write", false],
  ["Contributor", "microsoft.authorization/roleassignments/DELETE", false],
  ["Contributor", "Microsoft.Authorization/roleAssignments/read", true],
  ["Reader", "Microsoft.Automation/automationAccounts/read", true],
  ["Reader", "Microsoft.Automation/automationAccounts/listKeys/action", false],
  ["Automation Contributor", "Microsoft.Automation/automationAccounts/write", true],
  ["Automation Contributor", "Microsoft.Automation/register/action", false],
  ["Automation Contributor", "Microsoft.Resources/subscriptions/resourceGroups/write", false],
  ["Role Based Access Control Administrator", "Microsoft.Authorization/roleAssignments/write", true],
  ["Owner", "Microsoft.Authorization/roleAssignments/write", true],
])("%s and %s: %p", (name, action, allowed) => {
  expect(roleAllows(role(name), action)).toBe(allowed);
});

test.each([
  ["*", "a/b", true],
  ["a/*/read", "a/b/c/read", true],
  ["a/*/read", "a/read", false],
  ["*/read", "a/b/readX", false],
  ["a/*/b/*", "a/x/b/y", true],
  ["a/*ab", "a/ab", true],
  ["ab*ba", "aba", false],
])("pattern %p covers %p: %p", (pattern, action, expected) => {
  expect(actionMatches(pattern, action)).toBe(expected);
});

test("the least privileged role comes first", () => {
  expect(rolesAllowing(["Microsoft.Automation/automationAccounts/write"]).map(({ name }) => name)).toEqual([
    "Automation Contributor",
    "Contributor",
    "Owner",
  ]);
  expect(rolesAllowing(["Microsoft.Authorization/roleAssignments/write"])[0]?.name).not.toBe("Owner");
});

test("a role is found by name, by id and by the path of its definition", () => {
  const contributor = role("contributor");
  expect(findAzureRole(contributor.id)).toBe(contributor);
  expect(findAzureRole(roleDefinitionId(contributor, "/subscriptions/s"))).toBe(contributor);
  expect(roleDefinitionId(contributor)).toBe(
    "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
  );
});

test("a misspelt role gets the name that was meant, and a foreign id is accepted", () => {
  expect(azureRoleProblem("Contribtor")).toContain('Did you mean "Contributor"?');
  expect(azureRoleProblem("contributor")).toBe('"contributor" is spelt "Contributor".');
  expect(azureRoleProblem("Contributor")).toBeUndefined();
  expect(azureRoleProblem("11111111-2222-3333-4444-555555555555")).toBeUndefined();
});

test("a namespace is known in any letter case, and a misspelt one gets the name that was meant", () => {
  expect(findResourceProvider("microsoft.automation")).toBe("Microsoft.Automation");
  expect(resourceProviderProblem("microsoft.automation")).toBeUndefined();
  expect(resourceProviderProblem("Microsft.Automation")).toContain('Did you mean "Microsoft.Automation"?');
  expect(resourceProviderProblem("Automation")).toContain('Did you mean "Microsoft.Automation"?');
  expect(resourceProviderProblem("Microsoft.Automation/automationAccounts")).toContain("is a resource type");
  expect(resourceProviderProblem("not a namespace")).toContain("has the form Microsoft.Automation");
  expect(resourceProviderProblem("Contoso.Widgets")).toBeUndefined();
});
