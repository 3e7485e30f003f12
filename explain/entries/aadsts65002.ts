import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const aadsts65002 = entry({
  id: "aadsts65002-first-party-application",
  title: "An application of Microsoft's own is used as the client",
  signature: {
    signInCodes: [65002],
    texts: [/Consent between first party application .{0,120} must be configured via preauthorization/i],
  },
  values: {
    app: /first party application '([^']{1,80})'/i,
    resource: /first party resource '([^']{1,80})'/i,
  },
  happened: ({ values }) =>
    `A token was asked for with the client ID${values.app ? ` ${values.app}` : ""} of an application that Microsoft owns. Nobody in a tenant can give such an application permissions.`,
  causes: [
    {
      id: "own-application-needed",
      cause:
        "The client ID of Azure CLI, PowerShell or another of Microsoft's applications was reused (some libraries do so where no client ID is given), for permissions that Microsoft did not allow it.",
      likelihood: "certain",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, {}, "An application of your own, with its permissions and consent."),
        portal: [
          "App registrations > New registration; add the permissions, consent, and use its Application (client) ID in the program.",
        ],
        who: who.createsApplication,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS65002", url: "https://login.microsoftonline.com/error?code=65002" },
    {
      title: "Microsoft: Authentication and authorization error codes",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
