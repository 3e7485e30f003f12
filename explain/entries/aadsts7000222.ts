import { entry } from "../entry";
import { integrationFor } from "../kind";
import { looksOfExpiredSecret } from "../looks/credentials";
import { secrets } from "../steps";
import { who } from "../who";

export const aadsts7000222 = entry({
  id: "aadsts7000222-client-secret-expired",
  title: "The client secret has expired",
  signature: { signInCodes: [7000222], texts: [/client secret keys(?: for app '[^']{1,80}')? are expired/i] },
  values: { app: /client secret keys for app '([^']{1,80})'/ },
  happened: ({ values }) =>
    `The client secret that the application${values.app ? ` ${values.app}` : ""} signed in with is past its end date. Nothing else is said about it: permissions and consent are as they were.`,
  causes: [
    {
      id: "expired",
      cause: "Nobody replaced the secret before it ended. A newer one may exist that was never entered in the product.",
      likelihood: "certain",
      fix: {
        configuration: (seen) =>
          integrationFor(
            seen,
            { credential: { type: "clientSecret", rotation: 2, keepPrevious: true, lifetimeDays: 90 } },
            "Each rotation makes a secret of its own; the one before stays until the product has the new one.",
          ),
        portal: [
          `${secrets}: see which secret has ended, and whether a newer one exists.`,
          "New client secret with an end date that somebody is reminded of; copy its Value.",
          "Enter it in the product, get a new token, then delete the old secret. A certificate or a federated credential would not end this way.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  looks: looksOfExpiredSecret,
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS7000222",
      url: "https://login.microsoftonline.com/error?code=7000222",
    },
    {
      title: "Microsoft: Error AADSTS7000222, the provided client secret keys are expired",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000222-client-secret-keys-expired",
    },
  ],
});
