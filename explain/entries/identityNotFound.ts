import { entry } from "../entry";
import { integrationFor } from "../kind";
import { newToken } from "../steps";
import { who } from "../who";

export const identityNotFound = entry({
  id: "graph-identity-not-found",
  title: "Microsoft Graph cannot tell which application calls",
  signature: {
    codes: ["Authorization_IdentityNotFound"],
    texts: [/identity of the calling application could not be established/i],
  },
  happened:
    "The token was accepted as genuine, and no service principal of this tenant stands behind it with any consent.",
  causes: [
    {
      id: "no-consent",
      cause:
        "The application has no application permission consented in this tenant, or its service principal was deleted or made anew since the token was issued.",
      likelihood: "likely",
      distinguish: "Enterprise applications lacks the application, or its page Permissions is empty.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Service principal, permissions and consent together."),
        portal: ["App registrations > the application > API permissions > Grant admin consent.", newToken],
        who: who.consentsGraph,
      },
    },
    {
      id: "wrong-tenant",
      cause: "The token was issued by another tenant, or by common, in which the application is not installed.",
      likelihood: "possible",
      distinguish: "The claim tid of the token is not your tenant's ID.",
      fix: {
        portal: ["Use your tenant's ID in the token URL instead of common or organizations."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
    { title: "Worklytics psoxy, Microsoft 365 troubleshooting", url: "https://github.com/Worklytics/psoxy/pull/875" },
  ],
});
