import { entry } from "../entry";
import { who } from "../who";

export const objectConflict = entry({
  id: "graph-object-conflict",
  title: "An object with that name or address exists already",
  signature: {
    codes: ["ObjectConflict", "Request_MultipleObjectsWithSameKeyValue"],
    texts: [
      /Another object with the same value for property \w{2,60} already exists/i,
      /conflicting object with one or more of the specified property values is present in the directory/i,
      /A resource with the same value already exists/i,
    ],
    when: ({ ofMicrosoft, codes, line }) =>
      ofMicrosoft ||
      codes.some((code) => /^Request_|^ObjectConflict$/.test(code)) ||
      /userPrincipalName|mailNickname|proxyAddresses/.test(line),
  },
  values: { property: /same value for property (\w{2,60})/i },
  happened: ({ values }) =>
    `Something was to be created or changed, and ${values.property ? `the value of ${values.property}` : "one of its values"} belongs to another object of the tenant: such values are unique.`,
  causes: [
    {
      id: "exists",
      cause: ({ values }) =>
        `The object exists: made by hand, by synchronisation, or by an earlier attempt whose answer was lost${values.property === "userPrincipalName" ? " (a re-hire, or a second flow for the same person)" : ""}.`,
      likelihood: "likely",
      distinguish:
        "A search for the value finds it (users: also under otherMails and proxyAddresses; groups: mailNickname).",
      fix: {
        portal: [
          "Look it up first, and update what is found (ServiceNow: Look up User before Create User; Okta: import and match the user).",
          "Pulumi and Terraform: import the object instead of creating it.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "deleted",
      cause: "A deleted object still holds the value: for 30 days it can be restored.",
      likelihood: "possible",
      distinguish:
        "Users > Deleted users (Groups > Deleted groups, App registrations > Deleted applications) lists it.",
      fix: {
        portal: ["Restore it and use it, or delete it permanently."],
        who: who.managesUsers,
      },
    },
    {
      id: "other-kind",
      cause: "Another kind of object has the address: a shared mailbox, a Microsoft 365 group, a contact, a guest.",
      likelihood: "possible",
      distinguish: "Exchange admin center > Recipients finds the address.",
      fix: {
        portal: ["Choose another value, or take the address from that object."],
        who: "Exchange Administrator or User Administrator.",
      },
    },
  ],
  sources: [
    { title: "Microsoft Graph: Create user", url: "https://learn.microsoft.com/graph/api/user-post-users" },
    { title: "Microsoft Graph: Error responses and resource types", url: "https://learn.microsoft.com/graph/errors" },
  ],
});
