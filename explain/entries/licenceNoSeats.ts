import { entry } from "../entry";
import { who } from "../who";

export const licenceNoSeats = entry({
  id: "licence-none-left",
  title: "No licence of that kind is left",
  signature: {
    codes: ["LicenseQuotaExceededException"],
    texts: [/Subscription with (?:Account \S{1,80} and )?SKU \S{1,80} does not have any available licenses/i],
  },
  values: { sku: /\bSKU ([0-9a-f-]{36})/i },
  happened: ({ values }) => `All bought licences${values.sku ? ` of SKU ${values.sku}` : ""} are assigned.`,
  causes: [
    {
      id: "used-up",
      cause: "More users are to have the licence than were bought, or licences are held by users who have left.",
      likelihood: "certain",
      fix: {
        portal: [
          "Microsoft 365 admin center > Billing > Licenses: Available; take licences from disabled users, or buy more.",
          "Then repeat (Okta: Dashboard > Tasks).",
        ],
        who: `${who.managesLicences} To buy: Billing Administrator.`,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Licensing errors, not enough licenses",
      url: "https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems",
    },
  ],
});
