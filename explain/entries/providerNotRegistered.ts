import { findResourceProvider, registeredByDefault } from "../../catalogue/resourceProviders";
import { entry, type Seen } from "../entry";
import { looksOfProviderRegistration } from "../looks/providerRegistration";
import { who } from "../who";
import { integration } from "../yaml";

const namespaceOf = ({ values }: Seen) => {
  const given = values.namespace ?? values.target;
  return given === undefined ? undefined : (findResourceProvider(given) ?? given);
};
const automation = "Microsoft.Automation";

export const providerNotRegistered = entry({
  id: "provider-not-registered",
  title: "The subscription is not registered for the resource provider",
  signature: {
    codes: ["MissingSubscriptionRegistration", "SubscriptionNotRegistered", "SubscriptionIsNotRegistered"],
    texts: [
      /subscription is not registered to use namespace/i,
      /subscription must be registered to use namespace/i,
      /subscription '[^']{1,80}' is not registered to use [a-z]+\.[a-z]+/i,
      /is not registered with (?:the required resource providers?|NRP\b)/i,
    ],
  },
  values: {
    namespace:
      /(?:registered to use (?:namespace )?'?|register with the resource providers? '?)([A-Za-z][A-Za-z0-9.]{2,80}[A-Za-z0-9])/i,
    target: /"target"\s*:\s*"([A-Za-z][A-Za-z0-9.]{2,80})"/,
  },
  happened: (seen) =>
    `Azure Resource Manager answered 409: the resource provider ${namespaceOf(seen) ?? ""} is switched off in this subscription, as most are until somebody registers them. Roles were not the reason.`.replace(
      / {2}/,
      " ",
    ),
  causes: [
    {
      id: "never-registered",
      cause: (seen) =>
        `Nobody has registered ${namespaceOf(seen) ?? "the namespace"} in this subscription. An application with a role on a resource group cannot do it, and should not be able to: registration is a right on the subscription.`,
      likelihood: "likely",
      distinguish: "Subscription > Resource providers shows NotRegistered or Unregistered.",
      fix: {
        configuration: (seen) => {
          const namespace = namespaceOf(seen);
          const extra =
            namespace && namespace !== automation && !registeredByDefault.includes(namespace as never)
              ? [namespace]
              : undefined;
          return integration(
            "servicenow-azure-spoke",
            "azure-spoke",
            { resourceGroup: { existing: "<resource group>" }, ...(extra ? { resourceProviders: extra } : {}) },
            extra
              ? "Registers it at `pulumi up`, and waits until it is."
              : `Registers ${automation} at \`pulumi up\`, and waits until it is.`,
          );
        },
        portal: (seen) => [
          `Azure portal > Subscriptions > the subscription > Settings > Resource providers > ${namespaceOf(seen) ?? "the namespace"} > Register; wait for Registered (some minutes).`,
          `Or: \`az provider register --namespace ${namespaceOf(seen) ?? "<namespace>"} --wait\`.`,
          "Then run the action again (ServiceNow: Create Account, Look up Account).",
        ],
        who: "Contributor or Owner on the subscription, or a custom role with */register/action there.",
      },
    },
    {
      id: "still-registering",
      cause: "The registration was started moments ago and is not finished in this region.",
      likelihood: "possible",
      distinguish: "Resource providers shows Registering.",
      fix: { portal: ["Wait some minutes, and repeat."], who: who.deploys },
    },
    {
      id: "other-subscription",
      cause: "The request went to another subscription than the one in which it is registered.",
      likelihood: "unlikely",
      distinguish: "The subscription ID in the request's address is not the one that you look at.",
      fix: {
        configuration: integration("servicenow-azure-spoke", "azure-spoke", {
          resourceGroup: { existing: "<resource group>" },
          subscriptionId: "<subscription id>",
        }),
        portal: ["Compare the subscription ID in the request with Subscriptions > Overview."],
        who: who.configuresProduct,
      },
    },
  ],
  looks: looksOfProviderRegistration,
  sources: [
    {
      title: "ServiceNow KB2714685: Steps to setup client credentials with the Resource Management spoke",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2714685",
    },
    {
      title: "Microsoft: Resolve errors for resource provider registration",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
    },
  ],
});
