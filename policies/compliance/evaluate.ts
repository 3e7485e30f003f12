/** Judges a deployed stack by the rules of the pack, for auditors: what `pulumi preview` would say, without a program. */
import { StackView } from "../model/stack";
import { type Report, reportOf } from "../report";
import type { Rule, Severity } from "../rule";
import { type GivenConfiguration, type Judged, judgeAll } from "./judgeAll";
import { resourcesOf } from "./state";

export { ConfigurationError, type GivenConfiguration } from "./judgeAll";

/** One line of the result. */
export interface ComplianceFinding extends Report {
  readonly rule: Rule;
  readonly severity: Severity;
  /** `exempt` where an exemption covers it: then it is no violation. */
  readonly status: "violation" | "advice" | "exempt";
}

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
  const resources = resourcesOf(exported);
  const read = new Set(resources.filter(({ isRead }) => isRead).map(({ deployed }) => deployed.urn));
  const stack = new StackView(
    resources.map(({ deployed }) => deployed),
    (urn) => read.has(urn),
  );
  const declared = resources.filter(({ isRead }) => !isRead).map((resource) => resource.declared);
  return judgeAll(rules, declared, stack, configuration, now).map((judged) => complianceOf(judged, now));
}

function complianceOf({ rule, finding, resource, level, exemptions }: Judged, now: Date): ComplianceFinding {
  const report = reportOf(rule, finding, resource, exemptions, now);
  const isAdvice = report.level === "advisory" || (level ?? rule.enforcement) === "advisory";
  const status = report.exemption ? "exempt" : isAdvice ? "advice" : "violation";
  return { ...report, rule, severity: rule.severity, status };
}
