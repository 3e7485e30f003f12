import { entry } from "../entry";
import { integrationFor } from "../kind";
import { looksOfUserAccount } from "../looks/userAccount";
import { signInLogs } from "../steps";
import { who } from "../who";

const passwordExpired = /Password has expired/i;

const says = (code: number, what: string) => ({
  likelihood: "certain" as const,
  because: `AADSTS${code} says that ${what}`,
});

export const aadsts50126 = entry({
  id: "aadsts50126-user-credentials",
  title: "The user account could not sign in",
  signature: {
    signInCodes: [50126, 50034, 50053, 50055, 50056, 50057, 50064, 50144, 500341],
    texts: [
      /Error validating credentials due to invalid username or password/i,
      /Office 365(?: to validate your)? credentials, received error: \d{3} Authentication Error[^"]{0,80}/i,
    ],
  },
  happened: "A user account (a service account, say) signed in with name and password and was refused.",
  causes: [
    {
      id: "password",
      cause:
        "The password is wrong. For a federated account (AD FS, Okta) it is checked elsewhere, and cannot be used without a browser at all.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        (passwordExpired.test(facts.line) ||
          [50034, 50053, 50055, 50057, 50144, 500341].some((code) => facts.signInCodes.includes(code))) &&
        !facts.signInCodes.includes(50126)
          ? { likelihood: "ruled out", because: "the code says something else" }
          : undefined,
      distinguish: "AADSTS50126; the account signs in at https://myaccount.microsoft.com with the right password.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials need no user's password."),
        portal: [
          "Reset the password of the service account, enter it in the product, and generate the token again.",
          "A federated account: make a cloud-only service account in the .onmicrosoft.com or a managed domain.",
        ],
        who: who.managesUsers,
      },
    },
    {
      id: "no-such-user",
      cause: "There is no such account in this tenant, or it was deleted.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(50034)
          ? says(50034, "the account does not exist")
          : facts.signInCodes.includes(500341)
            ? says(500341, "the account was deleted")
            : undefined,
      distinguish: "AADSTS50034.",
      fix: {
        portal: [
          "Compare the sign-in name with Users > the account > User principal name, and the tenant in the token URL.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "locked",
      cause:
        "The account is locked after too many wrong passwords (often an old one still kept somewhere), or the sign-in came from a suspicious address.",
      likelihood: "unlikely",
      weigh: ({ facts }) => (facts.signInCodes.includes(50053) ? says(50053, "it is locked") : undefined),
      distinguish: "AADSTS50053.",
      fix: {
        portal: [
          `${signInLogs}: find what still uses the old password, stop it, wait for the lock to end, and sign in with the right one.`,
        ],
        who: who.managesUsers,
      },
    },
    {
      id: "password-expired",
      cause: "The password has expired and must be changed in a browser.",
      likelihood: "unlikely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => code === 50055 || code === 50144)
          ? says(facts.signInCodes.includes(50055) ? 50055 : 50144, "the password has expired")
          : passwordExpired.test(facts.line)
            ? { likelihood: "certain", because: "the message says so" }
            : undefined,
      distinguish: "AADSTS50055.",
      fix: {
        portal: ["Sign in once with a browser and change it; then generate the token again."],
        who: who.managesUsers,
      },
    },
    {
      id: "disabled",
      cause: "The account is disabled.",
      likelihood: "unlikely",
      weigh: ({ facts }) => (facts.signInCodes.includes(50057) ? says(50057, "the account is disabled") : undefined),
      distinguish: "AADSTS50057.",
      fix: {
        portal: ["Users > the account > Properties > Account enabled: ask why it was disabled before enabling it."],
        who: who.managesUsers,
      },
    },
  ],
  looks: looksOfUserAccount,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50126", url: "https://login.microsoftonline.com/error?code=50126" },
  ],
});
