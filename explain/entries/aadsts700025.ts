import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const aadsts700025 = entry({
  id: "aadsts700025-public-client",
  title: "A secret was sent for an application that is registered as a public client",
  signature: {
    signInCodes: [700025],
    texts: [/Client is public so neither 'client_assertion' nor 'client_secret' should be presented/i],
  },
  happened:
    "The application is registered as one that cannot keep a secret (a desktop or mobile program, a page in the browser), and the token request carried a secret or a certificate.",
  causes: [
    {
      id: "redirect-platform",
      cause:
        "The redirect URI of the sign-in is registered under Mobile and desktop applications or Single-page application: the platform of the redirect URI decides that the client is public.",
      likelihood: "likely",
      distinguish:
        "App registrations > the application > Authentication shows the redirect URI under another platform than Web.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials need no redirect URI at all."),
        portal: [
          "App registrations > the application > Authentication: remove the redirect URI there, and add it under the platform Web.",
        ],
        who: who.managesApplication,
      },
    },
    {
      id: "public-client-flows",
      cause: "Allow public client flows is set to Yes, and a service signs in with a secret or certificate.",
      likelihood: "possible",
      distinguish: "Authentication > Advanced settings > Allow public client flows: Yes.",
      fix: {
        portal: ["App registrations > the application > Authentication > Allow public client flows: No."],
        who: who.managesApplication,
      },
    },
    {
      id: "secret-not-needed",
      cause: "The program is public, as it should be, and sends a secret that it does not need.",
      likelihood: "unlikely",
      distinguish: "People sign in to a program on their own machine.",
      fix: { portal: ["Leave out the client secret in the program."], who: "Whoever develops the program." },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700025", url: "https://login.microsoftonline.com/error?code=700025" },
    {
      title: "Microsoft: Public and confidential client applications",
      url: "https://learn.microsoft.com/entra/identity-platform/msal-client-applications",
    },
  ],
});
