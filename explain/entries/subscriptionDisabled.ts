import { entry } from "../entry";

export const subscriptionDisabled = entry({
  id: "azure-subscription-disabled",
  title: "The subscription is disabled",
  signature: {
    codes: ["ReadOnlyDisabledSubscription", "SubscriptionNotActive", "DisabledSubscription"],
    texts: [/subscription '[^']{1,80}' is disabled and therefore marked as read only/i],
  },
  values: { id: /subscription '([^']{1,80})' is disabled/i },
  happened: ({ values }) =>
    `The subscription${values.id ? ` ${values.id}` : ""} can be read and not changed. Roles have nothing to do with it.`,
  causes: [
    {
      id: "disabled",
      cause: "It is past its end, its spending limit or its credit, a payment failed, or somebody cancelled it.",
      likelihood: "certain",
      fix: {
        portal: [
          "Azure portal > Subscriptions > the subscription > Overview: the banner says why. Cost Management + Billing: pay, remove the spending limit, or reactivate it.",
          "Or use another subscription. After reactivation it takes some minutes; sign in again.",
        ],
        who: "Account Administrator or Billing account owner.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Reactivate a disabled Azure subscription",
      url: "https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-disabled",
    },
  ],
});
