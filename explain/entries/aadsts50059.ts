import { entry } from "../entry";
import { who } from "../who";
import { settings } from "../yaml";

export const aadsts50059 = entry({
  id: "aadsts50059-tenant-not-named",
  title: "The sign-in request does not say which tenant it is for",
  signature: {
    signInCodes: [50059, 90019, 50128],
    texts: [/No tenant-identifying information found in either the request or implied by any provided credentials/i],
  },
  happened:
    "The sign-in went to common or organizations with credentials that belong to no known tenant: an application without a user, or a user name without a known domain.",
  causes: [
    {
      id: "common-endpoint",
      cause:
        "An application signs in by itself (client credentials) at the address of common: it must name its tenant.",
      likelihood: "likely",
      distinguish: "The token URL has common or organizations, and no user is involved.",
      fix: {
        configuration: settings(
          { "azuread:tenantId": "<tenant id>", "azure-native:tenantId": "<tenant id>" },
          "npm run handover prints the token URL.",
        ),
        portal: [
          "Microsoft Entra admin center > Overview: copy the Tenant ID, and use it in the token URL, in ARM_TENANT_ID or in `az login --tenant`.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "unknown-domain",
      cause: "The domain of the user's sign-in name belongs to no tenant: it is misspelt, or was never verified.",
      likelihood: "possible",
      distinguish: "A user signs in, and the domain after the @ is not listed under Domain names.",
      fix: {
        portal: ["Use the account's User principal name as Users > the account > Overview shows it."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50059", url: "https://login.microsoftonline.com/error?code=50059" },
    {
      title: "Microsoft: Authentication and authorization error codes",
      url: "https://learn.microsoft.com/entra/identity-platform/reference-error-codes",
    },
  ],
});
