import { entry } from "../entry";
import { who } from "../who";

export const roleDefinitionMissing = entry({
  id: "role-definition-missing",
  title: "The role of a role assignment does not exist there",
  signature: {
    codes: ["RoleDefinitionDoesNotExist", "RoleDefinitionNotFound", "InvalidRoleDefinitionId"],
    texts: [/specified role definition with ID '[^']{1,120}' does not exist/i, /Role '[^']{1,120}' doesn't exist/i],
    when: ({ ofMicrosoft, codes }) => ofMicrosoft || codes.some((code) => /^RoleDefinition/.test(code)),
  },
  values: { id: /role definition with ID '([^']{1,120})'/i, name: /Role '([^']{1,120})' doesn't exist/i },
  happened: ({ values }) =>
    `The role assignment names a role${values.id || values.name ? ` (${values.id ?? values.name})` : ""} that Azure does not find at that scope.`,
  causes: [
    {
      id: "wrong-id",
      cause:
        "The ID is another object's, or the name is misspelt or a role of the directory (User Administrator), which is no Azure role.",
      likelihood: "likely",
      distinguish: "Access control (IAM) > Roles does not list it.",
      fix: {
        portal: ["Access control (IAM) > Roles > the role > JSON: its id; or give the role's name, letter by letter."],
        who: who.deploys,
      },
    },
    {
      id: "custom-role-scope",
      cause: "It is a custom role whose assignable scopes leave out this scope, or that was made moments ago.",
      likelihood: "possible",
      distinguish: "The role's JSON has another subscription under assignableScopes; or it works some minutes later.",
      fix: {
        portal: ["Add the scope to the custom role's assignable scopes; after creating a role wait some minutes."],
        who: who.assignsAzureRoles,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
    {
      title: "Microsoft: Troubleshoot Azure RBAC limits",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits",
    },
  ],
});
