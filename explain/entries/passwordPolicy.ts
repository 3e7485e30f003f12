import { entry } from "../entry";
import { who } from "../who";

export const passwordPolicy = entry({
  id: "user-password-policy",
  title: "The password of the new user breaks the tenant's rules",
  signature: {
    texts: [
      /specified password does not comply with password complexity requirements/i,
      /Password cannot contain (?:the )?(?:username|user name)/i,
      /password (?:is|was) found in (?:a|the) (?:list of )?banned/i,
    ],
    when: ({ ofMicrosoft, codes, line }) =>
      ofMicrosoft ||
      codes.some((code) => /^Request_/.test(code)) ||
      /passwordProfile|provide a different password/i.test(line),
  },
  happened: "A user was to be created, or a password set, and the value in passwordProfile is not good enough.",
  causes: [
    {
      id: "weak",
      cause:
        "It is too short, too simple (three of lower case, upper case, digits and symbols), contains the user's name, or is on the list of banned passwords.",
      likelihood: "certain",
      fix: {
        portal: [
          "Generate a long random password in the product, and let the user change it (forceChangePasswordNextSignIn). ServiceNow: Create User > Password.",
          "The rules: Microsoft Entra admin center > Protection > Authentication methods > Password protection.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Password policies and account restrictions",
      url: "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy",
    },
    { title: "Microsoft Graph: Create user", url: "https://learn.microsoft.com/graph/api/user-post-users" },
  ],
});
