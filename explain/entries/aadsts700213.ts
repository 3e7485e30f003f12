import { entry, type Seen } from "../entry";
import { integrationFor } from "../kind";
import { looksOfFederatedMismatch } from "../looks/federatedCredentials";
import { federatedCredentials } from "../steps";
import { who } from "../who";

/** The token of another issuer that the input contains, to compare with the message. */
const presented = ({ facts }: Seen) => facts.tokens.find(({ kind }) => kind === "other issuer");

const credential = (seen: Seen) => ({
  credential: {
    type: "federated",
    issuer: seen.values.issuer ?? presented(seen)?.issuer ?? "<claim iss of the token>",
    subject: seen.values.subject ?? presented(seen)?.subject ?? "<claim sub of the token>",
  },
});

export const aadsts700213 = entry({
  id: "aadsts700213-federated-credential-mismatch",
  title: "No federated credential of the application fits the token that was presented",
  signature: {
    signInCodes: [70021, 700211, 700212, 700213, 7002137, 7002138, 700222, 700226],
    texts: [
      /No matching federated identity record found/i,
      /AAD-issued tokens may not be used for federated identity flows/i,
    ],
  },
  values: {
    subject: /(?:assertion subject|subject claim -) '?([^'\s]{1,300})'?/i,
    issuer: /(?:assertion issuer '|issuer - )([^'\s]{1,300})/i,
  },
  happened: (seen) => {
    const subject = seen.values.subject ?? presented(seen)?.subject;
    return `A token of another issuer (GitHub Actions, Azure DevOps, Kubernetes …) was presented in place of a secret. Issuer, subject and audience must each equal one federated credential of the application, letter by letter, and none does.${subject ? ` The subject presented was "${subject}".` : ""}`;
  },
  causes: [
    {
      id: "subject",
      cause:
        "The subject differs: the credential was made for a branch and the job runs for an environment, a pull request or a tag; the repository or service account was renamed; or it was entered with a placeholder.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(7002138)
          ? { likelihood: "ruled out", because: "AADSTS7002138 says that it differs only in letter case" }
          : facts.signInCodes.some((code) => [700211, 700212, 700222, 700226].includes(code))
            ? { likelihood: "ruled out", because: "the message names the issuer or the audience" }
            : undefined,
      distinguish:
        "Compare the subject in the message with Subject identifier of the credential. GitHub: repo:<owner>/<repo>:ref:refs/heads/<branch>, :environment:<name> or :pull_request. The portal may have written numeric IDs into it (repo:<owner>@<id>/<repo>@<id>), which a job presents only where the repository is set to.",
      fix: {
        configuration: (seen) => integrationFor(seen, credential(seen), "Exactly the subject that is presented."),
        portal: [
          `${federatedCredentials}: open the credential, set Subject identifier to the subject in the message, letter by letter; or add a credential for it.`,
          "Or change the job so that it presents the subject that is configured (GitHub: environment: in the job).",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "letter-case",
      cause: "The subject differs only in upper and lower case. Matching is case-sensitive since 2024.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(7002138)
          ? { likelihood: "certain", because: "AADSTS7002138 says so" }
          : facts.signInCodes.some((code) => [700211, 700212].includes(code))
            ? { likelihood: "ruled out", because: "the message names the issuer or the audience" }
            : { likelihood: "unlikely", because: "AADSTS7002138 would say so" },
      distinguish: "AADSTS7002138, and a text that speaks of case-insensitive comparison.",
      fix: {
        configuration: (seen) => integrationFor(seen, credential(seen), "In the letter case that is presented."),
        portal: [
          `${federatedCredentials}: enter the subject in the letter case of the message (owner, repository and environment too).`,
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "issuer",
      cause:
        "The issuer differs: another URL (a trailing slash counts), a cluster that was rebuilt, an organisation of GitHub Enterprise with its own issuer.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(700211)
          ? { likelihood: "certain", because: "AADSTS700211 names the issuer" }
          : facts.signInCodes.some((code) => [700213, 7002137, 7002138, 700212].includes(code))
            ? { likelihood: "unlikely", because: "the message names something else" }
            : undefined,
      distinguish: "AADSTS700211, or the claim iss of the token differs from Issuer of the credential.",
      fix: {
        configuration: (seen) => integrationFor(seen, credential(seen)),
        portal: [`${federatedCredentials}: set Issuer to the claim iss of the token, without a slash more or less.`],
        who: who.managesApplication,
      },
    },
    {
      id: "audience",
      cause: "The audience differs: the token was not asked for api://AzureADTokenExchange.",
      likelihood: "unlikely",
      weigh: (seen) => {
        const { facts } = seen;
        const audience = presented(seen)?.audience;
        if (facts.signInCodes.includes(700212))
          return { likelihood: "certain", because: "AADSTS700212 names the audience" };
        if (audience && audience !== "api://AzureADTokenExchange")
          return { likelihood: "likely", because: `the token's audience is ${audience}` };
        return undefined;
      },
      distinguish: "AADSTS700212, or the claim aud of the token is another.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, credential(seen), "audience is api://AzureADTokenExchange by default."),
        portal: [
          "Ask the issuer for a token with audience api://AzureADTokenExchange, or set Audience of the credential to the token's.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "issued-by-entra",
      cause:
        "The token that was presented is one of Microsoft Entra ID itself: a user's, or another application's. Only a managed identity's can take the place of a secret.",
      likelihood: "unlikely",
      applies: ({ facts }) =>
        facts.signInCodes.some((code) => [700222, 700226].includes(code)) || /AAD-issued tokens/i.test(facts.line),
      weigh: () => ({ likelihood: "certain", because: "the message says so" }),
      distinguish:
        "AADSTS700222 or AADSTS700226; the claim iss of the token is login.microsoftonline.com or sts.windows.net.",
      fix: {
        portal: [
          "Present the token of the pipeline's own issuer (GitHub: ACTIONS_ID_TOKEN_REQUEST_URL), or, in Azure, that of a managed identity with audience api://AzureADTokenExchange.",
        ],
        who: "Whoever maintains the pipeline.",
      },
    },
    {
      id: "replication",
      cause: "The credential was made moments ago and is not everywhere yet.",
      likelihood: "unlikely",
      distinguish: "It works some minutes later without a change.",
      fix: { portal: ["Wait a few minutes and try again."], who: who.deploys },
    },
  ],
  looks: looksOfFederatedMismatch,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700213", url: "https://login.microsoftonline.com/error?code=700213" },
    {
      title: "Microsoft: Workload identity federation",
      url: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
    },
    {
      title: "Microsoft: Breaking changes, August 2024: case-sensitive matching",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-breaking-changes#august-2024",
    },
  ],
});
