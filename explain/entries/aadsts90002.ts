import { entry } from "../entry";
import { looksOfTenantNotFound } from "../looks/resourceNames";
import { who } from "../who";
import { settings } from "../yaml";

/** Codes that speak of two clouds. */
const otherCloud: readonly number[] = [90038, 900382, 900432];

const namesAnotherCloud = (line: string) => /microsoftonline\.(?:us|de)|chinacloudapi/i.test(line);

export const aadsts90002 = entry({
  id: "aadsts90002-tenant-not-found",
  title: "There is no such tenant where it was looked for",
  signature: {
    signInCodes: [90002, 900021, 900023, 90038, 900382, 900432],
    texts: [
      /Tenant '[^']{1,120}' not found\. (?:Check|This may happen)/i,
      /neither a valid DNS name, nor a valid external domain/i,
    ],
  },
  values: { tenant: /(?:Tenant|tenant identifier) '?([^\s']{1,120})'?,? (?:not found|is (?:neither|not))/i },
  happened: ({ values, facts }) =>
    facts.signInCodes.some((code) => otherCloud.includes(code))
      ? "The sign-in went to one cloud of Microsoft's, and the tenant or the resource belongs to another."
      : `The address of the sign-in named the tenant "${values.tenant ?? "?"}", which this cloud does not know. No application was looked up yet.`,
  causes: [
    {
      id: "not-a-tenant",
      cause: ({ values }) =>
        `"${values.tenant}" stands where the tenant belongs: the address was put together wrongly, or a placeholder was left in it. The form is https://login.microsoftonline.com/<tenant id>/oauth2/v2.0/token.`,
      likelihood: "certain",
      applies: ({ values }) =>
        /^(?:token|authorize|oauth2|secrets?|v2\.0|tenant[_-]?id|your.*|\{.*|<.*|0{8}-.*)$/i.test(values.tenant ?? ""),
      distinguish: "The name in the message is a word of the address, not an ID or a domain.",
      fix: {
        configuration: settings({ "azuread:tenantId": "<tenant id>" }, "npm run handover prints the token URL."),
        portal: [
          "Microsoft Entra admin center > Overview: copy the Tenant ID.",
          "Correct the token URL (ServiceNow: System OAuth > Application Registry > the provider > Token URL and Authorization URL).",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "mistyped",
      cause: "The tenant ID or domain is mistyped, or is another ID (of the subscription, of the application).",
      likelihood: "likely",
      weigh: ({ facts }) =>
        facts.signInCodes.some((code) => otherCloud.includes(code))
          ? { likelihood: "ruled out", because: "the code says that the tenant is in another cloud" }
          : namesAnotherCloud(facts.line)
            ? { likelihood: "possible", because: "the message names another cloud" }
            : undefined,
      distinguish: "It differs from Tenant ID in Microsoft Entra admin center > Overview.",
      applies: ({ values }) =>
        !/^(?:token|authorize|oauth2|secrets?|v2\.0|tenant[_-]?id|your.*|\{.*|<.*|0{8}-.*)$/i.test(values.tenant ?? ""),
      fix: {
        configuration: settings({ "azuread:tenantId": "<tenant id>", "azure-native:tenantId": "<tenant id>" }),
        portal: [
          "Microsoft Entra admin center > Overview: copy the Tenant ID into the configuration of the product, or ARM_TENANT_ID.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "other-cloud",
      cause:
        "The tenant exists in another cloud (US government, China, the former German one), and the sign-in went to the public one, or the other way round.",
      likelihood: "possible",
      weigh: ({ values, facts }) =>
        /\.(?:us|cn|de)$|onmschina/i.test(values.tenant ?? "") ||
        facts.signInCodes.some((code) => otherCloud.includes(code)) ||
        namesAnotherCloud(facts.line)
          ? { likelihood: "likely", because: "the message names another cloud" }
          : undefined,
      distinguish: "The portal that you use is not portal.azure.com but portal.azure.us or portal.azure.cn.",
      fix: {
        configuration: settings(
          { "azuread:environment": "usgovernment", "azure-native:environment": "usgovernment" },
          "Or china.",
        ),
        portal: ["Use the sign-in address of that cloud: login.microsoftonline.us, or login.chinacloudapi.cn."],
        who: who.deploys,
      },
    },
  ],
  looks: looksOfTenantNotFound,
  sources: [
    { title: "Microsoft Entra error codes: AADSTS90002", url: "https://login.microsoftonline.com/error?code=90002" },
    {
      title: "Microsoft: National clouds, sign-in endpoints",
      url: "https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud",
    },
  ],
});
