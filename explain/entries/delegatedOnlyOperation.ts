import { entry } from "../entry";
import { integrationFor } from "../kind";
import { serviceNowServiceAccount } from "../steps";
import { who } from "../who";

export const delegatedOnlyOperation = entry({
  id: "graph-operation-needs-a-user",
  title: "The operation needs a signed-in user, and an application calls by itself",
  signature: {
    texts: [
      /\/me request is only valid with delegated authentication flow/i,
      /Calling this API using (?:MSGraph )?Application Permissions is not supported/i,
      /API is not supported (?:in|with) (?:app(?:lication)?[- ]only|application permissions?)/i,
      /not supported (?:for|with) app-only (?:authentication|access|context|tokens?)/i,
    ],
  },
  supersedes: ["graph-insufficient-privileges"],
  happened:
    "The token is an application's (client credentials), and the call is one for a user: /me stands for the user of the token, and some operations have no application permission at all.",
  causes: [
    {
      id: "me-without-user",
      cause: "The address has /me, which has no meaning without a user.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /\/me\b/.test(facts.line) ? { likelihood: "certain", because: "the input has /me" } : undefined,
      distinguish: "The path begins with /me.",
      fix: {
        portal: [
          "Call /users/{id or userPrincipalName}/… instead of /me/…, and give the application the application permission for it.",
        ],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "no-application-permission",
      cause: "The operation can be done for users only; no application permission allows it.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /\/me request/.test(facts.line)
          ? { likelihood: "ruled out", because: "the message is about /me" }
          : { likelihood: "likely", because: "the message says that application permissions are not supported" },
      distinguish: "The operation's reference page says Application: Not supported.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, {}, "What no application permission allows stays with mode: serviceAccount."),
        portal: [
          "Let a user's token be used for that operation: a service account with the directory role it takes.",
          ...serviceNowServiceAccount,
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-flow",
      cause: "A user was meant to sign in, and the program asked for the token with client credentials.",
      likelihood: "possible",
      distinguish: "The program has a user in front of it.",
      fix: {
        portal: [
          "Use the authorization code flow (MSAL: acquireTokenInteractive, acquireTokenByCode) and delegated permissions.",
        ],
        who: "Whoever develops the program.",
      },
    },
  ],
  sources: [
    { title: "Microsoft Graph: Get a user", url: "https://learn.microsoft.com/graph/api/user-get" },
    {
      title: "Microsoft Graph: Authentication and authorization basics",
      url: "https://learn.microsoft.com/graph/auth/auth-concepts",
    },
  ],
});
