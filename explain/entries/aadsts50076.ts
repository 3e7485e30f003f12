import { entry } from "../entry";
import { integrationFor } from "../kind";
import { signInLogs } from "../steps";
import { who } from "../who";

export const aadsts50076 = entry({
  id: "aadsts50076-multi-factor",
  title: "The account must use multi-factor authentication, and nobody is there to do it",
  signature: {
    signInCodes: [50076, 50079, 50072, 50074, 50078, 50158, 53004, 53010],
    texts: [
      /you must (?:use|enroll in) multi-?factor authentication to access/i,
      /user is required to use multi-factor authentication/i,
    ],
  },
  values: { resource: /to access '([^']{1,120})'/i },
  happened:
    "A user account signs in without a person (with a password or an old refresh token), and a policy demands a second factor, or that one be registered.",
  causes: [
    {
      id: "policy",
      cause:
        "A Conditional Access policy, security defaults or the account's own setting demands multi-factor authentication of the service account.",
      likelihood: "likely",
      distinguish: "The sign-in log of the account names the policy (tab Conditional Access) or security defaults.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, {}, "As an application with client credentials: no user, no second factor."),
        portal: [
          `${signInLogs} > the account's failed sign-in > Conditional Access: which policy.`,
          "Best: move the integration to client credentials, which no second factor can apply to.",
          "Else exclude the service account (Okta: svc_OKTA_sync_…) from that policy, restrict it to the product's addresses by another, and authenticate the integration again. Microsoft demands a second factor of every user for Azure itself; there an exclusion does not help.",
        ],
        who: who.managesConditionalAccess,
      },
    },
    {
      id: "interactive-again",
      cause:
        "The token was granted before the policy existed: an administrator's one-time sign-in with the second factor renews it.",
      likelihood: "possible",
      distinguish:
        "The product lets somebody sign in with a browser (ServiceNow: Generate Token; Okta: Authenticate with Microsoft Office 365).",
      fix: {
        portal: [
          "Sign in once with the account and its second factor: ServiceNow > Connection Aliases > the alias > Generate Token; Okta > Provisioning > Integration > Re-authenticate.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50076", url: "https://login.microsoftonline.com/error?code=50076" },
    {
      title: "Okta: profile push to Microsoft Office 365 fails with AADSTS50079",
      url: "https://support.okta.com/help/s/article/okta-profile-push-to-microsoft-office-365-fails-with-error-aadsts50079",
    },
    {
      title: "Microsoft: Mandatory multifactor authentication for Azure",
      url: "https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication",
    },
  ],
});
