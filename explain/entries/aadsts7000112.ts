import { entry } from "../entry";
import { looksOfDisabled } from "../looks/access";
import { enterpriseApplication } from "../steps";
import { who } from "../who";

export const aadsts7000112 = entry({
  id: "aadsts7000112-application-disabled",
  title: "The application is disabled in the tenant",
  signature: {
    signInCodes: [7000112, 500014, 1000031],
    codes: ["Authorization_IdentityDisabled"],
    texts: [
      /service principal for resource '[^']{1,200}' is disabled/i,
      /AADSTS\d*:? ?Application '?[^']{0,80}'?(?:\([^)]{0,80}\))? ?is disabled/i,
    ],
  },
  values: { app: /Application '([^']{1,80})'/i },
  happened: ({ values }) =>
    `The enterprise application${values.app ? ` ${values.app}` : ""} is switched off for sign-in, so no token is issued to it or for it.`,
  causes: [
    {
      id: "disabled",
      cause:
        "Somebody set Enabled for users to sign-in to No (also the way to stop a suspicious application), or Microsoft disabled it.",
      likelihood: "certain",
      fix: {
        portal: [
          "Ask first why: Microsoft Entra admin center > Monitoring & health > Audit logs: Update service principal, AccountEnabled.",
          `${enterpriseApplication} > Properties > Enabled for users to sign-in? Yes.`,
        ],
        who: who.managesEnterpriseApplication,
      },
    },
  ],
  looks: looksOfDisabled,
  sources: [
    {
      title: "Microsoft Entra error codes: AADSTS7000112",
      url: "https://login.microsoftonline.com/error?code=7000112",
    },
    {
      title: "Microsoft: Error AADSTS7000112, application is disabled",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts7000112-application-is-disabled",
    },
  ],
});
