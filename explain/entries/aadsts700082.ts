import { entry } from "../entry";
import { integrationFor } from "../kind";
import { serviceNowServiceAccount } from "../steps";
import { who } from "../who";

export const aadsts700082 = entry({
  id: "aadsts700082-refresh-token-expired",
  title: "The refresh token is no longer valid",
  signature: {
    signInCodes: [700082, 70043, 700084, 50173, 70008, 50132, 50133, 50085],
    texts: [
      /refresh token has expired due to inactivity/i,
      /provided grant has expired due to it being revoked/i,
      /input parameter 'refresh_token' or 'assertion' is not valid/i,
      /user could not be authenticated or user interaction is required/i,
    ],
    // The number alone names a grant that is not valid; beside another number it only wraps that one.
    sees: ({ signInCodes }) =>
      signInCodes.length === 1 && signInCodes[0] === 70000 ? "AADSTS70000, and no other code" : undefined,
  },
  happened:
    "The product renews a user's token with a refresh token, and that one has ended or was revoked. Calls fail until somebody signs in again.",
  causes: [
    {
      id: "inactivity",
      cause: "It was not used for 90 days, or a sign-in frequency policy ended it sooner.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.signInCodes.includes(700082)
          ? { likelihood: "certain", because: "AADSTS700082 says so" }
          : facts.signInCodes.includes(50173)
            ? { likelihood: "ruled out", because: "AADSTS50173 says that it was revoked" }
            : undefined,
      distinguish: "AADSTS700082 (inactivity) or AADSTS70043 (sign-in frequency).",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials have no refresh token that could end."),
        portal: [...serviceNowServiceAccount.slice(1), "Or move the integration to client credentials."],
        who: who.configuresProduct,
      },
    },
    {
      id: "revoked",
      cause: "The account's password was changed or reset, its sessions were revoked, or it was disabled.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => [50173, 50132, 50133].includes(code))
          ? { likelihood: "certain", because: "the code says so" }
          : facts.signInCodes.includes(700082)
            ? { likelihood: "ruled out", because: "AADSTS700082 is about inactivity" }
            : undefined,
      distinguish: "AADSTS50173; the audit log of the account has a password change or Revoke sign-in sessions.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "Client credentials do not depend on a user's password."),
        portal: [...serviceNowServiceAccount.slice(1)],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS700082", url: "https://login.microsoftonline.com/error?code=700082" },
    {
      title: "Microsoft: Refresh tokens, lifetime and revocation",
      url: "https://learn.microsoft.com/entra/identity-platform/refresh-tokens",
    },
  ],
});
