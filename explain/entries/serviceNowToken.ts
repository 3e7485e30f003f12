import { entry } from "../entry";
import type { Facts } from "../facts/facts";
import { serviceNowClientCredentials } from "../steps";
import { who } from "../who";
import { integration } from "../yaml";

/** ServiceNow's own sentences: they say that it got no token, and not from whom. */
const sentences = [
  /OAuth flow failed\. Verify the configurations and try again/i,
  /Unable to (?:obtain|get|retrieve) (?:an? )?OAuth (?:access )?token/i,
  /OAuth (?:access )?token (?:is )?not available/i,
  /Could not retrieve a new access token with the refresh token/i,
];
const ofRefresh = /refresh token/i;
const withoutToken = /Missing parameters: access_token/i;

/** Where the sign-in service says why, or another product is the provider, that is the answer. */
const unexplained = ({ signInCodes, foreign, products, ofMicrosoft, line }: Facts) =>
  signInCodes.length === 0 &&
  foreign.length === 0 &&
  (ofMicrosoft ||
    products.includes("ServiceNow") ||
    sentences[0]?.test(line) === true ||
    sentences[3]?.test(line) === true);

export const serviceNowToken = entry({
  id: "servicenow-oauth-token",
  title: "ServiceNow got no token for the connection",
  signature: { texts: sentences, when: unexplained },
  happened:
    "ServiceNow has no token that it could send, so nothing was called. The sentence is ServiceNow's; what the token endpoint answered stands in its own log.",
  causes: [
    {
      id: "answer-without-token",
      cause:
        "The address that was asked answered without a token: the Token URL is wrong (the authorization endpoint, an address without the tenant ID), or it does not fit the grant type.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        withoutToken.test(facts.line)
          ? { likelihood: "likely", because: "the answer came, and had no access_token in it" }
          : undefined,
      distinguish:
        "Token URL of the provider is not https://login.microsoftonline.com/<tenant ID>/oauth2/v2.0/token, letter by letter.",
      fix: {
        portal: [
          "ServiceNow > System OAuth > Application Registry > the provider: Token URL https://login.microsoftonline.com/<tenant ID>/oauth2/v2.0/token; `npm run handover` prints it.",
          "The same record: Default Grant type and the OAuth Entity Profile's Grant type must be the same one.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "refresh-token-ended",
      cause:
        "The stored refresh token is not valid any more: it was not used for 90 days, the account's password was changed, its sessions were revoked, or the client secret ended.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        ofRefresh.test(facts.line) && !withoutToken.test(facts.line)
          ? { likelihood: "likely", because: "it is the renewal that failed" }
          : undefined,
      distinguish: "It worked for weeks. Get OAuth Token on the credential record works, and lasts for a while again.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke",
          { mode: "application" },
          "Client credentials have no refresh token that could end.",
        ),
        portal: [
          "Connections & Credentials > Credentials > the OAuth 2.0 credential > Get OAuth Token, signed in as the service account.",
          ...serviceNowClientCredentials,
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "never-obtained",
      cause:
        "No token was ever obtained for this credential: the alias has no active connection, or another credential record than the one for which Get OAuth Token was clicked. After a clone, tokens of the source are gone.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        withoutToken.test(facts.line) || ofRefresh.test(facts.line)
          ? { likelihood: "possible", because: "an attempt was made" }
          : undefined,
      distinguish: "System OAuth > Manage Tokens lists no access token for the provider's profile.",
      fix: {
        portal: [
          "Connections & Credentials > Connection & Credential Aliases > the alias > Connections: one active, whose credential is the OAuth 2.0 credential of the provider.",
          "That credential > Get OAuth Token. Errors of the token endpoint (AADSTS…): System Logs > All, source OAuth; give that line to this command.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "ServiceNow KB2322669: Troubleshooting OAuth access tokens in spokes",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2322669",
    },
    {
      title: "ServiceNow community: Could not retrieve a new access token with the refresh token",
      url: "https://www.servicenow.com/community/servicenow-ai-platform-forum/user-not-authenticated-could-not-retrieve-a-new-access-token/td-p/3532967",
    },
    {
      title: "Microsoft Q&A 5821510: OAuth flow failed, Missing parameters: access_token",
      url: "https://learn.microsoft.com/answers/questions/5821510/oauth-flow-failed-verify-the-configurations-and-tr",
    },
  ],
});
