import { entry } from "../entry";
import { who } from "../who";

export const backingApplication = entry({
  id: "graph-backing-application",
  title: "A service principal cannot be created: its application is not seen in this tenant",
  signature: { texts: [/backing application of the service principal being creat/i] },
  supersedes: ["graph-insufficient-privileges"],
  happened:
    "Creating a service principal was refused because Microsoft Graph found no application with that client ID in this tenant. The message is misleading: it comes for several reasons.",
  causes: [
    {
      id: "wrong-id",
      cause: "The Object ID of the application was given in place of its client ID.",
      likelihood: "likely",
      distinguish: "The ID that was sent equals Object ID in App registrations.",
      fix: {
        portal: [
          "Pulumi and Terraform: clientId of ServicePrincipal is the application's clientId, not its id or objectId.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "replication",
      cause: "The application was created moments ago and is not everywhere yet.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.products.includes("Terraform") || facts.products.includes("Pulumi")
          ? { likelihood: "possible", because: "the provider repeats the request by itself for some time" }
          : undefined,
      distinguish: "It works when run again.",
      fix: { portal: ["Run it again; in scripts wait and repeat."], who: who.deploys },
    },
    {
      id: "role",
      cause:
        "The caller may create service principals only for applications that it owns, and this one is somebody else's, or of another tenant.",
      likelihood: "possible",
      distinguish: "It fails for good with the right client ID, and works for Application Administrator.",
      fix: {
        portal: [
          "Roles & admins > Cloud Application Administrator for the person; for an application the permission Application.ReadWrite.All, or make it an owner of the application.",
        ],
        who: who.assignsDirectoryRoles,
      },
    },
  ],
  sources: [
    {
      title: "terraform-provider-azuread issue 992",
      url: "https://github.com/hashicorp/terraform-provider-azuread/issues/992",
    },
    {
      title: "Microsoft Graph: Create servicePrincipal",
      url: "https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals",
    },
  ],
});
