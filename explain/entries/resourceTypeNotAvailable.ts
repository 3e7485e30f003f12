import { entry } from "../entry";
import { who } from "../who";
import { integration } from "../yaml";

export const resourceTypeNotAvailable = entry({
  id: "azure-resource-type-not-available",
  title: "The resource type is not available in that region, or in that version of the API",
  signature: {
    codes: [
      "NoRegisteredProviderFound",
      "MissingRegistrationForLocation",
      "LocationNotAvailableForResourceType",
      "LocationNotAvailableForResourceGroup",
      "InvalidApiVersionParameter",
    ],
    texts: [
      /No registered resource provider found for location/i,
      /subscription is not registered for the resource type '[^']{1,120}' in the location/i,
    ],
  },
  values: {
    location: /(?:for|in the) location '([^']{1,60})'/i,
    version: /API version '([^']{1,40})'/i,
    type: /(?:for type|resource type) '([^']{1,120})'/i,
  },
  happened: ({ values }) =>
    `Azure Resource Manager does not offer ${values.type ?? "the resource type"}${values.location ? ` in ${values.location}` : ""}${values.version ? ` with API version ${values.version}` : ""}. Despite the words, registration is rarely the reason.`,
  causes: [
    {
      id: "location",
      cause: "The region is misspelt, or does not offer that type.",
      likelihood: "likely",
      weigh: ({ values, facts }) => {
        const { location } = values;
        const supported = /supported locations are '([^']{1,4000})'/i.exec(facts.line)?.[1];
        if (location === undefined || supported === undefined) return undefined;
        const offered = supported.split(/,\s*/).includes(location.toLowerCase().replace(/ /g, ""));
        return offered
          ? { likelihood: "ruled out", because: `${location} is among the supported locations of the message` }
          : { likelihood: "likely", because: `${location} is not among the supported locations of the message` };
      },
      distinguish: "The message lists the supported locations, and this one is not there.",
      fix: {
        configuration: integration(
          "servicenow-azure-spoke",
          "azure-spoke",
          { resourceGroup: { name: "rg-servicenow", location: "westeurope" } },
          "A location that offers it, in its short form.",
        ),
        portal: ["Choose a region of the message's list, in its short form (westeurope)."],
        who: who.configuresProduct,
      },
    },
    {
      id: "api-version",
      cause:
        "The program asks with a version of the API that is not (or no longer) offered: retired, a preview, or newer than the cloud.",
      likelihood: "possible",
      weigh: ({ values, facts }) => {
        const supported = /supported api-versions are '([^']{1,4000})'/i.exec(facts.line)?.[1];
        if (values.version === undefined) return undefined;
        if (supported !== undefined && !supported.split(/,\s*/).includes(values.version))
          return {
            likelihood: "certain",
            because: `${values.version} is not among the supported api-versions of the message`,
          };
        return supported === undefined && /-preview$/.test(values.version)
          ? { likelihood: "likely", because: "previews are retired after some months" }
          : undefined;
      },
      distinguish: "The message lists the supported api-versions, and this one is not there.",
      fix: {
        portal: [
          "Update the tool (Terraform's azurerm, Pulumi's azure-native, the Azure CLI, the SDK), or set api-version to a supported one.",
        ],
        who: "Whoever develops the program.",
      },
    },
    {
      id: "not-registered",
      cause: "The resource provider is not registered in the subscription, or not yet in that region.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        facts.codes.includes("MissingRegistrationForLocation")
          ? { likelihood: "likely", because: "the code speaks of the registration in that location" }
          : { likelihood: "unlikely", because: "MissingSubscriptionRegistration would say so" },
      distinguish: "Subscriptions > the subscription > Resource providers shows NotRegistered or Registering.",
      fix: {
        portal: [
          "Azure portal > Subscriptions > the subscription > Resource providers > the namespace > Register (Re-register).",
        ],
        who: "Contributor or Owner on the subscription.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Resolve errors for resource provider registration",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
    },
  ],
});
