import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

const invalid = /InvalidResourceNamespace|resource namespace '[^']{1,120}' is invalid/i;
const slow =
  /context deadline exceeded|stuck|still Registering|waiting for (?:Subscription Provider|registration)|timed? ?out|timeout/i;

export const providerRegistrationFailed = entry({
  id: "provider-registration-failed",
  title: "A tool tried to register resource providers, and could not",
  signature: {
    codes: ["ResourceProviderRegistrationFailed"],
    texts: [
      /ensuring Resource Providers are registered/i,
      /Cann+ot register providers?:? Microsoft\.\w+/i,
      /Failed to register resource provider '[\w.]{3,80}'/i,
      /resource namespace 'Microsoft\.[\w.]{1,80}' is invalid/i,
    ],
  },
  values: {
    namespace:
      /(?:register providers?:? |register resource provider '|resource namespace ')(Microsoft\.[A-Za-z0-9]{2,60})/i,
  },
  happened: ({ values }) =>
    `Before it does anything, the tool registers the resource providers that it knows${values.namespace ? `, among them ${values.namespace}` : ""}, whether this deployment needs them or not. That failed; nothing of the deployment itself was tried.`,
  causes: [
    {
      id: "may-not-register",
      cause:
        "The identity may not register: that is a right on the subscription, which a role on a resource group does not give.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        invalid.test(facts.line) || slow.test(facts.line)
          ? { likelihood: "unlikely", because: "the reason in the input is another one" }
          : undefined,
      distinguish: "The original error below it is 403 with an action that ends in /register/action.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { existing: "<resource group>" } },
          "Registers only what the integration needs, as the identity that deploys.",
        ),
        portal: [
          "Let Contributor or Owner on the subscription register what the deployment really needs: Subscriptions > the subscription > Resource providers > Register.",
          'Terraform: resource_provider_registrations = "none" (before 4.0: skip_provider_registration = true).',
        ],
        who: "Contributor or Owner on the subscription.",
      },
    },
    {
      id: "no-such-namespace",
      cause:
        "Azure does not know the namespace: Microsoft retired it, or this cloud (China, US government) does not have it, and the tool's version still lists it.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        invalid.test(facts.line)
          ? { likelihood: "certain", because: "the message says that the namespace is invalid" }
          : undefined,
      distinguish: "The answer is 404, InvalidResourceNamespace; `az provider show --namespace <namespace>` fails too.",
      fix: {
        portal: [
          "Update the tool's provider (azurerm) to a version without it.",
          'Until then: resource_provider_registrations = "none" (before 4.0: skip_provider_registration = true), and register by hand what is needed.',
        ],
        who: who.deploys,
      },
    },
    {
      id: "slow",
      cause: "The registration takes longer than the tool waits: some take hours, in new subscriptions above all.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        slow.test(facts.line) && !invalid.test(facts.line)
          ? { likelihood: "likely", because: "the input speaks of waiting" }
          : undefined,
      distinguish: "Subscription > Resource providers shows Registering.",
      fix: {
        portal: [
          "Wait until it shows Registered, and run it again; or let the tool skip the registration of what is not needed.",
        ],
        who: who.deploys,
      },
    },
  ],
  sources: [
    {
      title: "terraform-provider-azurerm issues 21785, 23195, 24804: registration refused, unknown or slow",
      url: "https://github.com/hashicorp/terraform-provider-azurerm/issues/24804",
    },
    {
      title: "Microsoft: Resolve errors for resource provider registration",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
    },
  ],
});
