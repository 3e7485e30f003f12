import { entry } from "../entry";
import { who } from "../who";

export const denyAssignment = entry({
  id: "azure-deny-assignment",
  title: "A deny assignment in Azure forbids it, whatever the caller's role",
  signature: {
    codes: ["DenyAssignmentAuthorizationFailed"],
    texts: [/access is denied because of (?:the )?deny assignment/i],
  },
  values: {
    name: /deny assignment with name '([^']{1,200})'/i,
    action: /perform action '([^']{1,200})'/i,
    scope: /on scope '([^']{1,300})'/i,
  },
  supersedes: ["azure-authorization-failed"],
  happened: ({ values }) =>
    `The caller's role has the action${values.action ? ` ${values.action}` : ""}, and a deny assignment${values.name ? ` ("${values.name}")` : ""} on the scope takes it away again.`,
  causes: [
    {
      id: "managed-by-azure",
      cause:
        "The scope is managed by something else: a deployment stack, a managed application, or a service's own resource group (Databricks, AKS), which protects it.",
      likelihood: "likely",
      distinguish: "The scope > Access control (IAM) > Deny assignments lists it, and says to whom it does not apply.",
      fix: {
        portal: [
          "Make the change through what owns the scope (the deployment stack, the managed application), or use a resource group of your own.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "custom",
      cause: "An administrator made the deny assignment.",
      likelihood: "possible",
      distinguish: "Its page shows that it is not protected by the system.",
      fix: { portal: ["Let it be removed, or the identity be excluded from it."], who: who.assignsAzureRoles },
    },
  ],
  sources: [
    {
      title: "Microsoft: List Azure deny assignments",
      url: "https://learn.microsoft.com/azure/role-based-access-control/deny-assignments",
    },
  ],
});
