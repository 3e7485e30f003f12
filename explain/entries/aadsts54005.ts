import { entry } from "../entry";
import { serviceNowServiceAccount } from "../steps";
import { who } from "../who";

export const aadsts54005 = entry({
  id: "aadsts54005-authorization-code",
  title: "The authorization code cannot be redeemed",
  signature: {
    signInCodes: [54005, 501481, 50147, 700005, 50089, 9002313],
    texts: [
      /OAuth2 Authorization code was already redeemed/i,
      /provided authorization code or refresh token has expired due to inactivity/i,
      /provided value for the '?code'? parameter is not valid/i,
      /Code_Verifier doesn't match the code_challenge|code_verifier does not match/i,
    ],
  },
  happened:
    "A user signed in, and the product got a code that it exchanges for a token, once and within minutes. The exchange was refused.",
  causes: [
    {
      id: "used-twice",
      cause:
        "The code was used already: the page with the code was loaded again, two nodes of the product both redeemed it, or the request was repeated.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(54005) || /already redeemed/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says so" }
          : facts.signInCodes.some((code) => [501481, 50147, 700005, 9002313].includes(code))
            ? { likelihood: "ruled out", because: "the code of the error is another one" }
            : undefined,
      distinguish: "AADSTS54005.",
      fix: {
        portal: [
          "Begin the sign-in anew in a private window, and let it finish; do not reload the page.",
          ...serviceNowServiceAccount.slice(1, 2),
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "expired",
      cause: "More time passed between sign-in and exchange than the code lives (some minutes).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(50089) || /has expired due to inactivity/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says so" }
          : facts.signInCodes.length > 0
            ? { likelihood: "unlikely", because: "the code of the error is another one" }
            : undefined,
      distinguish: "The message speaks of expiry.",
      fix: { portal: ["Begin the sign-in anew."], who: who.configuresProduct },
    },
    {
      id: "pkce",
      cause:
        "The verifier (PKCE) of the exchange does not belong to the challenge of the sign-in: two sign-ins at once, or a lost session.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [501481, 50147].includes(code)) || /code_?verifier/i.test(facts.line)
          ? { likelihood: "certain", because: "the message says so" }
          : undefined,
      distinguish: "AADSTS501481.",
      fix: {
        portal: [
          "Close the other windows and begin anew; where the product runs on several nodes, they must share the session.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "other-tenant",
      cause: "Authorization URL and token URL are of different tenants: a code is redeemed where it was issued.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(700005) ? { likelihood: "certain", because: "AADSTS700005 says so" } : undefined,
      distinguish: "AADSTS700005; one of the two URLs says common, or another ID.",
      fix: {
        portal: [
          "Use the same tenant ID in both URLs (ServiceNow: System OAuth > Application Registry > the provider).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "malformed",
      cause:
        "The request is malformed: the code was cut off or encoded twice, a parameter has a wrong name, or the body is not form-encoded.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(9002313) || /value for the '?code'? parameter is not valid/i.test(facts.line)
          ? { likelihood: "likely", because: "the message says that the request is not valid" }
          : { likelihood: "unlikely", because: "the message says something else" },
      distinguish: "AADSTS9002313; the same request fails each time.",
      fix: {
        portal: [
          "Send Content-Type application/x-www-form-urlencoded, each value encoded once, and redirect_uri exactly as in the sign-in.",
        ],
        who: "Whoever develops the program.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Authorization code flow",
      url: "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow",
    },
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS54005, 501481, 700005, 9002313",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
