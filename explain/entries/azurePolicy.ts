import { entry } from "../entry";

export const azurePolicy = entry({
  id: "azure-policy-disallowed",
  title: "Azure Policy forbids the resource as it was asked for",
  signature: {
    codes: ["RequestDisallowedByPolicy"],
    texts: [
      /(?:was|were) disallowed by (?:one or more )?polic(?:y|ies)/i,
      /template deployment failed because of policy violation/i,
    ],
    when: ({ ofMicrosoft, codes }) =>
      ofMicrosoft || codes.includes("RequestDisallowedByPolicy") || codes.includes("InvalidTemplateDeployment"),
  },
  values: {
    resource: /Resource '([^']{1,120})' was disallowed/i,
    reason: /Reasons?: '([^\n]{1,200}?)'\. See/i,
    policy: /"policyAssignment"\s*:\s*\{\s*"name"\s*:\s*"([^"]{1,120})"/i,
  },
  happened: ({ values }) =>
    `The caller's role was enough, and a policy with the effect Deny refused the request${values.resource ? ` for ${values.resource}` : ""}${values.policy ? ` (assignment "${values.policy}")` : ""}${values.reason ? `: ${values.reason}` : ""}.`,
  causes: [
    {
      id: "violates-policy",
      cause:
        "The resource lacks what the policy demands (a tag, a region, a network setting, an allowed type or size). More rights do not help.",
      likelihood: "certain",
      fix: {
        portal: [
          "Azure portal > Policy > Assignments > the one in the message: read its rule and parameters.",
          "Change the resource accordingly (Pulumi: its location, tags or properties; for a group made by this project, location and tags), or ask for an exemption at the narrowest scope.",
        ],
        who: "Whoever deploys; an exemption takes Resource Policy Contributor or Owner.",
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: RequestDisallowedByPolicy error",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy",
    },
  ],
});
