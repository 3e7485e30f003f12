/** Makes CrossGuard policies of rules. */
import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { fromStackResource, fromValidation } from "./model/resource";
import { StackView } from "./model/stack";
import type { Finding, Rule } from "./rule";

export type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

/** The policy of a rule. One that has a resource part and a stack part runs both under its one name. */
export function policyOf(rule: Rule): Policy {
  const { resource, stack } = rule;
  return {
    name: rule.name,
    description: rule.demand,
    enforcementLevel: rule.enforcement ?? "mandatory",
    severity: rule.severity,
    remediationSteps: rule.remedy,
    url: rule.source,
    ...(resource && {
      validateResource: ofType(resource.type, (args, report) => {
        if (args.type !== resource.type) return;
        reportAll(rule, resource.check(fromValidation(args)), report);
      }),
    }),
    ...(stack && {
      validateStack: (args, report) =>
        reportAll(rule, stack(new StackView(args.resources.map(fromStackResource))), report),
    }),
  };
}

/** Lets the runtime skip resources of other types without decoding them, as `validateResourceOfType` does for a class. */
function ofType(
  type: string,
  validation: NonNullable<ResourceValidationPolicy["validateResource"]> & CallableFunction,
) {
  return Object.assign(validation, { __pulumiType: type });
}

function reportAll(rule: Rule, findings: readonly Finding[], report: ReportViolation): void {
  for (const finding of findings) reportOne(rule, finding, report);
}

/**
 * Reports a violation, or under a name of its own what cannot be decided yet: a warning in a preview; in an update, where everything is known
 * by then, as strict as the rule itself.
 */
function reportOne(rule: Rule, { urn, message, missing }: Finding, report: ReportViolation): void {
  const violation =
    missing === undefined
      ? { message: `${rule.demand}\n${message}`, urn }
      : {
          name: "cannot-decide-yet",
          message: `Rule ${rule.name} cannot decide yet.\n${message}\nMissing: ${missing}. It is decided during the update, which stops if the rule is broken.`,
          urn,
          ...(isPreview() && { enforcementLevel: "advisory" }),
        };
  // The runtime takes an object as well, which its types do not say.
  report(violation as unknown as string);
}

/** The engine tells a pack in its environment whether this is a preview; without a word from it the strict reading holds. */
const isPreview = () => (process.env.PULUMI_DRY_RUN ?? process.env.PULUMI_NODEJS_DRY_RUN) === "true";
