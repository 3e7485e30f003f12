import { entry } from "../entry";
import { integrationFor } from "../kind";
import { looksOfConsentMissing } from "../looks/access";
import { apiPermissions, serviceNowServiceAccount } from "../steps";
import { who } from "../who";
import { integration } from "../yaml";

export const aadsts65001 = entry({
  id: "aadsts65001-consent-missing",
  title: "Nobody has consented to the application's delegated permissions",
  signature: { signInCodes: [65001], texts: [/user or administrator has not consented to use the application/i] },
  values: {
    app: /application with ID '([^']{1,80})'/i,
    name: /application with ID '[^']{1,80}' named '([^']{1,120})'/i,
  },
  happened: ({ values }) =>
    `A user's token was asked for by the application ${values.name ?? values.app ?? "in the message"}, for permissions to which neither this user nor an administrator has consented. It is an error of sign-in for users: client credentials do not run into it.`,
  causes: [
    {
      id: "no-consent",
      cause:
        "The delegated permissions that are asked for are listed on the application, or not even that, and were never consented for the tenant.",
      likelihood: "likely",
      distinguish: "API permissions shows no green status, or lacks a permission that the request's scope names.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke-delegated",
          {
            mode: "serviceAccount",
            userPrincipalName: "svc-servicenow@example.com",
            instance: "https://example.service-now.com",
          },
          "Delegated permissions are consented for the service account.",
        ),
        portal: [
          `${apiPermissions}: add what the request's scope names as Delegated permissions.`,
          "The same page: Grant admin consent; the status of each must turn green.",
          ...serviceNowServiceAccount,
        ],
        who: who.consentsDelegated,
      },
    },
    {
      id: "should-be-client-credentials",
      cause:
        "A background service uses a grant type for users, although its permissions are application permissions: those need client credentials.",
      likelihood: "possible",
      distinguish: "API permissions lists application permissions with consent, and nobody is meant to sign in.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials with application permissions."),
        portal: [
          "Ask for the token with grant_type=client_credentials and scope https://graph.microsoft.com/.default.",
          "ServiceNow: the OAuth provider and its entity profile both with grant type Client Credentials (KB0993701).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-tenant",
      cause: "The user signed in to another tenant than the one in which consent was given.",
      likelihood: "unlikely",
      distinguish: "The token URL says common or organizations, or another tenant's ID.",
      fix: {
        portal: ["Use the token and authorization URLs with the ID of the tenant in which consent was given."],
        who: who.configuresProduct,
      },
    },
  ],
  looks: looksOfConsentMissing,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS65001", url: "https://login.microsoftonline.com/error?code=65001" },
    {
      title: "Microsoft: Grant tenant-wide admin consent to an application",
      url: "https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent",
    },
  ],
});
