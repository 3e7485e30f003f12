import { entry } from "../entry";
import { who } from "../who";

export const licenceUsageLocation = entry({
  id: "licence-usage-location",
  title: "A user without a usage location gets no licence",
  signature: {
    texts: [
      /License assignment cannot be done for user with invalid usage location/i,
      /Property usageLocation is invalid/i,
      /license assignment failed because user .{0,120} has an invalid usage location/i,
    ],
  },
  happened:
    "The licence was refused because the user's usageLocation is missing or not valid: not every service is sold in every country.",
  causes: [
    {
      id: "invalid",
      cause: "The value is no country code of ISO 3166-1 with two letters: UK in place of GB, a name, three letters.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /Property usageLocation is invalid/i.test(facts.line)
          ? { likelihood: "certain", because: "the message is about the value" }
          : undefined,
      distinguish: "Usage location is filled in at the source, and not with such a code.",
      fix: {
        portal: [
          "Correct it at the source: Okta Admin Console > Applications > Microsoft Office 365 > Assignments, or the profile mapping of Usage Location.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "missing",
      cause: "usageLocation was not set when the user was created.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        /Property usageLocation is invalid/i.test(facts.line)
          ? { likelihood: "ruled out", because: "a value was given" }
          : undefined,
      distinguish: "Users > the user > Properties > Usage location is empty.",
      fix: {
        portal: [
          "Users > the user > Properties > Settings > Usage location (or PATCH /users/{id} with usageLocation, two letters such as DE).",
          "At the source: Okta: map usageLocation in the profile mapping to Microsoft Office 365; ServiceNow: set it in Create User; synchronised from Active Directory: msExchUsageLocation.",
        ],
        who: who.managesUsers,
      },
    },
    {
      id: "not-yet",
      cause:
        "It was set a moment ago, by the request before this one, and is not everywhere yet; or it is no country code of two letters.",
      likelihood: "possible",
      distinguish: "Properties shows it, and the assignment works a minute later.",
      fix: {
        portal: ["Set it when the user is created, wait and repeat; use ISO 3166 codes (GB, not UK)."],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Graph: user: assignLicense", url: "https://learn.microsoft.com/graph/api/user-assignlicense" },
    { title: "CIPP issue 783", url: "https://github.com/KelvinTegelaar/CIPP/issues/783" },
  ],
});
