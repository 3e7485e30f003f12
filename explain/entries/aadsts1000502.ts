import { entry } from "../entry";
import { integrationFor } from "../kind";
import { secrets } from "../steps";
import { who } from "../who";

export const aadsts1000502 = entry({
  id: "aadsts1000502-certificate-expired",
  title: "The certificate has expired, is not valid yet, or was revoked",
  signature: {
    signInCodes: [1000502, 7000214, 7000277],
    texts: [/provided certificate is not within its specified validity range/i],
  },
  happened:
    "The application signed in with a certificate that the sign-in service knows, and that is outside its validity or revoked.",
  causes: [
    {
      id: "expired",
      cause: "The certificate has expired and was not renewed, or it was revoked.",
      likelihood: "likely",
      distinguish: "Certificates & secrets > Certificates shows an Expires date in the past.",
      fix: {
        configuration: (seen) =>
          integrationFor(
            seen,
            { credential: { type: "certificate", pem: "<public certificate, PEM>" } },
            "The new certificate; the old one stays until the next deployment.",
          ),
        portal: [
          `${secrets} > Certificates > Upload certificate: the new public certificate (.cer, .pem).`,
          "Put the new key pair into the product (ServiceNow: Java key store and JWT key; a pipeline: its secret store), then remove the old certificate.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "old-file",
      cause: "A new certificate is registered, and the program still signs with the old one.",
      likelihood: "possible",
      distinguish: "The list has a valid certificate with another thumbprint than the one in use.",
      fix: { portal: ["Let the program use the key of the valid certificate."], who: who.configuresProduct },
    },
  ],
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS1000502",
      url: "https://login.microsoftonline.com/error?code=1000502",
    },
    {
      title: "Microsoft: Certificate credentials for application authentication",
      url: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
    },
  ],
});
