import { entry } from "../entry";
import { apiPermissions, newToken } from "../steps";
import { callerKind } from "../tokens/judge";
import { who } from "../who";
import { integration } from "../yaml";

export const exchangeAccessDenied = entry({
  id: "exchange-access-denied",
  title: "Exchange Online refused access to a mailbox or calendar",
  signature: {
    codes: ["ErrorAccessDenied"],
    texts: [
      /Access to OData is disabled: \[RAOP\][^"]{0,120}/i,
      /Blocked by tenant configured AppOnly AccessPolicy settings/i,
      /Access is denied\. Check credentials and try again/i,
    ],
  },
  happened:
    "Microsoft Graph passed the call on to Exchange Online, which does not let this application, or this user, into the mailbox.",
  causes: [
    {
      id: "access-policy",
      cause:
        "An application access policy of Exchange Online limits the application to certain mailboxes, and this is none of them.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        /RAOP|AccessPolicy/i.test(facts.line)
          ? { likelihood: "certain", because: "the message names the access policy" }
          : undefined,
      distinguish: "It works for other mailboxes; Test-ApplicationAccessPolicy answers Denied.",
      fix: {
        portal: [
          "Exchange Online PowerShell: `Get-ApplicationAccessPolicy`, then add the mailbox to the group of the policy; a change takes up to an hour.",
        ],
        who: "Exchange Administrator.",
      },
    },
    {
      id: "permission",
      cause:
        "The token lacks the permission for mailboxes (Mail.Read, Mail.Send, Calendars.Read …): granted as the other type, or not consented.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        /RAOP|AccessPolicy/i.test(facts.line)
          ? { likelihood: "ruled out", because: "the message names the access policy" }
          : undefined,
      distinguish: "The token's roles (an application) or scp (a user) lack it. Give the token to this command.",
      fix: {
        configuration: integration(
          "servicenow-entra-spoke",
          "entra-spoke",
          { mode: "application", permissions: ["Mail.Read"] },
          "Reaches all mailboxes, unless Exchange Online limits the application.",
        ),
        portal: [
          `${apiPermissions} > Add a permission > Microsoft Graph: the Mail or Calendars permission of the operation; then Grant admin consent.`,
          newToken,
        ],
        who: who.consentsGraph,
      },
    },
    {
      id: "not-the-users-mailbox",
      cause: "The token is a user's, and the mailbox is another's who has not shared it with that user.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        callerKind(facts) === "application"
          ? { likelihood: "ruled out", because: "the caller is an application" }
          : /RAOP|AccessPolicy/i.test(facts.line)
            ? { likelihood: "ruled out", because: "the message names the access policy" }
            : undefined,
      distinguish: "The token has the claim scp; /me works and /users/{another} does not.",
      fix: {
        portal: [
          "Exchange admin center > Recipients > Mailboxes > the mailbox > Delegation: Full access for that user; and the delegated permission Mail.Read.Shared.",
        ],
        who: "Exchange Administrator.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Limiting application permissions to specific Exchange Online mailboxes",
      url: "https://learn.microsoft.com/graph/auth-limit-mailbox-access",
    },
    { title: "Microsoft Graph permissions reference", url: "https://learn.microsoft.com/graph/permissions-reference" },
  ],
});
