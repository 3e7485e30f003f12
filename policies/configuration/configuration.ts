/** The pack's configuration (`--policy-pack-config`): what a rule's settings are, and what is wrong with a file. */
import { didYouMean } from "../../catalogue/suggest";
import type { Rule, Settings } from "../rule";
import { type Exemption, exemptionsSchema } from "./exemptions";
import { problemsOf, type Schema } from "./schema";

/** One rule's configuration as the engine passes it on. */
export type RawConfiguration = Readonly<Record<string, unknown>>;

/** The settings of a rule, defaults filled in, and its exemptions. */
export interface Configured {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly exemptions: readonly Exemption[];
}

export function configure(rule: Rule, given: RawConfiguration): Configured {
  const settings = Object.entries(settingsOf(rule)).map(([key, setting]) => [key, given[key] ?? setting.default]);
  return {
    settings: Object.fromEntries(settings),
    exemptions: (given.exemptions as readonly Exemption[] | undefined) ?? [],
  };
}

/** Every problem of a configuration, in full sentences; empty when it is good. */
export function configurationProblems(
  rules: readonly Rule[],
  given: Readonly<Record<string, RawConfiguration>>,
): string[] {
  const names = rules.map(({ name }) => name);
  return Object.entries(given).flatMap(([name, configuration]) => {
    const rule = rules.find((candidate) => candidate.name === name);
    // "all" is Pulumi's own word for the enforcement level of every rule.
    if (rule === undefined) {
      return name === "all" ? [] : [`${name} is not a rule of this pack.${didYouMean(name, names)}`];
    }
    return problemsOfRule(rule, configuration);
  });
}

/** What is wrong with one rule's configuration. */
export function problemsOfRule(rule: Rule, given: RawConfiguration): string[] {
  const schemas: Record<string, Schema> = { ...settingsOf(rule), exemptions: exemptionsSchema };
  return Object.entries(given).flatMap(([key, value]) => {
    const schema = schemas[key];
    if (schema !== undefined) return problemsOf(schema, value, `${rule.name}.${key}`);
    const known = Object.keys(schemas);
    return [`${rule.name}.${key} is not a setting.${didYouMean(key, known) || ` There are ${known.join(", ")}.`}`];
  });
}

export const settingsOf = (rule: Rule): Settings => rule.settings ?? {};
