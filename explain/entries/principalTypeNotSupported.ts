import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

export const principalTypeNotSupported = entry({
  id: "principal-type-not-supported",
  title: "A role was to be given to the wrong kind of object",
  signature: {
    codes: ["PrincipalTypeNotSupported", "UnmatchedPrincipalType"],
    texts: [
      /Principals of type \w{1,40} cannot validly be used in role assignments/i,
      /has type '\w{1,40}' ?, which is different from specified Princi\w{4,6}Type/i,
    ],
  },
  values: {
    type: /Principals of type (\w{1,40}) cannot/i,
    actual: /has type '(\w{1,40})'/i,
    said: /different from specified Princi\w{4,6}Type '(\w{1,40})'/i,
  },
  happened: ({ values }) =>
    values.actual
      ? `The role assignment says that its principal is a ${values.said ?? "different kind"}, and the object is a ${values.actual}.`
      : `Roles are given to service principals, users and groups, and the object of this ID is of type ${values.type ?? "another kind"}.`,
  causes: [
    {
      id: "application-object-id",
      cause:
        "The Object ID of the app registration was used. The application has two objects with different IDs: the registration, and the service principal (enterprise application), to which roles are given.",
      likelihood: "certain",
      applies: ({ values }) => values.actual === undefined,
      distinguish: "App registrations > Object ID equals the ID that was used.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { existing: "<resource group>" } },
          "This project gives the role to the service principal.",
        ),
        portal: [
          "Enterprise applications > the application > Object ID (or `az ad sp show --id <client id> --query id`): use that one.",
          "Pulumi, Terraform: objectId of ServicePrincipal, not of Application.",
        ],
        who: who.assignsAzureRoles,
      },
    },
    {
      id: "wrong-type-given",
      cause:
        "principalType in the template is wrong for this deployment: it says User, and a pipeline's service principal deploys, or the other way round.",
      likelihood: "certain",
      applies: ({ values }) => values.actual !== undefined,
      distinguish: "The type in the message.",
      fix: {
        portal: ({ values }) => [`Set principalType to ${values.actual}.`],
        who: who.deploys,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Application and service principal objects",
      url: "https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals",
    },
    {
      title: "Microsoft: Troubleshoot Azure RBAC",
      url: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    },
  ],
});
