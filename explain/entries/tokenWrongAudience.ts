import { entry, type Seen } from "../entry";
import { integrationFor } from "../kind";
import { accessTokens, wrongAudience } from "../tokens/judge";
import { who } from "../who";

const audiences: Readonly<Record<string, string>> = {
  graph: "https://graph.microsoft.com/.default",
  azure: "https://management.azure.com/.default",
  defender: "https://api.securitycenter.microsoft.com/.default",
  threatProtection: "https://api.security.microsoft.com/.default",
};

/** The scope to ask for, by the API that was called. */
function rightScope({ facts }: Seen): string {
  const called = facts.requests.find(({ service }) => service && audiences[service])?.service;
  if (called) return audiences[called] as string;
  return /allowed audiences 'https:\/\/management/.test(facts.line)
    ? (audiences.azure as string)
    : (audiences.graph as string);
}

const bare = (url: string) => url.replace(/\/+$/, "").toLowerCase();
/** Whether the audience is one of those allowed, but for the slash at its end. */
function sameButSlash({ facts, values }: Seen): boolean {
  const { got } = values;
  const allowed: readonly string[] =
    /allowed audiences ((?:'[^']{1,200}',?\s?){1,20})/i.exec(facts.line)?.[1]?.match(/[^',\s]+/g) ?? [];
  return got !== undefined && !allowed.includes(got) && allowed.some((one) => bare(one) === bare(got));
}

export const tokenWrongAudience = entry({
  id: "token-wrong-audience",
  title: "The access token is for another API",
  signature: {
    codes: ["InvalidAuthenticationTokenAudience"],
    texts: [
      /token validation failure\. Invalid audience/i,
      /access token has been obtained (?:for|from) wrong audience or resource/i,
    ],
    sees: (facts) => accessTokens(facts).flatMap((token) => wrongAudience(token, facts) ?? [])[0],
  },
  values: {
    got: /wrong audience or resource '([^']{1,200})'/i,
  },
  supersedes: ["token-invalid", "token-without-permissions"],
  happened: (seen) => {
    const token = accessTokens(seen.facts).find((one) => wrongAudience(one, seen.facts) !== undefined);
    const audience = seen.values.got ?? token?.audience;
    return `Every access token is for one API (claim aud), and this one${audience ? `, for ${audience},` : ""} was sent to another, which refused it before looking at permissions.`;
  },
  causes: [
    {
      id: "slash",
      cause:
        "It is the right API, and its identifier was written with a slash more or less than the API accepts: the claim aud repeats it as it was asked for.",
      likelihood: "certain",
      applies: (seen) => sameButSlash(seen),
      distinguish: "The audience in the message and an allowed one differ only in the slash at the end.",
      fix: {
        portal: [
          "Ask for exactly one of the allowed audiences. Where it ends in a slash, the scope has two: https://management.core.windows.net//.default. Without that doubt: https://management.azure.com/.default.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-scope",
      cause: (seen) =>
        `The token was asked for with another API's scope. For this call the scope is ${rightScope(seen)}.`,
      likelihood: "likely",
      weigh: (seen) => {
        const { facts } = seen;
        const sentence = accessTokens(facts).flatMap((token) => wrongAudience(token, facts) ?? [])[0];
        if (sameButSlash(seen)) return { likelihood: "unlikely", because: "it is the API's, but for a slash" };
        return sentence ? { likelihood: "certain", because: `the token says so. ${sentence}` } : undefined;
      },
      distinguish: "The claim aud of the token names an API of Microsoft that is not the one called.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "npm run handover prints the scope of each integration."),
        portal: (seen) => [
          `Ask for the token with scope ${rightScope(seen)}.`,
          "ServiceNow: the OAuth provider > OAuth Entity Scopes: delete all, make one with that value, select it in the OAuth Entity Profile; Manage Tokens: delete the old ones; get a new token.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "own-token",
      cause:
        "The token is for the application itself (an ID token, or api://<client id>) and was passed on, instead of a token for the API being asked for on the user's behalf.",
      likelihood: "possible",
      weigh: ({ facts }) => {
        if (facts.tokens.some(({ kind }) => kind === "id"))
          return { likelihood: "certain", because: "the input holds an ID token" };
        return accessTokens(facts).some(({ api }) => api !== null)
          ? { likelihood: "ruled out", because: "the token is for an API of Microsoft" }
          : undefined;
      },
      distinguish: "The claim aud is the application's client ID or api://<client id>.",
      fix: {
        portal: [
          "Exchange it: grant_type urn:ietf:params:oauth:grant-type:jwt-bearer with requested_token_use=on_behalf_of and the API's scope.",
        ],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "other-cloud",
      cause: "The token is for the public cloud and the call went to a government one, or the other way round.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        /usgovcloudapi|\.us\b|chinacloudapi/i.test(facts.line)
          ? { likelihood: "likely", because: "the message names another cloud's address" }
          : undefined,
      distinguish: "The two audiences in the message differ only by their cloud's domain.",
      fix: { portal: ["Use sign-in address, scope and API address of one cloud."], who: who.configuresProduct },
    },
  ],
  sources: [
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
    {
      title: "Microsoft: Access token claims, aud",
      url: "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference",
    },
  ],
});
