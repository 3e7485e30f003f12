import { entry, type Seen } from "../entry";
import { looksForOwnState } from "../facts/context";
import { who } from "../who";

/** An attempt to make something that failed earlier in the same input. */
const failedBefore =
  /(?:\bNew-Az|creat|deploy)[^|]{0,300}(?:BadRequest|Conflict|Forbidden|invalid status code|failed)/i;
const nameOf = ({ values }: Seen) => values.resource ?? values.parent;

export const armResourceNotFound = entry({
  id: "azure-resource-not-found",
  title: "Azure: the resource is not where it was looked for",
  signature: {
    codes: ["ParentResourceNotFound"],
    texts: [
      /The Resource '[^']{0,300}' under resource ?group '[^']{0,120}' was not found/i,
      /because the parent resource '[^']{0,400}' could not be found/i,
      /aka\.ms\/ARMResourceNotFoundFix/i,
    ],
  },
  values: {
    resource: /The Resource '([^']{1,300})' under resource ?group/i,
    group: /under resource ?group '([^']{1,120})' was not found/i,
    parent: /because the parent resource '([^']{1,400})' could not be found/i,
  },
  happened: (seen) =>
    `Azure Resource Manager has no ${nameOf(seen) ? `resource ${nameOf(seen)}` : "such resource"}${seen.values.group ? ` in the resource group ${seen.values.group}` : ""} (404). The caller was allowed to ask.`,
  causes: [
    {
      id: "not-created",
      cause: "It was never made: the step that makes it failed earlier, or nothing makes this step wait for it.",
      likelihood: "possible",
      weigh: ({ facts, values }) =>
        values.parent !== undefined
          ? { likelihood: "likely", because: "it is the parent of what was to be made" }
          : failedBefore.test(facts.line.slice(0, Math.max(0, facts.line.search(/The Resource '/i))))
            ? { likelihood: "likely", because: "the input shows a step before it that failed" }
            : undefined,
      distinguish: "The log has an earlier error: mend that one. Or the second run works.",
      fix: {
        portal: [
          "Look for the first error of the run: the resource group > Deployments, or the log above this line.",
          "Terraform, Pulumi, Bicep: refer to the resource's output (or dependsOn), not to its name as text, so that it is made first.",
        ],
        who: who.deploys,
      },
    },
    {
      id: "other-group-or-subscription",
      cause: "It exists, in another resource group or subscription than the one in the request.",
      likelihood: "likely",
      weigh: ({ facts }) =>
        looksForOwnState(facts.line)
          ? { likelihood: "possible", because: "the tool found it there before" }
          : undefined,
      distinguish: "Azure portal > All resources (all subscriptions selected) lists it, with another group.",
      fix: {
        portal: [
          "All resources > the resource > Overview: compare Resource group and Subscription ID with the request's, and correct them where the tool or the product has them.",
        ],
        who: who.configuresProduct,
      },
    },
    {
      id: "deleted-or-mistyped",
      cause: "It was deleted by hand while a tool still has it in its state, or the name is mistyped.",
      likelihood: "possible",
      weigh: ({ facts }) =>
        looksForOwnState(facts.line)
          ? { likelihood: "likely", because: "the tool looks for what it has in its state" }
          : undefined,
      distinguish: "No subscription lists it, and Activity log of the resource group shows a Delete.",
      fix: {
        portal: [
          "Pulumi: `pulumi refresh` drops what is gone from the state, `pulumi up` makes it again. Terraform: `terraform apply -refresh-only`.",
          "Mistyped: correct the name.",
        ],
        who: who.deploys,
      },
    },
  ],
  sources: [
    {
      title: "Microsoft: Resolve not found errors",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
    },
    {
      title: "Microsoft: Resolve errors for parent resources",
      url: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource",
    },
  ],
});
