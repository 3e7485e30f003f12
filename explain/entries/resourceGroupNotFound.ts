import { entry } from "../entry";
import { looksForOwnState } from "../facts/context";
import { looksOfResourceGroupNotFound } from "../looks/subscriptions";
import { who } from "../who";
import { integration, settings } from "../yaml";

export const resourceGroupNotFound = entry({
  id: "resource-group-not-found",
  title: "The resource group does not exist where it was looked for",
  signature: {
    codes: ["ResourceGroupNotFound"],
    texts: [/Resource group '[^']{1,120}' could not be found/i, /Resource Group "[^"]{1,120}" was not found/i],
  },
  values: { group: /Resource group ['"]([^'"]{1,120})['"] (?:could not be found|was not found)/i },
  happened: ({ values }) =>
    `The subscription that was asked has no resource group${values.group ? ` "${values.group}"` : " of that name"}.`,
  causes: [
    {
      id: "wrong-subscription",
      cause: "It exists in another subscription than the one that the request names, or that the tool has selected.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        looksForOwnState(facts.line)
          ? { likelihood: "possible", because: "the tool looks for what it has in its state" }
          : undefined,
      distinguish: "Azure portal > Resource groups (all subscriptions selected) lists it, with another subscription.",
      fix: {
        configuration: settings(
          { "azure-native:subscriptionId": "<id of the subscription that has the group>" },
          "Or subscriptionId in the options of the integration.",
        ),
        portal: [
          "Resource groups > the group > Overview > Subscription ID: use that one (`az account set --subscription <id>`; in ServiceNow the subscription of the spoke's alias).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "missing",
      cause: "It does not exist: mistyped, deleted, or not created yet because nothing makes the resource wait for it.",
      likelihood: "likely",
      distinguish: "No subscription lists it; or it is created in the same run and the second run works.",
      fix: {
        configuration: ({ values }) =>
          integration(
            "servicenow-azure-spoke",
            "azure-spoke",
            {
              resourceGroup: {
                name:
                  values.group && /^[\w.()-]{1,90}$/.test(values.group) && !values.group.endsWith(".")
                    ? values.group
                    : "<resource group>",
                location: "westeurope",
              },
            },
            "Makes the group. `existing:` instead of name and location uses one that is there.",
          ),
        portal: [
          "Azure portal > Resource groups > Create; or correct the name.",
          "Deleted, and still in the state: `pulumi refresh` drops it, `pulumi up` makes it again.",
          "Terraform, Pulumi: pass the group's name as an output of the resource, not as text, so that it is created first.",
        ],
        who: "Contributor or Owner on the subscription.",
      },
    },
  ],
  looks: looksOfResourceGroupNotFound,
  sources: [
    {
      title: "Microsoft: Resolve not found errors",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
    },
  ],
});
