import { entry } from "../entry";
import { looksOfSubscriptionNotFound } from "../looks/subscriptions";
import { who } from "../who";
import { settings } from "../yaml";

const noneSeen = /No subscriptions? (?:were )?found/i;

export const subscriptionNotFound = entry({
  id: "azure-subscription-not-found",
  title: "The subscription does not exist for this sign-in",
  signature: {
    codes: ["SubscriptionNotFound", "InvalidSubscriptionId", "InvalidSubscription"],
    texts: [
      /The subscription '[^']{1,80}' could not be found/i,
      /provided subscription identifier '[^']{0,120}' is malformed or invalid/i,
      /hence no subscriptions were found/i,
      /No subscriptions? found for [^\s.]{1,120}/i,
      /subscription of '[^']{0,80}' doesn't exist in cloud '[^']{1,40}'/i,
    ],
    when: ({ ofMicrosoft, codes, line }) =>
      ofMicrosoft || codes.some((code) => /Subscription/.test(code)) || /\baz\b/.test(line),
  },
  values: { id: /subscription (?:identifier |of )?'([^']{1,80})'/i },
  happened: ({ values }) =>
    `Azure Resource Manager does not know the subscription${values.id ? ` "${values.id}"` : ""} in the tenant of the token, or the caller sees none at all.`,
  causes: [
    {
      id: "malformed",
      cause: ({ values }) =>
        `"${values.id ?? "What was sent"}" is no subscription ID: a name, a placeholder or nothing stands in its place.`,
      likelihood: "certain",
      applies: ({ facts }) => facts.codes.includes("InvalidSubscriptionId") || /malformed or invalid/i.test(facts.line),
      distinguish: "The value in the message is not a GUID.",
      fix: {
        configuration: settings({ "azure-native:subscriptionId": "<subscription id>" }),
        portal: [
          "Azure portal > Subscriptions > the subscription > Overview: copy the Subscription ID into the product or configuration.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "wrong-id-or-tenant",
      cause: "The ID is mistyped, or the subscription belongs to another tenant than the one that issued the token.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        noneSeen.test(facts.line)
          ? { likelihood: "possible", because: "the message names no subscription: none at all was seen" }
          : undefined,
      distinguish:
        "Subscriptions > the subscription > Overview shows another ID, or another directory than the token's claim tid.",
      fix: {
        configuration: settings({
          "azuread:tenantId": "<tenant of the subscription>",
          "azure-native:tenantId": "<tenant of the subscription>",
          "azure-native:subscriptionId": "<subscription id>",
        }),
        portal: [
          "Compare both IDs with Subscriptions > Overview, and sign in to that tenant: `az login --tenant <tenant id>`, `az account set --subscription <id>`.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "no-role",
      cause: "The caller has no role anywhere in the subscription, and therefore sees none.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        noneSeen.test(facts.line)
          ? { likelihood: "likely", because: "the sign-in worked and shows no subscription" }
          : undefined,
      distinguish:
        "Subscriptions > the subscription > Access control (IAM) > Check access lists nothing for the service principal.",
      fix: {
        portal: [
          "Assign the role on the resource group that it needs (here Contributor, for ServiceNow's Azure spoke); Azure CLI: `az login --allow-no-subscriptions` where no subscription is needed.",
        ],
        who: who.assignsAzureRoles,
      },
    },
  ],
  looks: looksOfSubscriptionNotFound,
  sources: [
    {
      title: "Microsoft: Troubleshoot common Azure deployment errors",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
    },
  ],
});
