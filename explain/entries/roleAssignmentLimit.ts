import { entry } from "../entry";
import { who } from "../who";

export const roleAssignmentLimit = entry({
  id: "role-assignment-limit",
  title: "The subscription has as many role assignments as it may",
  signature: {
    codes: ["RoleAssignmentLimitExceeded"],
    texts: [/No more role assignments can be created/i],
  },
  happened:
    "A subscription holds 4,000 role assignments (those on its groups and resources included), and they are used up.",
  causes: [
    {
      id: "used-up",
      cause:
        "Too many single assignments: to users instead of groups, on resources instead of groups, or of identities that are deleted.",
      likelihood: "certain",
      fix: {
        portal: [
          "Access control (IAM) > Role assignments: remove those whose identity is not found, and those that a wider one covers.",
          "Assign to groups, and on resource groups instead of each resource.",
        ],
        who: who.assignsAzureRoles,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Troubleshoot Azure RBAC limits",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits",
    },
  ],
});
