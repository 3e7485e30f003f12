import { entry } from "../entry";
import { apiPermissions } from "../steps";
import { who } from "../who";

export const aadsts650053 = entry({
  id: "aadsts650053-unknown-scope",
  title: "A permission of that name does not exist on the API",
  signature: {
    signInCodes: [650053],
    texts: [/asked for scope '[^']{1,200}' that (?:doesn't|does not) exist on the resource/i],
  },
  values: { scope: /asked for scope '([^']{1,200})'/i, resource: /on the resource '([^']{1,120})'/i },
  happened: ({ values }) =>
    `The sign-in asked for the delegated permission ${values.scope ?? "in the message"}, which the API${values.resource ? ` ${values.resource}` : ""} does not have.`,
  causes: [
    {
      id: "application-permission",
      cause: ({ values }) =>
        `${values.scope ?? "The name"} is an application permission only, or one of resource-specific consent: a user's sign-in cannot ask for it.`,
      likelihood: "possible",
      weigh: ({ values }) =>
        /\.(?:Group|Chat|User)$/.test(values.scope ?? "")
          ? { likelihood: "likely", because: `${values.scope} has the form of a resource-specific permission` }
          : undefined,
      distinguish: "The permissions reference lists the name with the type Application only.",
      fix: {
        portal: [
          "Ask for application permissions with client credentials and the scope https://graph.microsoft.com/.default.",
          `What the application may do is listed in ${apiPermissions}.`,
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "misspelt",
      cause: "The name is misspelt, belongs to another API, or was only part of a beta.",
      likelihood: "likely",
      distinguish: "The permissions reference of that API does not have the name.",
      fix: {
        portal: [
          "Correct the scope; ask for the permissions of one API at a time, each with the API's address before it.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS650053", url: "https://login.microsoftonline.com/error?code=650053" },
    { title: "Microsoft Graph permissions reference", url: "https://learn.microsoft.com/graph/permissions-reference" },
  ],
});
