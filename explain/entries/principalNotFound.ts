import { entry } from "../entry";
import { looksOfPrincipalNotFound } from "../looks/principals";
import { who } from "../who";
import { integration } from "../yaml";

export const principalNotFound = entry({
  id: "principal-not-found",
  title: "The principal of a role assignment does not exist (yet)",
  signature: {
    codes: ["PrincipalNotFound"],
    texts: [/Principal \S{1,80} does not exist in the directory/i],
  },
  values: { principal: /Principal ([0-9a-f-]{32,36}) does not exist/i, tenant: /in the directory ([0-9a-f-]{36})/i },
  happened: ({ values }) =>
    `Azure was asked to give a role to the object ${values.principal ?? "in the message"}, which it does not find in the tenant ${values.tenant ?? ""}.`.replace(
      / \.$/,
      ".",
    ),
  causes: [
    {
      id: "replication",
      cause:
        "The principal was created moments ago and has not reached the servers that Azure asks. With principalType given, Azure does not ask.",
      likelihood: "likely",
      distinguish: "The object ID is the one of the new service principal, and it works a minute later.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { existing: "<resource group>" } },
          "This project always gives principalType: ServicePrincipal.",
        ),
        portal: [
          "Set principalType (ServicePrincipal, User or Group) in the role assignment; CLI: --assignee-object-id with --assignee-principal-type ServicePrincipal.",
          "Or run it again.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "wrong-id",
      cause:
        "The ID is a client ID, or an object of another tenant, or was deleted. A role assignment takes the Object ID of the enterprise application.",
      likelihood: "possible",
      distinguish:
        "It fails for good. The ID equals Application (client) ID, or is found nowhere in the tenant of the message.",
      fix: {
        portal: [
          "Enterprise applications > the application > Object ID: use that one, in the tenant that the subscription belongs to.",
        ],
        who: who.assignsAzureRoles,
      },
    },
  ],
  looks: looksOfPrincipalNotFound,
  sources: [
    { title: "Microsoft: Troubleshoot Azure RBAC, replication delay", url: "https://aka.ms/docs-principaltype" },
  ],
});
