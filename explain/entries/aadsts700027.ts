import { entry } from "../entry";
import { integrationFor } from "../kind";
import { secrets } from "../steps";
import { who } from "../who";

export const aadsts700027 = entry({
  id: "aadsts700027-certificate-not-registered",
  title: "The certificate that signed the assertion is not one of the application's",
  signature: {
    signInCodes: [700027],
    texts: [
      /Client assertion (?:contains an invalid signature|failed signature validation)/i,
      /certificate with identifier used to sign the client assertion is not registered/i,
    ],
  },
  values: {
    app: /app Id '([^']{1,80})'/i,
    thumbprint: /Thumbprint of key used by client: '([0-9A-F]{40})'/i,
    reason: /\[Reason - ([^,\]]{1,120})/,
  },
  supersedes: ["aadsts50012-client-assertion-invalid"],
  happened: ({ values }) =>
    `The application${values.app ? ` ${values.app}` : ""} proved its identity with a certificate${values.thumbprint ? ` (thumbprint ${values.thumbprint})` : ""}, and the signature could not be checked with any that is registered.`,
  causes: [
    {
      id: "not-registered",
      cause:
        "The certificate was never uploaded to this application, was renewed without uploading the new one, or was removed.",
      likelihood: "likely",
      weigh: ({ values }) =>
        /key was not found/i.test(values.reason ?? "")
          ? { likelihood: "certain", because: `the reason given is "${values.reason}"` }
          : /was found|signature value/i.test(values.reason ?? "")
            ? { likelihood: "ruled out", because: `the reason given is "${values.reason}"` }
            : undefined,
      distinguish: "The thumbprint is not in the list under Certificates & secrets > Certificates.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, { credential: { type: "certificate", pem: "<public certificate, PEM>" } }),
        portal: [
          `${secrets} > Certificates: compare the thumbprints with the one in use.`,
          "Upload certificate: the public one (.cer, .pem, .crt). Leave the old one until nothing uses it.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "wrong-key",
      cause:
        "The thumbprint in the assertion's header is one certificate's and the private key another's, or the assertion names no thumbprint or an invalid one.",
      likelihood: "possible",
      weigh: ({ values }) =>
        /was found|signature value/i.test(values.reason ?? "")
          ? { likelihood: "certain", because: `the reason given is "${values.reason}"` }
          : /key was not found/i.test(values.reason ?? "")
            ? {
                likelihood: values.thumbprint ? "unlikely" : "possible",
                because: values.thumbprint
                  ? "no registered key has this thumbprint"
                  : "the message names no thumbprint, so the header may lack one",
              }
            : undefined,
      distinguish: "The thumbprint is in the list, and it fails nevertheless; or the message gives no thumbprint.",
      fix: {
        portal: [
          "Sign with the private key of that very certificate, and put its thumbprint in the header: x5t (SHA-1) or x5t#S256.",
          "ServiceNow: the JWT key and the certificate in its Java key store must be one pair.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700027", url: "https://login.microsoftonline.com/error?code=700027" },
    {
      title: "Microsoft: Certificate credentials for application authentication",
      url: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
    },
  ],
});
