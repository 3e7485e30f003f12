import { entry, type Seen } from "../entry";
import { looksOfLicences } from "../looks/licences";
import { grantApplicationPermissions, newToken } from "../steps";
import { callerToken } from "../tokens/judge";
import { who } from "../who";
import { integration } from "../yaml";

const isOkta = ({ facts }: Seen) => facts.products.includes("Okta");
const allowing = ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"];

export const licenceRefused = entry({
  id: "licence-assignment-refused",
  title: "The licences of a user may not be replaced",
  signature: {
    codes: ["Authorization_RequestDenied"],
    texts: [/Insufficient privileges to complete the operation/i],
    when: ({ line }) =>
      /assignLicense|push profile for Office 365|Set-MgUserLicense|(?:Assign|Remove) User License/i.test(line) &&
      /assignLicense|licen[cs]e/i.test(line),
  },
  values: { user: /(?:profile push of user|for Office 365 user) ([^,]{1,120}?)(?: to app|,| failed)/i },
  supersedes: ["graph-insufficient-privileges"],
  happened: (seen) =>
    `Microsoft Graph refused POST /users/{id}/assignLicense${seen.values.user && !/</.test(seen.values.user) ? ` for ${seen.values.user}` : ""} with 403. ${isOkta(seen) ? "Okta replaces a user's whole set of licences: what it does not assign, it removes. Nothing in Okta is broken." : "The call adds and removes licences in one; one that may not be removed makes all of it fail."}`,
  causes: [
    {
      id: "foreign-licence",
      cause:
        "The user holds, beside the licences that are assigned, one that this identity may not remove: bought by self-service, or through a partner or other third party.",
      likelihood: "possible",
      weigh: (seen) =>
        isOkta(seen)
          ? { likelihood: "likely", because: "it is Okta's assignment of licences, which works for other users" }
          : undefined,
      distinguish:
        "It fails for some users only. A new test user with the same licences, assigned through the product, works; the difference between the two users' licences is the culprit (npm run licenses -- compare <user> <clean user>).",
      fix: {
        configuration: integration(
          "okta-office365",
          "okta-o365",
          { clientId: "<client id of Okta's application>", managedLicenses: ["ENTERPRISEPACK"], onConflict: "fail" },
          "Reports such users before Okta runs into them. `npm run licenses -- list` finds them now.",
        ),
        portal: [
          "Microsoft 365 admin center > Users > the failing user > Licenses and apps: note all; compare with a user on whom it works.",
          "Billing > Your products: the licence of the difference is marked self-service, or comes from a partner.",
          "Remove it from the user, or take it over (self-service purchase: assign an ordinary licence, then cancel it; a partner's: ask the partner or Microsoft support).",
          "Okta Admin Console > Dashboard > Tasks: retry the failed task.",
        ],
        who: `${who.managesLicences} For self-service purchases: Billing Administrator.`,
      },
    },
    {
      id: "missing-permission",
      cause: "The application or the user of the token may not assign licences at all.",
      likelihood: "possible",
      weigh: (seen) => {
        const token = callerToken(seen.facts);
        if (token?.kind === "application") {
          return token.roles.some((role) => allowing.includes(role))
            ? { likelihood: "ruled out", because: "the token may assign licences" }
            : { likelihood: "certain", because: "the token has no permission to assign licences" };
        }
        return isOkta(seen)
          ? undefined
          : { likelihood: "likely", because: "nothing shows that it works for other users" };
      },
      distinguish: "It fails for every user, the first time too.",
      fix: {
        configuration: (seen) =>
          isOkta(seen)
            ? integration(
                "okta-office365",
                "okta-o365",
                { clientId: "<client id of Okta's application>" },
                "Consents to what Okta needs.",
              )
            : integration("servicenow-entra-spoke", "entra-spoke", {
                mode: "application",
                actions: ["Assign User License"],
              }),
        portal: (seen) =>
          isOkta(seen)
            ? [
                "Okta Admin Console > Applications > Microsoft Office 365 > Provisioning > Integration > Authenticate with Microsoft Office 365, and consent as an administrator.",
              ]
            : [...grantApplicationPermissions(["LicenseAssignment.ReadWrite.All"]), newToken],
        who: who.consentsGraph,
      },
    },
  ],
  looks: looksOfLicences,
  sources: [
    {
      title: 'Okta: Microsoft Office 365 Provisioning Error "Insufficient privileges to complete the operation"',
      url: "https://support.okta.com/help/s/article/ms-office365-provisioning-failed-due-to-403-insufficient-privileges-to-complete-the-operation-while-running-ms-graph-api-post-call-v1-0-users-microsoft-graph-assignlicense",
    },
    { title: "Microsoft Graph: user: assignLicense", url: "https://learn.microsoft.com/graph/api/user-assignlicense" },
  ],
});
