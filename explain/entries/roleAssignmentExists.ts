import { entry } from "../entry";
import { looksOfRoleAssignmentExists } from "../looks/roleAssignment";
import { who } from "../who";
import { integration } from "../yaml";

export const roleAssignmentExists = entry({
  id: "role-assignment-exists",
  title: "The role assignment exists already, under another name",
  signature: {
    codes: ["RoleAssignmentExists"],
    texts: [/The role assignment already exists\b/i],
  },
  values: { id: /ID of the existing role assignment is ([0-9a-f-]{32,36})/i },
  happened: ({ values }) =>
    `The same principal has the same role on the same scope${values.id ? ` (assignment ${values.id})` : ""}; the request gave it another name (GUID), so Azure refused it (409). The access itself is there.`,
  causes: [
    {
      id: "made-by-hand",
      cause: "It was assigned before, in the portal or by another tool, and this one does not know it.",
      likelihood: "likely",
      distinguish: "Access control (IAM) > Role assignments lists it, older than the failed run.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { existing: "<resource group>" } },
          "This project names assignments after scope, role and principal, so that a repeated run finds its own.",
        ),
        portal: [
          "Keep one: delete the assignment in Access control (IAM) > Role assignments and run again; or import it: `pulumi import azure-native:authorization:RoleAssignment <name> <scope>/providers/Microsoft.Authorization/roleAssignments/<guid>`.",
          "Bicep, ARM: name the assignment guid(scope, principalId, roleDefinitionId).",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "lost-answer",
      cause:
        "An earlier attempt succeeded, and its answer or its state was lost; or two resources declare the same assignment.",
      likelihood: "possible",
      distinguish:
        "It was created at the time of an earlier failed run; or it fails in the very first run for one of two that are alike.",
      fix: { portal: ["Import it as above; remove the second declaration."], who: who.deploys },
    },
  ],
  looks: looksOfRoleAssignmentExists,
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC, role assignment already exists",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
  ],
});
