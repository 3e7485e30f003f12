import { entry } from "../entry";
import { integrationFor } from "../kind";
import { signInLogs } from "../steps";
import { who } from "../who";

export const continuousAccess = entry({
  id: "token-revoked-by-continuous-access",
  title: "The access token was taken back before its end (continuous access evaluation)",
  signature: {
    texts: [
      /Continuous access evaluation resulted in (?:claims )?challenge[^"]{0,120}/i,
      /TokenCreatedWithOutdatedPolicies|TokenIssuedBeforeRevocationTimestamp|LocationConditionEvaluationSatisfied/,
      /error="insufficient_claims"/i,
    ],
  },
  values: { code: /and code: (\w{3,80})/i },
  supersedes: ["token-invalid", "token-expired", "graph-insufficient-privileges"],
  happened: ({ values }) =>
    `The token is genuine and not expired, and the API wants a new sign-in before it goes on${values.code ? ` (${values.code})` : ""}: a policy, the account or the address changed since it was issued.`,
  causes: [
    {
      id: "session-ended",
      cause:
        "The user's sessions were revoked, the password was changed, or the account was disabled after the token was issued.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /RevocationTimestamp/i.test(facts.line)
          ? { likelihood: "certain", because: "the code says so" }
          : /OutdatedPolicies|LocationCondition/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the code says something else" }
            : undefined,
      distinguish: "The code is TokenIssuedBeforeRevocationTimestamp.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials do not depend on a user's sessions."),
        portal: ["Sign in again; a service account's password change ends what is kept in the product."],
        who: who.configuresProduct,
      },
    },
    {
      id: "policy-changed",
      cause: "A Conditional Access policy was changed, and tokens from before must be renewed.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        /OutdatedPolicies/i.test(facts.line)
          ? { likelihood: "certain", because: "the code says so" }
          : /RevocationTimestamp|LocationCondition/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the code says something else" }
            : undefined,
      distinguish: "The code is TokenCreatedWithOutdatedPolicies.",
      fix: {
        portal: [
          "Drop the token and get a new one (MSAL: without the cache, with the claims of the header WWW-Authenticate); `Disconnect-MgGraph`, `az logout` and sign in again.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "location",
      cause:
        "The API is called from another address than the one that the policy allows (a proxy, IPv6, another outgoing address).",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /LocationCondition/i.test(facts.line)
          ? { likelihood: "certain", because: "the code says so" }
          : /RevocationTimestamp|OutdatedPolicies/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the code says something else" }
            : undefined,
      distinguish: "The sign-in log shows different addresses seen by sign-in and by the API.",
      fix: {
        portal: [`${signInLogs}: both addresses; add them to the named location of the policy.`],
        who: who.managesConditionalAccess,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Continuous access evaluation",
      url: "https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation",
    },
    {
      title: "Microsoft: Claims challenges",
      url: "https://learn.microsoft.com/entra/identity-platform/claims-challenge",
    },
  ],
});
