/** Programs in Pulumi YAML with what a rule says about them in a preview. */
import { filled } from "../../policies/examples";
import type { Rule } from "../../policies/rule";
import { run } from "./runtime";
import { resourcesOf } from "./yamlProgram";

/** A sentence about the program, its resources, and for each finding a part of its text; none for a program that passes. */
export type Case = readonly [title: string, resources: string, ...expected: readonly string[]];

/** Declares a test for each case: `violations` report under the rule's name, `undecided` as `cannot-decide-yet`. */
export function cases(
  rule: Rule,
  groups: { readonly passes: readonly Case[]; readonly violates: readonly Case[]; readonly undecided: readonly Case[] },
): void {
  describe(rule.name, () => {
    it.each(groups.passes)("passes %s", async (_, resources) => {
      expect(await judged(rule, resources)).toEqual([]);
    });
    it.each(groups.violates)("reports %s", async (_, resources, ...expected) => {
      const found = await judged(rule, resources);
      expect(found.map(({ policy }) => policy)).toEqual(expected.map(() => rule.name));
      expect(found.map(({ level }) => level)).toEqual(expected.map(() => rule.enforcement ?? "mandatory"));
      for (const [index, part] of expected.entries()) expect(found[index]?.message).toContain(part);
    });
    // A rule whose every case is decided by what a program says has none.
    if (groups.undecided.length === 0) return;
    it.each(groups.undecided)("says that it cannot decide yet about %s", async (_, resources, ...expected) => {
      const found = await judged(rule, resources);
      expect(found.map(({ policy, level }) => [policy, level])).toEqual([["cannot-decide-yet", "advisory"]]);
      expect(found[0]?.message).toContain(`Missing: ${expected[0]}`);
      const update = await run(rule, resourcesOf(filled(resources)), "update");
      expect(update.map(({ level }) => level)).toEqual([rule.enforcement ?? "mandatory"]);
    });
  });
}

const judged = (rule: Rule, resources: string) => run(rule, resourcesOf(filled(resources)));

/** A program of one resource. */
export function one(type: string, properties: string, options = "{}"): string {
  return `{ resources: { it: { type: "${type}", properties: ${properties}, options: ${options} } } }`;
}
