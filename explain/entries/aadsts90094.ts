import { entry } from "../entry";
import { enterpriseApplication } from "../steps";
import { who } from "../who";
import { integration } from "../yaml";

export const aadsts90094 = entry({
  id: "aadsts90094-admin-consent-required",
  title: "Only an administrator may give this consent",
  signature: {
    signInCodes: [90094, 90093, 90095, 90099],
    texts: [/that only an admin can grant/i, /The grant requires admin permission/i],
  },
  happened:
    "A user tried to connect an application whose permissions, by their kind or by the tenant's settings, only an administrator may consent to.",
  causes: [
    {
      id: "admin-consent",
      cause: "Admin consent for the whole tenant has not been given. It is given once, before anyone connects.",
      likelihood: "certain",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke-delegated",
          {
            mode: "serviceAccount",
            userPrincipalName: "svc-servicenow@example.com",
            instance: "https://example.service-now.com",
          },
          "`pulumi up` consents to the delegated permissions for the service account.",
        ),
        portal: [
          `${enterpriseApplication} > Security > Permissions > Grant admin consent.`,
          "Then connect again (ServiceNow: Connection Aliases > Generate Token).",
        ],
        who: who.consentsDelegated,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS90094", url: "https://login.microsoftonline.com/error?code=90094" },
    {
      title: "Microsoft: Unexpected error when performing consent to an application",
      url: "https://learn.microsoft.com/entra/identity/enterprise-apps/application-sign-in-unexpected-user-consent-error",
    },
  ],
});
