import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

export const licenceInherited = entry({
  id: "licence-inherited-from-group",
  title: "The licence comes from a group, and cannot be removed from the user directly",
  signature: {
    codes: ["InvalidOperationOnGroupInheritedLicenseException"],
    texts: [/User license is inherited from a group membership and it cannot be removed directly/i],
  },
  happened:
    "A licence was to be removed from a user (or replaced, as Okta does) who has it through membership in a group with group-based licensing. The call is refused as a whole (400), so licences to be added were not added either.",
  causes: [
    {
      id: "two-sources",
      cause: "Two places assign licences: a group in Microsoft Entra ID, and the product (Okta, a script).",
      likelihood: "likely",
      distinguish: "Users > the user > Licenses: Assignment paths says Inherited.",
      fix: {
        configuration: integration(
          "okta-office365",
          "okta-o365",
          { clientId: "<client id of Okta's application>", managedLicenses: ["ENTERPRISEPACK"] },
          "Users with such licences are reported. List only licences that Okta alone assigns.",
        ),
        portal: [
          "Decide on one source. Either: Microsoft Entra admin center > Billing > Licenses > the product > Licensed groups: take the user out of the group, or the licence from the group.",
          "Or: Okta Admin Console > Applications > Microsoft Office 365 > Assignments: no licences there (Provisioning type Profile sync).",
          "Okta: Dashboard > Tasks: retry.",
        ],
        who: who.managesLicences,
      },
    },
    {
      id: "plan-dependency",
      cause:
        "The message is a general one for a failed removal: another licence of the user needs a service plan of the one to be removed.",
      likelihood: "unlikely",
      distinguish: "The user is in no group with licences; Licenses shows a conflict of service plans.",
      fix: {
        portal: ["Users > the user > Licenses > Reprocess; remove the dependent licence first."],
        who: who.managesLicences,
      },
    },
  ],
  sources: [
    {
      title: 'Okta: Microsoft Office 365 Provisioning Error "User license is inherited from a group membership"',
      url: "https://support.okta.com/help/s/article/microsoft-office-365-provisioning-error-user-license-is-inherited-from-a-group-membership-and-it-cannot-be-removed-directly-from-the-user",
    },
    {
      title: "Microsoft: Group-based licensing, additional scenarios",
      url: "https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing",
    },
  ],
});
