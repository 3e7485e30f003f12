import { entry } from "../entry";
import { integrationFor } from "../kind";
import { serviceNowServiceAccount } from "../steps";
import { who } from "../who";

export const aadsts50058 = entry({
  id: "aadsts50058-no-session",
  title: "A token was asked for silently, and nobody is signed in",
  signature: {
    signInCodes: [50058, 160021],
    texts: [/silent sign-in request was sent but no user is signed in/i],
  },
  happened:
    "The request forbade any question to the user (prompt=none, or a silent renewal), and the browser or the program has no session to take the user from. Permissions were not looked at.",
  causes: [
    {
      id: "no-session",
      cause: "The session has ended, its cookies are blocked (third-party cookies), or nobody signed in yet.",
      likelihood: "likely",
      distinguish: "After signing in with the browser it works for a while.",
      fix: {
        portal: [
          "The program must answer this error with an ordinary, interactive sign-in (MSAL: acquireTokenRedirect or acquireTokenPopup). In the sign-in log such entries are normal and need nothing.",
          ...serviceNowServiceAccount.slice(1, 2),
        ],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "should-be-client-credentials",
      cause: "It is a background service: it has no user, and uses a flow for users.",
      likelihood: "possible",
      distinguish: "Nobody is meant to sign in; the permissions are application permissions.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials with application permissions."),
        portal: [
          "Ask for the token with grant_type=client_credentials and scope https://graph.microsoft.com/.default.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50058", url: "https://login.microsoftonline.com/error?code=50058" },
    {
      title: "Microsoft: Authentication and authorization error codes",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
