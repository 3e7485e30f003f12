import { entry } from "../entry";
import { who } from "../who";
import { settings } from "../yaml";

const microsoftServices = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

export const tokenWrongTenant = entry({
  id: "token-wrong-tenant",
  title: "The access token was issued by another tenant than the subscription's",
  signature: {
    codes: ["InvalidAuthenticationTokenTenant"],
    texts: [/access token is from the wrong issuer '/i],
  },
  values: {
    got: /wrong issuer[ '"]+https:\/\/sts\.windows\.net\/([^/'"]{1,80})/i,
    wanted: /match the tenant[ '"]+https:\/\/sts\.windows\.net\/([^/'"]{1,80})/i,
  },
  supersedes: ["token-invalid"],
  happened: ({ values }) =>
    `The subscription trusts one tenant${values.wanted ? ` (${values.wanted})` : ""}, and the token comes from another${values.got ? ` (${values.got})` : ""}.`,
  causes: [
    {
      id: "wrong-tenant",
      cause: ({ values }) =>
        values.got === microsoftServices
          ? "The sign-in went to the default tenant of a personal Microsoft account (its issuer is Microsoft's own tenant) instead of the subscription's."
          : "The sign-in went to another tenant: the home tenant of a guest, the default of a tool, a token in a cache.",
      likelihood: "likely",
      weigh: ({ facts, values }) => {
        const token = facts.tokens.find(({ tenantId }) => tenantId !== null);
        return token?.tenantId && token.tenantId === values.got
          ? { likelihood: "certain", because: "the token's claim tid is that tenant" }
          : undefined;
      },
      distinguish: "The subscription has been in its tenant for longer than an hour.",
      fix: {
        configuration: ({ values }) =>
          settings({
            "azuread:tenantId": values.wanted ?? "<tenant of the subscription>",
            "azure-native:tenantId": values.wanted ?? "<tenant of the subscription>",
          }),
        portal: ({ values }) => [
          "Azure portal > Subscriptions > the subscription > Overview > Parent management group / Directory: the tenant that it belongs to.",
          `Sign in to it: \`az login --tenant ${values.wanted ?? "<tenant>"}\`; in ServiceNow put it into the token URL, delete old tokens, and get a new one.`,
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "transferred",
      cause:
        "The subscription was moved to another tenant moments ago; role assignments of the old one are gone as well.",
      likelihood: "possible",
      distinguish: "Somebody changed the directory of the subscription within the last hour.",
      fix: {
        portal: [
          "Wait up to an hour; then assign the roles again in the new tenant, to a service principal of that tenant.",
        ],
        who: who.assignsAzureRoles,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Transfer an Azure subscription to a different directory",
      url: "https://learn.microsoft.com/azure/role-based-access-control/transfer-subscription",
    },
  ],
});
