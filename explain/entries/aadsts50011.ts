import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

export const aadsts50011 = entry({
  id: "aadsts50011-redirect-uri",
  title: "The redirect URI is not one of the application's",
  signature: {
    signInCodes: [50011, 500112],
    texts: [/redirect URI '?[^']{0,300}'? ?specified in the request does not match/i],
  },
  values: { uri: /redirect URI '([^']{1,300})'/i, app: /configured for the application '([^']{1,80})'/i },
  happened: ({ values }) =>
    `A user was to be sent back to ${values.uri ?? "an address"} after signing in, and the application${values.app ? ` ${values.app}` : ""} does not list it.`,
  causes: [
    {
      id: "not-listed",
      cause:
        "The address is missing on the application, or differs from what is there: the instance (dev, test), http instead of https, a trailing slash, the platform.",
      likelihood: "certain",
      fix: {
        configuration: ({ values }) =>
          integration(
            "servicenow-entra-spoke",
            "entra-spoke-delegated",
            {
              mode: "serviceAccount",
              userPrincipalName: "svc-servicenow@example.com",
              instance:
                /^https:\/\/[\w.-]+service-now\.com/i.exec(values.uri ?? "")?.[0] ?? "https://example.service-now.com",
            },
            "The redirect URI follows from the instance: <instance>/oauth_redirect.do.",
          ),
        portal: [
          "App registrations > the application > Authentication > Web > Redirect URIs: add the address of the message, letter by letter. ServiceNow's is https://<instance>.service-now.com/oauth_redirect.do.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50011", url: "https://login.microsoftonline.com/error?code=50011" },
    {
      title: "Microsoft: Error AADSTS50011, redirect URI mismatch",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50011-redirect-uri-mismatch",
    },
  ],
});
