import { entry } from "../entry";
import { signInLogs } from "../steps";
import { who } from "../who";
import { settings } from "../yaml";

export const aadsts50020 = entry({
  id: "aadsts50020-user-of-another-tenant",
  title: "The user who signs in does not belong to this tenant",
  signature: {
    signInCodes: [50020, 90072, 16000, 16003, 50014, 51004, 500208],
    texts: [/User account .{0,120}from identity provider .{0,160}does not exist in tenant/i],
  },
  values: {
    user: /User account '([^']{1,120})'/i,
    provider: /identity provider '([^']{1,160})'/i,
    tenant: /in tenant '([^']{1,120})'/i,
    name: /access the application '[^']{1,80}' ?\(([^)]{1,80})\)/i,
  },
  happened: ({ values }) =>
    `${values.user && !/[{<]/.test(values.user) ? `The account ${values.user}` : "An account"}${values.provider ? ` of ${/live\.com/i.test(values.provider) ? "a personal Microsoft account (live.com)" : values.provider}` : " of another tenant"} signed in to the tenant${values.tenant ? ` "${values.tenant}"` : ""}, which has neither a member nor a guest of that name. No permission was looked at.`,
  causes: [
    {
      id: "wrong-account",
      cause:
        "The wrong account was taken: the browser's session of another company, or a personal Microsoft account, in place of the tenant's own (service) account.",
      likelihood: "likely",
      weigh: ({ values }) =>
        /live\.com/i.test(values.provider ?? "")
          ? { likelihood: "likely", because: "the identity provider is live.com, that of personal accounts" }
          : undefined,
      distinguish: "The account in the message is not the one that was meant to sign in.",
      fix: {
        portal: [
          "Sign in in a private window, with the account of this tenant (ServiceNow: Connection Aliases > the alias > Generate Token; Okta: Authenticate with Microsoft Office 365).",
          "Azure CLI: `az logout`, then `az login --tenant <tenant id>`.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-tenant",
      cause: "The sign-in went to the wrong tenant: the authorization URL names another one than the account's.",
      likelihood: "possible",
      distinguish: "The tenant in the message is not the one of which the account is a member.",
      fix: {
        configuration: settings(
          { "azuread:tenantId": "<id of the account's tenant>" },
          "npm run handover prints the sign-in addresses of this tenant.",
        ),
        portal: [
          "Put the ID of the account's tenant into the authorization and token URLs (ServiceNow: System OAuth > Application Registry > the provider).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "guest-missing",
      cause: "The person should have access, and was never invited as a guest, or the guest account was removed.",
      likelihood: "possible",
      distinguish:
        "Users, filtered by User type Guest, does not list the account; the person works for another company.",
      fix: {
        portal: [
          "Microsoft Entra admin center > Users > New user > Invite external user; the person accepts the invitation.",
          `${signInLogs}: the failed sign-in shows home tenant and resource tenant.`,
        ],
        who: "Guest Inviter or User Administrator.",
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS50020", url: "https://login.microsoftonline.com/error?code=50020" },
    {
      title: "Microsoft: Error AADSTS50020, user account from identity provider does not exist in tenant",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts50020-user-account-identity-provider-does-not-exist",
    },
  ],
});
