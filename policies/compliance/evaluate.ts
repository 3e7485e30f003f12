/** Judges a deployed stack by the rules of the pack, for auditors: what `pulumi preview` would say, without a program. */
import { configurationProblems, configure, type RawConfiguration } from "../configuration/configuration";
import { judgeResource, judgeStack, judgesStack } from "../judge";
import type { ResourceView } from "../model/resource";
import { StackView } from "../model/stack";
import { type Report, reportOf } from "../report";
import type { Context, Finding, Rule, Severity } from "../rule";
import { resourcesOf } from "./state";

/** One line of the result. */
export interface ComplianceFinding extends Report {
  readonly rule: Rule;
  readonly severity: Severity;
  /** `exempt` where an exemption covers it: then it is no violation. */
  readonly status: "violation" | "advice" | "exempt";
}

/** Raised where the policy configuration is wrong; the message lists every problem, for the user. */
export class ConfigurationError extends Error {
  readonly advice = "docs/policies.md describes the configuration.";

  constructor(problems: readonly string[]) {
    super(["The policy configuration is wrong:", ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  }
}

/** A policy configuration as it is written: a level, or an object of a level and settings, by rule. */
export type GivenConfiguration = Readonly<Record<string, string | RawConfiguration>>;

/**
 * What the rules say about an exported stack.
 *
 * @param exported what `pulumi stack export` writes, parsed
 * @param configuration a policy configuration, as `--policy-pack-config` takes it
 */
export function evaluate(
  rules: readonly Rule[],
  exported: unknown,
  configuration: GivenConfiguration = {},
  now: Date = new Date(),
): readonly ComplianceFinding[] {
  const given = Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, entryOf(value)]));
  const problems = configurationProblems(
    rules,
    Object.fromEntries(Object.entries(given).map(([name, { settings }]) => [name, settings])),
  );
  if (problems.length > 0) throw new ConfigurationError(problems);

  const resources = resourcesOf(exported);
  const read = new Set(resources.filter(({ isRead }) => isRead).map(({ deployed }) => deployed.urn));
  const stack = new StackView(
    resources.map(({ deployed }) => deployed),
    (urn) => read.has(urn),
  );
  const declared = resources.filter(({ isRead }) => !isRead).map((resource) => resource.declared);
  return rules.flatMap((rule) => {
    const level = given[rule.name]?.level ?? given.all?.level ?? rule.enforcement ?? "mandatory";
    if (level === "disabled") return [];
    const { settings, exemptions } = configure(rule, given[rule.name]?.settings ?? {});
    const context = { settings, now } as Context;
    return findingsOf(rule, declared, stack, context).map(([resource, finding]): ComplianceFinding => {
      const report = reportOf(rule, finding, resource, exemptions, now);
      const isAdvice = report.level === "advisory" || level === "advisory";
      const status = report.exemption ? "exempt" : isAdvice ? "advice" : "violation";
      return { ...report, rule, severity: rule.severity, status };
    });
  });
}

function findingsOf(
  rule: Rule,
  declared: readonly ResourceView[],
  stack: StackView,
  context: Context,
): [ResourceView | undefined, Finding][] {
  const alone = declared.flatMap((resource) =>
    judgeResource(rule, resource, context).map((finding): [ResourceView, Finding] => [resource, finding]),
  );
  if (!judgesStack(rule)) return alone;
  const together = judgeStack(rule, stack, context).map((finding): [ResourceView | undefined, Finding] => [
    finding.urn === undefined ? undefined : stack.get(finding.urn),
    finding,
  ]);
  return [...alone, ...together];
}

function entryOf(value: string | RawConfiguration): { level?: string; settings: RawConfiguration } {
  if (typeof value === "string") return { level: value, settings: {} };
  const { enforcementLevel, ...settings } = value;
  return { ...(typeof enforcementLevel === "string" && { level: enforcementLevel }), settings };
}
