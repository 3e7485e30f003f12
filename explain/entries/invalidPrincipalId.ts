import { entry } from "../entry";
import { who } from "../who";

export const invalidPrincipalId = entry({
  id: "principal-id-malformed",
  title: "The principal of a role assignment is no object ID",
  signature: {
    codes: ["InvalidPrincipalId"],
    texts: [/Principal ID '[^']{0,120}' is not valid\. Principal ID must be a GUID/i],
  },
  values: { id: /Principal ID '([^']{0,120})' is not valid/i },
  happened: ({ values }) =>
    `A role was to be assigned to ${values.id ? `"${values.id}"` : "a principal"}, which is not a GUID.`,
  causes: [
    {
      id: "not-a-guid",
      cause:
        "A name, an address or an empty value was given where the object ID of the user, group or service principal belongs.",
      likelihood: "certain",
      fix: {
        portal: [
          "Microsoft Entra admin center > Enterprise applications > the application > Object ID (users and groups: Overview > Object ID): give that as principalId.",
          "Pulumi, Terraform: pass the objectId of the resource, as an output, not its name.",
        ],
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
