import { entry } from "../entry";
import { integrationFor } from "../kind";
import { apiPermissions } from "../steps";
import { who } from "../who";

export const aadsts650057 = entry({
  id: "aadsts650057-resource-not-listed",
  title: "The application does not list the API that it asks a token for",
  signature: {
    signInCodes: [650057, 650056, 65005, 90008, 650054],
    texts: [
      /requested access to a resource which is not listed in the requested permissions/i,
      /client has not listed any permissions for '/i,
    ],
  },
  values: {
    app: /Client app ID: ?([0-9a-f-]{36})/i,
    resource: /(?:Resource value from request: ?|listed any permissions for ')([^'\s]{1,120}[^'\s.]|[^']{1,80})/i,
    resourceId: /Resource app ID: ?([0-9a-f-]{36})/i,
  },
  supersedes: ["aadsts65001-consent-missing"],
  happened: ({ values }) =>
    `A token for ${values.resource ?? "an API"} was asked for, and the registration of the application${values.app ? ` ${values.app}` : ""} has no permission of that API: neither listed, nor consented.`,
  causes: [
    {
      id: "not-listed",
      cause: ({ facts }) =>
        `The application's API permissions lack the API of the request${facts.signInCodes.includes(90008) ? "; at least User.Read (Sign in and read user profile) of Microsoft Graph must be there" : ""}.`,
      likelihood: "likely",
      distinguish: "API permissions has no group for the API that the message names.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "`pulumi up` lists the permissions and consents to them."),
        portal: [
          `${apiPermissions} > Add a permission > the API in the message (at least Microsoft Graph > Delegated permissions > User.Read).`,
          "The same page: Grant admin consent; the status of each must turn green.",
        ],
        who: who.consentsDelegated,
      },
    },
    {
      id: "wrong-resource",
      cause:
        "The request names another API than was meant: graph.windows.net (Azure AD Graph, retired) in place of graph.microsoft.com, the application's own ID, or a misspelt address.",
      likelihood: "possible",
      weigh: ({ facts, values }) =>
        /AAD Graph|graph\.windows\.net|00000002-0000-0000-c000-000000000000/i.test(
          `${values.resource ?? ""} ${values.resourceId ?? ""} ${facts.line}`,
        )
          ? { likelihood: "likely", because: "the message names Azure AD Graph (graph.windows.net), which is retired" }
          : undefined,
      distinguish: "The resource in the message is not the API that the program calls afterwards.",
      fix: {
        portal: [
          "Correct resource or scope of the token request: https://graph.microsoft.com/.default, https://management.azure.com/.default.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "not-consented",
      cause: "The permissions are listed, and nobody has consented to them in this tenant.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(650057)
          ? { likelihood: "unlikely", because: "AADSTS650057 says that the API is not listed" }
          : undefined,
      distinguish: "API permissions lists the API without the green status.",
      fix: {
        portal: [`${apiPermissions} > Grant admin consent.`],
        who: who.consentsDelegated,
      },
    },
    {
      id: "wrong-client-id",
      cause: "The client ID (with SAML: the identifier, Entity ID) of the request is another application's.",
      likelihood: "possible",
      distinguish: "The Client app ID of the message is not the application whose permissions you look at.",
      fix: {
        portal: ["Compare the client ID in the product with App registrations > the application > Overview."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Error AADSTS650056, misconfigured application",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts650056-misconfigured-app",
    },
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS650057, 65005, 90008",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
