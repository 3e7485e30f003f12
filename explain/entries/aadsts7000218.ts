import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const aadsts7000218 = entry({
  id: "aadsts7000218-credential-missing",
  title: "The request carried neither a client secret nor an assertion",
  signature: {
    signInCodes: [7000218, 7000216],
    texts: [
      /must contain the following parameter: '?client_(?:assertion|secret)'? or '?client_(?:assertion|secret)'?/i,
      /'client_assertion', 'client_secret' or 'request' is required/i,
    ],
  },
  happened:
    "The application must prove who it is, and the token request had no client secret, certificate assertion or federated token.",
  causes: [
    {
      id: "no-secret",
      cause:
        "A confidential client (a service such as ServiceNow) sent no secret: the field is empty, or is sent in a way that the endpoint does not read.",
      likelihood: "likely",
      distinguish: "The grant type is client credentials, or authorization code from a server.",
      fix: {
        configuration: (seen) => integrationFor(seen, { credential: { type: "clientSecret" } }),
        portal: [
          "Enter the client secret in the product (ServiceNow: System OAuth > Application Registry > the provider > Client Secret), and send credentials in the request body.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "public-client",
      cause:
        "A public client (device code, username and password, a desktop program) uses an application that does not allow public client flows, or whose redirect URI is of the platform Web.",
      likelihood: "possible",
      distinguish: "A person signs in, and the program cannot keep a secret.",
      fix: {
        portal: [
          "App registrations > the application > Authentication > Allow public client flows: Yes; and the redirect URI under Mobile and desktop applications.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS7000218",
      url: "https://login.microsoftonline.com/error?code=7000218",
    },
  ],
});
