/** Makes CrossGuard policies of rules. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import {
  type Configured,
  configure,
  problemsOfRule,
  type RawConfiguration,
  settingsOf,
} from "./configuration/configuration";
import { exemptionsSchema } from "./configuration/exemptions";
import { judgeResource, judgeStack, judgesStack } from "./judge";
import { stackOf } from "./lifecycle";
import { fromValidation } from "./model/resource";
import { remediate, takeRemediation } from "./remediation";
import { reportOf, send } from "./report";
import type { Context, Rule } from "./rule";

export type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

/** The policy of a rule. One that judges resources and the stack does both under its one name. */
export function policyOf(rule: Rule): Policy {
  return {
    name: rule.name,
    description: rule.demand,
    enforcementLevel: rule.enforcement ?? "mandatory",
    severity: rule.severity,
    remediationSteps: rule.remedy,
    url: rule.source,
    configSchema: { properties: describedSettings(rule) },
    ...(rule.resource && { validateResource: validateResource(rule, rule.resource.types) }),
    ...(rule.resource?.mend && {
      remediateResource: (args) => remediate(rule, args, contextOf(rule, args.getConfig()).context),
    }),
    ...(judgesStack(rule) && { validateStack: validateStack(rule) }),
  };
}

function validateResource(rule: Rule, types: readonly string[]): ResourceValidationPolicy["validateResource"] {
  const validate: ResourceValidationPolicy["validateResource"] = (args, report) => {
    const resource = fromValidation(args);
    if (!types.includes(resource.type)) return;
    const { context, exemptions } = contextOf(rule, args.getConfig());
    const said = takeRemediation(rule, resource.urn);
    if (said !== undefined) send({ name: rule.name, message: said, urn: resource.urn, level: "advisory" }, report);
    for (const finding of judgeResource(rule, resource, context)) {
      send(reportOf(rule, finding, resource, exemptions, context.now), report);
    }
  };
  // Lets the runtime pass over other resources without decoding them, as `validateResourceOfType` does for a class.
  const [only] = types;
  const skips = types.length === 1 && !only?.startsWith("azure-native:");
  return skips ? Object.assign(validate, { __pulumiType: only }) : validate;
}

function validateStack(rule: Rule): StackValidationPolicy["validateStack"] {
  return (args, report) => {
    const { context, exemptions } = contextOf(rule, args.getConfig());
    const stack = stackOf(args);
    for (const finding of judgeStack(rule, stack, context)) {
      const resource = finding.urn === undefined ? undefined : stack.get(finding.urn);
      send(reportOf(rule, finding, resource, exemptions, context.now), report);
    }
  };
}

function contextOf(rule: Rule, given: RawConfiguration): { context: Context } & Pick<Configured, "exemptions"> {
  const problems = problemsOfRule(rule, given);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { settings, exemptions } = configure(rule, given);
  return { context: { settings, now: new Date() } as Context, exemptions };
}

/**
 * What the engine is told about the settings: their descriptions and defaults. It would check types as well, but reports its own findings
 * first and alone; checked here, all problems of a file come at once, with the values and the remedies.
 */
function describedSettings(rule: Rule) {
  const settings = Object.entries(settingsOf(rule)).map(([key, { description, default: preset }]) => [
    key,
    { description, default: preset },
  ]);
  return { ...Object.fromEntries(settings), exemptions: { description: exemptionsSchema.description } };
}
