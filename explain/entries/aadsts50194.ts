import { entry } from "../entry";
import { who } from "../who";
import { settings } from "../yaml";

export const aadsts50194 = entry({
  id: "aadsts50194-tenant-specific-endpoint",
  title: "The application must be signed in to with its own tenant's address",
  signature: {
    signInCodes: [50194, 90010, 90124, 90130, 9001023, 9002332],
    texts: [/Usage of the \/common endpoint is not supported/i, /not configured as a multi-?tenant application/i],
  },
  values: { app: /Application '([^']{1,80})'/i },
  happened: ({ facts, values }) =>
    facts.signInCodes.some((code) => code === 90010 || code === 9001023)
      ? "The sign-in went to /common (or /consumers), which does not serve this grant type: it takes a tenant's own address."
      : `The sign-in went to /common (or /consumers, /organizations), and the application${values.app ? ` ${values.app}` : ""} belongs to one tenant only, as an integration's should.`,
  causes: [
    {
      id: "common-endpoint",
      cause: "The authorization or token URL has common (or consumers) where the tenant's ID belongs.",
      likelihood: "certain",
      distinguish: "The address of the sign-in begins with https://login.microsoftonline.com/common/.",
      fix: {
        configuration: settings(
          { "azuread:tenantId": "<tenant id>" },
          "npm run handover prints the sign-in addresses.",
        ),
        portal: [
          "Microsoft Entra admin center > Overview: copy the Tenant ID.",
          "Authorization URL https://login.microsoftonline.com/<tenant id>/oauth2/v2.0/authorize, token URL https://login.microsoftonline.com/<tenant id>/oauth2/v2.0/token (ServiceNow: System OAuth > Application Registry > the provider; MSAL: authority or tenantId).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "meant-multi-tenant",
      cause: "The application is meant for users of several tenants, and is registered for one.",
      likelihood: "unlikely",
      distinguish: "People of other companies are to sign in. An integration of one company never needs this.",
      fix: {
        portal: [
          "App registrations > the application > Authentication > Supported account types: Accounts in any organizational directory.",
        ],
        who: who.managesApplication,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50194", url: "https://login.microsoftonline.com/error?code=50194" },
    {
      title: "Microsoft: Authentication and authorization error codes",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
