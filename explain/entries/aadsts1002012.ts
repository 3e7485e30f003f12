import { entry } from "../entry";
import { integrationFor } from "../kind";
import { apiPermissions } from "../steps";
import { who } from "../who";

export const aadsts1002012 = entry({
  id: "aadsts1002012-invalid-scope",
  title: "The scope of the token request is not valid",
  signature: {
    signInCodes: [1002012, 70011, 28002, 28003, 700022],
    texts: [
      /Client credential flows must have a scope value/i,
      /provided value for the input parameter 'scope' is(?: not|n't) valid/i,
    ],
  },
  values: { scope: /(?:value for scope|The scope) (\S{1,300}?) is(?: not|n't) valid/i },
  happened: ({ values }) =>
    `The token request's scope${values.scope ? ` "${values.scope}"` : ""} was refused. No token was issued.`,
  causes: [
    {
      id: "needs-default",
      cause:
        "Client credentials do not name permissions: they ask for an API's identifier followed by /.default, and get all application permissions that were consented.",
      likelihood: "likely",
      weigh: ({ facts, values }) => {
        if (facts.signInCodes.includes(1002012) || /client credential/i.test(facts.line)) {
          return { likelihood: "certain", because: "the message is about the client credential flow" };
        }
        return /\/\.default$/.test(values.scope ?? "")
          ? { likelihood: "ruled out", because: "the scope ends in /.default" }
          : undefined;
      },
      distinguish: "The request's grant_type is client_credentials, and its scope does not end in /.default.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "npm run handover prints the scope to enter."),
        portal: [
          "Scope https://graph.microsoft.com/.default (Azure: https://management.azure.com/.default).",
          "ServiceNow: the OAuth provider > OAuth Entity Scopes: delete all, make one with that value, and select it in the OAuth Entity Profile.",
          `What the application may do is set in ${apiPermissions}, as application permissions with admin consent.`,
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "unknown-scope",
      cause:
        "The scope names a permission that does not exist for users of that API, or mixes the permissions of two APIs.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(1002012)
          ? { likelihood: "ruled out", because: "AADSTS1002012 is about /.default" }
          : undefined,
      distinguish: "A user signs in (authorization code), and one of the names is misspelt or belongs to another API.",
      fix: {
        portal: [
          "Ask for one API at a time, with names from its delegated permissions, for example https://graph.microsoft.com/User.Read offline_access.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS1002012",
      url: "https://login.microsoftonline.com/error?code=1002012",
    },
    {
      title: "Microsoft: Scopes and permissions, the .default scope",
      url: "https://learn.microsoft.com/entra/identity-platform/scopes-oidc#the-default-scope",
    },
  ],
});
