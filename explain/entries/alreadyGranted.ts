import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const alreadyGranted = entry({
  id: "permission-already-granted",
  title: "The permission is granted already",
  signature: {
    texts: [
      /Permission being assigned already exists on the object/i,
      /EntitlementGrant entry already exists/i,
      /Permission entry already exists/i,
    ],
    when: ({ ofMicrosoft, codes, line }) =>
      ofMicrosoft ||
      codes.some((code) => /^Request_/.test(code)) ||
      /Permission being assigned|EntitlementGrant|application registration/i.test(line),
  },
  supersedes: ["graph-object-conflict"],
  happened:
    "An app role assignment or permission grant was to be made that exists: the same principal, API and permission. Nothing is missing, and nothing changed.",
  causes: [
    {
      id: "granted-by-hand",
      cause:
        "It was consented before, in the portal or by another stack, and the tool that makes it now does not know.",
      likelihood: "likely",
      distinguish: "The grant is older than the first run of the tool.",
      fix: {
        configuration: (seen) =>
          integrationFor(
            seen,
            {},
            "An application that exists is adopted with existingClientId: what is granted there is left, what is missing is added.",
          ),
        portal: [
          "Pulumi: import it instead of creating it: `pulumi import azuread:index/appRoleAssignment:AppRoleAssignment <name> <resource object id>/appRoleAssignment/<assignment id>`; or delete the grant by hand (Enterprise applications > the application > Permissions) and run again.",
          "In scripts: treat this answer as success.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "declared-twice",
      cause: "It is declared twice, or an earlier attempt succeeded and its answer was lost.",
      likelihood: "possible",
      distinguish:
        "Two resources of the program name the same permission; or the audit log shows the grant at the time of the failed run.",
      fix: {
        portal: ["Remove the second declaration; after a lost answer run `pulumi refresh` and import as above."],
        who: who.deploys,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Graph: Grant an appRoleAssignment for a service principal",
      url: "https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto",
    },
    { title: "msgraph-bicep-types issue 161", url: "https://github.com/microsoftgraph/msgraph-bicep-types/issues/161" },
  ],
});
