import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const aadsts500133 = entry({
  id: "aadsts500133-user-assertion",
  title: "The user's token that was to be exchanged (on-behalf-of) was refused",
  signature: {
    signInCodes: [500133, 50013, 500131, 7000114, 7000113],
    texts: [
      /AADSTS\d+: Assertion (?:is not within its valid time range|failed signature validation|audience)/i,
      /is not allowed to make application on-behalf-of calls/i,
    ],
  },
  happened:
    "A program received a user's access token and wanted to exchange it for one of another API (on-behalf-of flow). The sign-in service refused the token that was handed in.",
  causes: [
    {
      id: "expired",
      cause:
        "The token that was handed in had expired: it was kept, and not renewed by the program that the user works with.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /not within its valid time range/i.test(facts.line) || facts.signInCodes.includes(500133)
          ? { likelihood: "certain", because: "the message says that its time is over" }
          : /failed signature|Assertion audience|on-behalf-of calls/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the message says something else" }
            : undefined,
      distinguish: "AADSTS500133, or the claim exp of the token is past.",
      fix: {
        portal: ["Let the calling program renew its token before each call, and answer 401 where it is too old."],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "wrong-token",
      cause:
        "The token is none for the program itself: it is one for Microsoft Graph (whose signature only Graph can check), an ID token, or of another audience.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        /failed signature|Assertion audience/i.test(facts.line) || facts.signInCodes.includes(500131)
          ? {
              likelihood: "likely",
              because: "the signature or audience of the token does not fit, as with a token for Microsoft Graph",
            }
          : /time range|on-behalf-of calls/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the message says something else" }
            : undefined,
      distinguish:
        "The claim aud of the token is not the program's client ID or api://<client id>. Give the token to this command.",
      fix: {
        portal: [
          "Ask for the first token with the scope of the program itself (api://<client id>/<scope>), not with one of Microsoft Graph.",
        ],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "not-allowed",
      cause:
        "The application may not act on behalf of users, or the token is an application's: an integration without a user needs client credentials.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [7000114, 7000113].includes(code))
          ? { likelihood: "certain", because: "the code says so" }
          : undefined,
      distinguish: "AADSTS7000114; or the token has no claim scp.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials: no user's token is exchanged."),
        portal: ["Ask for the token with grant_type=client_credentials instead of on_behalf_of."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: On-behalf-of flow",
      url: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow",
    },
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS50013, 500133, 7000114",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
