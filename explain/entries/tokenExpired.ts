import { entry } from "../entry";
import { ago } from "../tokens/describe";
import { accessTokens } from "../tokens/judge";
import { who } from "../who";

export const tokenExpired = entry({
  id: "token-expired",
  title: "The access token has expired",
  signature: {
    codes: ["ExpiredAuthenticationToken", "Authentication_ExpiredToken"],
    texts: [
      /Lifetime validation failed, the token is expired/i,
      /Access token has expired(?: or is not yet valid)?/i,
      /access token expiry UTC time '?[^']{0,40}'? is (?:earlier|before)/i,
      /CompactToken validation failed with reason code: 80049228/i,
    ],
    // A call with an expired token is refused with 401; beside another refusal the token is merely old by now.
    sees: (facts) => {
      const { now, statuses, signInCodes, codes } = facts;
      const other = statuses.some((status) => status >= 400 && status !== 401) || signInCodes.length > 0;
      const otherCode = codes.some((code) => !/^(?:InvalidAuthenticationToken|Unauthorized)$/.test(code));
      const expired = accessTokens(facts).find(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
      return expired?.expiresAt && !other && !otherCode
        ? `the token's claim exp: it expired ${ago(expired.expiresAt, now)}`
        : undefined;
    },
  },
  supersedes: ["token-invalid"],
  happened:
    "The API refused the access token because its time is over (usually 60 to 90 minutes after it was issued). Its permissions were not looked at.",
  causes: [
    {
      id: "kept-too-long",
      cause: "The token was stored and used beyond its end instead of being renewed.",
      likelihood: "likely",
      distinguish: "A new token works at once.",
      fix: {
        portal: [
          "Ask for a new token before the old one ends: by client credentials again, or with the refresh token.",
          "ServiceNow: System OAuth > Manage Tokens: delete the token; Get OAuth Token on the credential. If it does not renew itself, check Token lifespan and the refresh token there.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "clock",
      cause: "The clock of the machine is wrong, so that it thinks that the token is still good.",
      likelihood: "unlikely",
      distinguish: "A token that was issued a moment ago is refused as well.",
      fix: { portal: ["Synchronise the machine's clock."], who: "Whoever runs that machine." },
    },
  ],
  sources: [
    {
      title: "Microsoft: Access tokens, lifetime",
      url: "https://learn.microsoft.com/entra/identity-platform/access-tokens#token-lifetime",
    },
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
  ],
});
