import { entry } from "../entry";
import { integrationFor } from "../kind";
import { who } from "../who";

export const aadsts90014 = entry({
  id: "aadsts90014-parameter-missing",
  title: "A parameter of the sign-in request is missing",
  signature: {
    signInCodes: [90014, 900144],
    texts: [/The required field '[\w ]{1,40}' is missing from the credential/i],
  },
  values: { parameter: /(?:required field|following parameter:) '([\w ]{1,40})'/i },
  happened: ({ values }) =>
    `The sign-in service got a request without the parameter${values.parameter ? ` "${values.parameter}"` : " that the message names"}. Nothing else was looked at.`,
  causes: [
    {
      id: "scope",
      cause: "The scope is missing: in ServiceNow the OAuth Entity Profile has no OAuth Entity Scope.",
      likelihood: "likely",
      applies: ({ values }) => values.parameter === undefined || values.parameter === "scope",
      distinguish: "The parameter in the message is scope.",
      fix: {
        configuration: (seen) => integrationFor(seen, {}, "npm run handover prints the scope to enter."),
        portal: [
          "ServiceNow > System OAuth > Application Registry > the provider > OAuth Entity Scopes: one with https://graph.microsoft.com/.default (Azure: https://management.azure.com/.default).",
          "The provider > OAuth Entity Profiles > the profile in use > OAuth Entity Profile Scopes: insert a row with that scope. Then Get OAuth Token.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "other-parameter",
      cause:
        "The product did not send it: a field of its configuration is empty, or it sent the parameters as JSON instead of a form.",
      likelihood: "likely",
      applies: ({ values }) => values.parameter !== "scope",
      distinguish: "The parameter in the message is another one.",
      fix: {
        portal: [
          "Fill in what the message names. The token endpoint reads application/x-www-form-urlencoded: grant_type, client_id, a credential, scope.",
        ],
        who: who.configuresProduct,
      },
    },
  ],
  sources: [
    { title: "Microsoft Entra error codes: AADSTS90014", url: "https://login.microsoftonline.com/error?code=90014" },
    {
      title: "ServiceNow KB0866332: AADSTS90014, the required field 'scope' is missing",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0866332",
    },
  ],
});
