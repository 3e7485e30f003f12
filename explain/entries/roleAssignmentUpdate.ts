import { entry } from "../entry";
import { who } from "../who";

export const roleAssignmentUpdate = entry({
  id: "role-assignment-update",
  title: "A role assignment's name is taken by another one",
  signature: {
    codes: ["RoleAssignmentUpdateNotPermitted"],
    texts: [/Tenant ID, application ID, principal ID, and scope are not allowed to be updated/i],
  },
  happened:
    "A role assignment was to be created under a name (GUID) that exists for another principal or scope; assignments cannot be changed, so it was refused.",
  causes: [
    {
      id: "orphan",
      cause:
        'The principal was deleted and made anew (a managed identity, a service principal): the old assignment remains as "Identity not found", under the same name.',
      likelihood: "likely",
      distinguish: "Access control (IAM) > Role assignments shows Identity not found.",
      fix: {
        portal: ["Delete the assignment of the identity that was not found, then run again."],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "name-too-common",
      cause: "The name is made of too little, so that two assignments get the same one.",
      likelihood: "possible",
      distinguish: "The template's guid(…) lacks the scope, the principal or the role.",
      fix: {
        portal: ["Make the name of scope, principal and role definition: guid(scope, principalId, roleDefinitionId)."],
        who: who.deploys,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
  ],
});
