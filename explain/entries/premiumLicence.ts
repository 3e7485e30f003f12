import { entry } from "../entry";
import { who } from "../who";

export const premiumLicence = entry({
  id: "tenant-lacks-premium-licence",
  title: "The tenant has no Microsoft Entra ID P1 licence, which this data takes",
  signature: {
    codes: ["Authentication_RequestFromNonPremiumTenantOrB2CTenant", "AadPremiumLicenseRequired"],
    texts: [
      /Neither tenant is B2C or tenant doesn't have premium license/i,
      /companies who have purchased (?:AAD|Microsoft Entra) Premium/i,
    ],
  },
  supersedes: ["graph-insufficient-privileges"],
  happened:
    "The permission was enough. Sign-in logs, the last sign-in of users (signInActivity) and some other data are given through Microsoft Graph only to tenants with Microsoft Entra ID P1 or P2, although the portal shows some of it without.",
  causes: [
    {
      id: "no-licence",
      cause:
        "The tenant has no licence of Microsoft Entra ID P1 or P2 (also part of Microsoft 365 E3, Business Premium and others).",
      likelihood: "likely",
      distinguish: "Microsoft Entra admin center > Overview shows License: Microsoft Entra ID Free.",
      fix: {
        portal: [
          "Leave signInActivity and /auditLogs/signIns out of the request, or get a P1 licence (Billing > Licenses).",
        ],
        who: "Billing Administrator.",
      },
    },
    {
      id: "just-bought",
      cause: "The licence is new, or its check failed for a moment: the service answers so for some hours.",
      likelihood: "unlikely",
      distinguish: "Overview shows P1 or P2, and the same request works now and then.",
      fix: {
        portal: ["Repeat it later; if it lasts, a support request with the request-id."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Graph: List signIns", url: "https://learn.microsoft.com/graph/api/signin-list" },
    {
      title: "Microsoft Graph: signInActivity, licence",
      url: "https://learn.microsoft.com/graph/api/resources/signinactivity",
    },
  ],
});
