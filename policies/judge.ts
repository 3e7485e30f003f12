/** Applies rules to resources and stacks; knows nothing of CrossGuard, so that a state file is judged by the same code. */
import type { ResourceView } from "./model/resource";
import type { StackView } from "./model/stack";
import type { Context, Finding, Rule } from "./rule";

/** What a rule says about one resource by its inputs. What it cannot decide is left to the stack where that can tell more. */
export function judgeResource(rule: Rule, resource: ResourceView, context: Context): readonly Finding[] {
  if (!rule.resource?.types.includes(resource.type)) return [];
  const findings = rule.resource.check(resource, context);
  return rule.resource.traces ? findings.filter(({ missing }) => missing === undefined) : findings;
}

/** Whether the rule has something to say about a stack as a whole. */
export const judgesStack = (rule: Rule) => rule.stack !== undefined || rule.resource?.traces === true;

/** What a rule says about a stack: what no single resource shows, and what single resources left open. */
export function judgeStack(rule: Rule, stack: StackView, context: Context): readonly Finding[] {
  const { resource } = rule;
  const traced =
    resource?.traces === true
      ? stack.declared(...resource.types).flatMap((each) => trace(resource, each, context, stack))
      : [];
  return [...traced, ...(rule.stack?.(stack, context) ?? [])];
}

/** The findings that only the stack decides; those that the resource shows by itself have been reported. */
function trace(part: NonNullable<Rule["resource"]>, each: ResourceView, context: Context, stack: StackView): Finding[] {
  const alone = part.check(each, context);
  if (alone.every(({ missing }) => missing === undefined)) return [];
  const reported = new Set(alone.filter(({ missing }) => missing === undefined).map(({ message }) => message));
  return part
    .check(each, context, stack)
    .filter(({ message }) => !reported.has(message))
    .map((finding) => ({ ...finding, urn: each.urn }));
}
