import { entry } from "../entry";
import { bareRefusal } from "../facts/refusal";
import { integrationFor } from "../kind";
import { serviceNowClientCredentials } from "../steps";
import { who } from "../who";

export const tokenInvalid = entry({
  id: "token-invalid",
  title: "The access token was refused",
  signature: {
    codes: ["InvalidAuthenticationToken", "MissingCredentials", "Authentication_MissingOrMalformed"],
    texts: [
      /Access token is empty/i,
      /CompactToken (?:parsing|validation) failed with (?:reason|error) code/i,
      /JWT is not well formed/i,
      /Authentication failed\. The 'Authorization' header is (?:missing|provided in an invalid format)/i,
      /Valid Authorization header is needed/i,
      /AuthenticationFailedMissingToken|'Authorization' header is not present or provided in an invalid format/i,
    ],
    when: (facts) => facts.signInCodes.length === 0,
    sees: (facts) =>
      bareRefusal(facts, "graph", 401, "Unauthorized") ?? bareRefusal(facts, "azure", 401, "Unauthorized"),
  },
  happened:
    "The API answered 401: what stands in the Authorization header is no access token that it accepts. Permissions were not looked at.",
  causes: [
    {
      id: "expired",
      cause: "The token has expired.",
      likelihood: "likely",
      weigh: ({ facts }) => {
        if (
          /not well formed|token is empty|parsing failed|'Authorization' header is (?:missing|not present|provided in an invalid)/i.test(
            facts.line,
          )
        )
          return { likelihood: "ruled out", because: "the message says that there is no readable token" };
        const token = facts.tokens.find(({ expiresAt }) => expiresAt !== null);
        if (token?.expiresAt && token.expiresAt > facts.now)
          return { likelihood: "ruled out", because: "the token is still valid" };
        return facts.products.includes("ServiceNow") && token === undefined
          ? { likelihood: "possible", because: "ServiceNow renews tokens by itself, as long as it may" }
          : undefined;
      },
      distinguish: "A new token works. Give the token to this command: it says when it ends.",
      fix: {
        portal: ({ facts }) =>
          facts.products.includes("ServiceNow")
            ? [
                "System OAuth > Manage Tokens: delete the integration's tokens; then Get OAuth Token on the credential record (with authorization code: sign in as the service account).",
              ]
            : ["Ask for a new token."],
        who: who.configuresProduct,
      },
    },
    {
      id: "audience",
      cause: "The token is for another API.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /not well formed|token is empty|parsing failed|'Authorization' header is (?:missing|not present|provided in an invalid)/i.test(
          facts.line,
        )
          ? { likelihood: "ruled out", because: "the message says that there is no readable token" }
          : undefined,
      distinguish:
        "The claim aud of the token is not the API that was called. Give the token to this command together with the error.",
      fix: {
        portal: [
          "Ask for the token with the scope of the API that is called: https://graph.microsoft.com/.default, https://management.azure.com/.default.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "malformed",
      cause:
        "The header holds no token: it is empty, cut off, has the word Bearer twice, or holds a refresh token, an ID token or the whole JSON answer.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /not well formed|token is empty|parsing failed|80049217|'Authorization' header is (?:missing|not present|provided in an invalid)/i.test(
          facts.line,
        )
          ? { likelihood: "certain", because: "the message says so" }
          : undefined,
      distinguish: "What was sent does not consist of three parts separated by dots that begin with eyJ.",
      fix: {
        portal: ["Send `Authorization: Bearer <access_token>`, with the value of access_token alone."],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "grant-type-mismatch",
      cause:
        "The Entra spoke signs in a user (authorization code) and the application has only application permissions, or the other way round: ServiceNow then reports 401.",
      likelihood: "likely",
      applies: ({ facts }) => facts.products.includes("ServiceNow"),
      distinguish:
        "The Type of the permissions (Application or Delegated) does not fit the grant type of the OAuth entity profile.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Application permissions and client credentials together."),
        portal: [
          "Authorization Code needs Delegated permissions, Client Credentials needs Application permissions, each with admin consent.",
          ...serviceNowClientCredentials,
        ],
        who: `${who.consentsGraph} In ServiceNow: its administrator.`,
      },
    },
  ],
  sources: [
    {
      title: "ServiceNow KB2550783: Getting 401 Unauthorized Error while Executing Entra ID Spoke Actions",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2550783",
    },
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
  ],
});
