import { entry } from "../entry";
import type { Facts } from "../facts/facts";
import { integrationFor } from "../kind";
import { looksOfResourceNotFound } from "../looks/resourceNames";
import { apiNameOf } from "../tokens/decode";
import { who } from "../who";

const lacksPrincipal = ({ signInCodes, line }: Facts) =>
  signInCodes.includes(650052) || /lacks a service principal for/i.test(line);

export const aadsts500011 = entry({
  id: "aadsts500011-resource-not-found",
  title: "The API that a token was asked for is not in this tenant",
  signature: {
    signInCodes: [500011, 650052, 50001],
    texts: [
      /resource principal named \S{1,300} was not found in the tenant/i,
      /The application named \S{1,300} was not found in the tenant/i,
      /lacks a service principal for/i,
    ],
  },
  values: {
    resource: /resource principal named '?(\S{1,300}?)'? was not found/i,
    service: /access a service '([^']{1,300}'(?:\([^)]{1,100}\))?)/i,
    tenant: /was not found in the tenant named '?([^'.]{1,120}?)'?[. ]/i,
  },
  happened: ({ values }) =>
    `The scope (or resource) of the token request names ${values.resource ?? (values.service ? `'${values.service}` : "an API")}, and the tenant${values.tenant ? ` ${values.tenant}` : ""} has no service principal for it.`,
  causes: [
    {
      id: "misspelt",
      cause: ({ values }) =>
        /https?:\/\/https?:|\/\/$|\/\.default/i.test(values.resource ?? "")
          ? `The resource is misspelt: "${values.resource}" is not how any API is called.`
          : "The resource is misspelt, or is an address (a site, a device, a path) instead of the API's identifier.",
      likelihood: "likely",
      weigh: ({ values, facts }) => {
        const { resource = "" } = values;
        if (/^(?:https?|api):\/\/[x*.]+$/i.test(resource))
          return { likelihood: "possible", because: "the resource in the message is masked" };
        if (lacksPrincipal(facts)) return { likelihood: "ruled out", because: "the API was found, by its ID" };
        if (/https?:\/\/https?:|\/\/$|\/\.default|^api:\/\/$/i.test(resource)) {
          return { likelihood: "certain", because: `"${resource}" is malformed` };
        }
        if (/^https:\/\/(?:graph\.microsoft\.com|management\.azure\.com)\/?$/i.test(resource)) {
          return { likelihood: "ruled out", because: `${resource} is spelt right` };
        }
        const known = apiNameOf(resource);
        if (known) return { likelihood: "unlikely", because: `${resource} is the identifier of ${known}` };
        return undefined;
      },
      distinguish:
        "Compare with the API's own identifier: https://graph.microsoft.com, https://management.azure.com, https://api.securitycenter.microsoft.com, https://api.security.microsoft.com.",
      fix: {
        configuration: (seen) =>
          integrationFor(seen, {}, "The scope of this integration is printed by npm run handover."),
        portal: [
          "Correct the scope of the token request: the API's identifier followed by /.default, for example https://graph.microsoft.com/.default.",
          "ServiceNow: the provider > OAuth Entity Scopes.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "not-provisioned",
      cause:
        "The tenant never used that API, so it has no service principal for it: the Defender APIs appear only where Defender is licensed, a company's own API only after consent.",
      likelihood: "possible",
      weigh: ({ values, facts }) =>
        lacksPrincipal(facts)
          ? { likelihood: "certain", because: "AADSTS650052 says so" }
          : /^https:\/\/(?:graph\.microsoft\.com|management\.azure\.com)\/?$/i.test(values.resource ?? "")
            ? { likelihood: "unlikely", because: "nearly every tenant has it" }
            : apiNameOf(values.resource ?? "")
              ? {
                  likelihood: "likely",
                  because: `${values.resource} is the identifier of ${apiNameOf(values.resource ?? "")}`,
                }
              : undefined,
      distinguish: "Enterprise applications (Application type: all applications) has no entry with that identifier.",
      fix: {
        portal: [
          "Enterprise applications > Application type: Microsoft Applications: search the API by its application ID.",
          "Missing: consent to the application that offers it; or `az ad sp create --id <application id of the API>`.",
        ],
        who: who.managesEnterpriseApplication,
      },
    },
    {
      id: "wrong-tenant",
      cause: "The request went to the wrong tenant.",
      likelihood: "possible",
      weigh: ({ values }) =>
        /^https:\/\/management\.azure\.com\/?$/i.test(values.resource ?? "")
          ? {
              likelihood: "likely",
              because: "a tenant without any subscription, such as a personal one, lacks Azure Resource Manager",
            }
          : undefined,
      distinguish: "The tenant in the message is not the one that has the API or the subscription.",
      fix: {
        portal: ["Use the ID of the right tenant in the token URL."],
        who: who.configuresProduct,
      },
    },
  ],
  looks: looksOfResourceNotFound,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS500011", url: "https://login.microsoftonline.com/error?code=500011" },
    {
      title: "Microsoft: Error AADSTS500011, resource principal not found in the tenant",
      url: "https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts500011-resource-principal-not-found",
    },
  ],
});
