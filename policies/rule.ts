/** The shape of a rule. Rules are data and pure functions: `policy.ts` makes CrossGuard policies of them. */
import type { Schema, ValueOf } from "./configuration/schema";
import type { ResourceView } from "./model/resource";
import type { StackView } from "./model/stack";
import type { Properties } from "./model/value";

export type Severity = "low" | "medium" | "high" | "critical";

/** Inputs as they should be, and a sentence that says what was changed. */
export interface Mended {
  readonly properties: Properties;
  readonly said: string;
}

/** What can be configured about a rule, by name. */
export type Settings = Readonly<Record<string, Schema & { readonly default: unknown }>>;

export type SettingValues<S extends Settings> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** What a rule has to say about a resource. */
export interface Finding {
  /** The resource in question; in a resource rule always the one that is checked. */
  readonly urn?: string;
  /** What is wrong with which resource, in full sentences, with names rather than ids. */
  readonly message: string;
  /** What to do in this very case, a line each; follows the rule's remedy. */
  readonly remedy?: readonly string[];
  /** Present where the rule cannot decide yet: what is missing. The finding is then no violation, but reported as `cannot-decide-yet`. */
  readonly missing?: string;
  /** Present where the finding is good advice only, whatever the rule's own level. */
  readonly advice?: true;
}

export interface Context<S extends Settings = Settings> {
  readonly settings: SettingValues<S>;
  readonly now: Date;
}

export interface RuleOf<S extends Settings> {
  /** Name in kebab case, as it appears in the engine's output and in the policy configuration. */
  readonly name: string;
  /** What the rule demands, in one sentence. */
  readonly demand: string;
  readonly severity: Severity;
  /** @default "mandatory" */
  readonly enforcement?: "mandatory" | "advisory";
  /** Why breaking the rule hurts. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Where the fact that the rule stands on is documented. */
  readonly source: string;
  /** Resources in Pulumi YAML: a program that breaks the rule, and one that keeps it. */
  readonly examples: { readonly bad: string; readonly good: string };
  /** Settings beside the exemptions, which every rule has. */
  readonly settings?: S;
  /** Judges one resource before it is deployed, and again with the whole stack in view. */
  readonly resource?: {
    readonly types: readonly string[];
    /**
     * Whether the check can tell more with the stack in view. Where the inputs alone leave a finding undecided (`missing`), it is then called
     * once more at the end, with the stack, and decides from what the values come from.
     */
    readonly traces?: true;
    readonly check: (resource: ResourceView, context: Context<S>, stack?: StackView) => readonly Finding[];
    /** Corrects the inputs; undefined when there is nothing to correct. */
    readonly mend?: (resource: ResourceView, context: Context<S>) => Mended | undefined;
  };
  /** Judges the stack as a whole, for what no single resource shows. */
  readonly stack?: (stack: StackView, context: Context<S>) => readonly Finding[];
}

/** A rule, whatever its settings are. */
export type Rule = RuleOf<Settings>;

/** Types the settings of a rule by its own schema. */
export function defineRule<const S extends Settings>(rule: RuleOf<S>): Rule {
  return rule as unknown as Rule;
}
