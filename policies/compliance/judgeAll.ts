/** What rules say about a set of resources, wherever it comes from: an exported stack, or a tenant that is seen as one. */
import { configurationProblems, configure, type RawConfiguration } from "../configuration/configuration";
import type { Exemption } from "../configuration/exemptions";
import { judgeResource, judgeStack, judgesStack } from "../judge";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import type { Context, Finding, Rule } from "../rule";

/** A finding with the rule that has it. */
export interface Judged {
  readonly rule: Rule;
  readonly finding: Finding;
  /** The resource that it is about, where that is among those that were judged. */
  readonly resource?: ResourceView;
  /** As configured; undefined where nothing is configured about it. */
  readonly level?: string;
  readonly exemptions: readonly Exemption[];
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
 * Judges resources by the rules. A rule whose level is `disabled` says nothing.
 *
 * @param declared those that are judged one by one; the rules that judge a stack as a whole see all of `stack`
 */
export function judgeAll(
  rules: readonly Rule[],
  declared: readonly ResourceView[],
  stack: StackView,
  configuration: GivenConfiguration = {},
  now: Date = new Date(),
): readonly Judged[] {
  const given = Object.fromEntries(Object.entries(configuration).map(([name, value]) => [name, entryOf(value)]));
  const problems = configurationProblems(
    rules,
    Object.fromEntries(Object.entries(given).map(([name, { settings }]) => [name, settings])),
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
  return rules.flatMap((rule) => {
    const level = given[rule.name]?.level ?? given.all?.level;
    if ((level ?? rule.enforcement) === "disabled") return [];
    const { settings, exemptions } = configure(rule, given[rule.name]?.settings ?? {});
    const context = { settings, now } as Context;
    return findingsOf(rule, declared, stack, context).map(([resource, finding]) => ({
      rule,
      finding,
      resource,
      level,
      exemptions,
    }));
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
