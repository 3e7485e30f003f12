import { entry } from "../entry";
import { looksOfNotAssigned } from "../looks/access";
import { enterpriseApplication } from "../steps";
import { who } from "../who";

export const aadsts50105 = entry({
  id: "aadsts50105-not-assigned",
  title: "The application requires assignment, and whoever signs in is not assigned",
  signature: {
    signInCodes: [50105, 501051],
    texts: [/is not assigned to a role for the application/i, /to block users unless they are specifically granted/i],
  },
  values: {
    user: /signed in user '([^']{1,120})'/i,
    app: /(?:for the application|configured the application)[^'(]{0,80}['(]+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i,
  },
  happened: ({ values }) =>
    `The sign-in itself succeeded. The application${values.app ? ` ${values.app}` : ""} lets in only users, groups and applications that are assigned to it, and ${values.user ?? "the one who signed in"} is not.`,
  causes: [
    {
      id: "not-assigned",
      cause:
        "The user (or the service account, or the calling application) is not assigned directly, nor a direct member of an assigned group: members of a group within the group do not count.",
      likelihood: "certain",
      fix: {
        portal: [
          `${enterpriseApplication} > Users and groups > Add user/group: the service account, or a group of which it is a direct member.`,
          "A calling application is assigned by giving it an app role of the other one: its API permissions > Application permissions, with admin consent.",
          "Where everyone in the tenant may use it: Properties > Assignment required? No.",
        ],
        who: `An owner of the enterprise application, ${who.managesEnterpriseApplication}`,
      },
    },
  ],
  looks: looksOfNotAssigned,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50105", url: "https://login.microsoftonline.com/error?code=50105" },
    {
      title: "Microsoft: Error AADSTS50105, the signed in user is not assigned to a role for the application",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50105-user-not-assigned-role",
    },
  ],
});
