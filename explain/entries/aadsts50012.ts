import type { Seen } from "../entry";
import { entry } from "../entry";
import { secrets } from "../steps";
import { who } from "../who";

const line = ({ facts }: Seen) => facts.line;
const audience = /audience claim (?:does not|doesn't)|AADSTS700023\b/i;

export const aadsts50012 = entry({
  id: "aadsts50012-client-assertion-invalid",
  title: "The client assertion was refused for what is in it",
  signature: {
    signInCodes: [50012, 50048, 700021, 700023, 700026, 700030, 50027],
    texts: [
      /Client assertion audience claim does not match/i,
      /Subject mismatches Issuer claim in the client assertion/i,
      /Client assertion application identifier doesn't match 'client_id'/i,
      /Client assertion contains an invalid (?:audience|issuer|subject)/i,
      /subject name in certificate is not authorized/i,
    ],
  },
  happened:
    "The application proves who it is with a signed assertion (a JWT) in place of a secret. The assertion could be read, and one of its claims is not what the sign-in service expects.",
  causes: [
    {
      id: "audience",
      cause:
        "The claim aud of the assertion is not the token endpoint that it is sent to: it must be https://login.microsoftonline.com/<tenant id>/oauth2/v2.0/token (or /oauth2/token where that one is called).",
      likelihood: "possible",
      weigh: (seen) =>
        audience.test(line(seen))
          ? { likelihood: "certain", because: "the message names the audience" }
          : seen.facts.signInCodes.some((code) => [50048, 700021, 700030].includes(code))
            ? { likelihood: "ruled out", because: "the message names another claim" }
            : undefined,
      distinguish: "The message speaks of the audience. Give the assertion to this command: it shows its claims.",
      fix: {
        portal: [
          "Set aud of the assertion to the address of the token endpoint, with the same tenant and version (ServiceNow: the JWT provider of the OAuth profile > claim aud).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "issuer-subject",
      cause:
        "The claims iss and sub of the assertion must both be the application's client ID, and equal client_id of the request.",
      likelihood: "likely",
      weigh: (seen) =>
        /Subject mismatches Issuer|identifier doesn't match|AADSTS(?:50048|700021)\b/i.test(line(seen))
          ? { likelihood: "certain", because: "the message names them" }
          : audience.test(line(seen))
            ? { likelihood: "unlikely", because: "the message names the audience" }
            : undefined,
      distinguish: "AADSTS50048 or AADSTS700021.",
      fix: {
        portal: [
          "Set iss and sub of the assertion to the Application (client) ID, and client_id of the request as well.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "subject-name",
      cause:
        "The application trusts certificates by subject name and issuer, and this certificate's name is not among them.",
      likelihood: "unlikely",
      weigh: (seen) =>
        /subject name in certificate|AADSTS700030\b/i.test(line(seen))
          ? { likelihood: "certain", because: "the message names the certificate's subject" }
          : undefined,
      distinguish: "AADSTS700030.",
      fix: {
        portal: [`${secrets} > Certificates: upload the certificate itself, and sign with its key.`],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Certificate credentials for application authentication, claims",
      url: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
    },
    {
      title: "Microsoft: Authentication and authorization error codes, AADSTS50012, 50048, 700030",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
