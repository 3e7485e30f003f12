import { entry } from "../entry";
import { integrationFor } from "../kind";
import { looksOfEmptyToken } from "../looks/missingRoles";
import { grantApplicationPermissions, newToken } from "../steps";
import { accessTokens } from "../tokens/judge";
import { who } from "../who";

export const tokenWithoutPermissions = entry({
  id: "token-without-permissions",
  title: "The access token carries no permission",
  signature: {
    texts: [
      /Either scp or roles claim need to be present in the token/i,
      /Neither scope or roles claim was found in the bearer token/i,
    ],
    sees: (facts) => {
      const empty = accessTokens(facts).some(
        ({ kind, roles, api }) =>
          kind === "application" && roles.length === 0 && api !== null && api !== "Azure Resource Manager",
      );
      return empty ? 'an application\'s token without the claim "roles"' : undefined;
    },
  },
  happened:
    "The sign-in succeeded and issued a token, as it does for any application, and the token holds neither application permissions (roles) nor delegated ones (scp).",
  causes: [
    {
      id: "not-consented",
      cause: "Application permissions are listed on the application, and admin consent was not given.",
      likelihood: "likely",
      distinguish: "API permissions shows Type Application without the green status.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "`pulumi up` declares the permissions and consents to them."),
        portal: [
          "Microsoft Entra admin center > App registrations > the application > API permissions > Grant admin consent.",
          newToken,
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "delegated-only",
      cause:
        "The permissions are listed as Delegated: they count only in a user's token, and client credentials have no user.",
      likelihood: "likely",
      distinguish: "API permissions shows Type Delegated.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "As application permissions."),
        portal: [
          ...grantApplicationPermissions(["the same names"]),
          "Remove the delegated entries, which mislead the next reader.",
          newToken,
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "consent-too-fresh",
      cause: "The consent is newer than the token.",
      likelihood: "possible",
      distinguish: "A token that is issued some minutes later has the roles.",
      fix: { portal: [newToken], who: who.configuresProduct },
    },
  ],
  looks: looksOfEmptyToken,
  sources: [
    {
      title: "Microsoft: Access token claims, roles and scp",
      url: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
    },
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
  ],
});
