import { entry } from "../entry";

export const synchronisedObject = entry({
  id: "object-mastered-on-premises",
  title: "The object is mastered in Active Directory and cannot be changed in the cloud",
  signature: {
    texts: [/Unable to update the specified properties for (?:on-?premises mastered|objects that have originated)/i],
  },
  happened:
    "A user or group that is synchronised from Active Directory was to be changed in Microsoft Entra ID, for properties that only Active Directory may write (400).",
  causes: [
    {
      id: "synchronised",
      cause:
        "The user or group comes from Active Directory (Microsoft Entra Connect): names, address, most properties, and the members of a synchronised group belong there. Permissions do not matter.",
      likelihood: "certain",
      fix: {
        portal: [
          "Users > the user > Properties > On-premises sync enabled: Yes confirms it.",
          "ServiceNow: use the Active Directory spoke for such users and groups, the Entra spoke for cloud-only ones.",
          "Okta: Provisioning type Licenses/Roles Management Only, or leave the synchronised attributes out of the mapping.",
        ],
        who: "The administrator of Active Directory, for the change itself.",
      },
    },
  ],
  sources: [
    {
      title: "Okta: Office 365 provisioning error, on-premises mastered Directory Sync objects",
      url: "https://support.okta.com/help/s/article/Office365-provisioning-error-Unable-to-update-the-specified-properties-for-onpremises-mastered-Directory-Sync-objects-or-objects-currently-undergoing-migration",
    },
    {
      title: "Microsoft: Source of authority",
      url: "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-whatis",
    },
  ],
});
