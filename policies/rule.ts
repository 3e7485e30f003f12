/** The shape of a rule. Rules are data and pure functions: `policy.ts` makes CrossGuard policies of them. */
import type { ResourceView } from "./model/resource";
import type { StackView } from "./model/stack";

export type Severity = "low" | "medium" | "high" | "critical";

/** What a rule has to say about a resource. */
export interface Finding {
  /** The resource in question; in a resource rule always the one that is checked. */
  readonly urn?: string;
  /** What is wrong with which resource, in full sentences, with names rather than ids. */
  readonly message: string;
  /** Present where the rule cannot decide yet: what is missing. The finding is then no violation, see `cannotDecideYet.ts`. */
  readonly missing?: string;
}

export interface Rule {
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
  /** Resources in Pulumi YAML: one program that breaks the rule, one that keeps it. */
  readonly examples: { readonly bad: string; readonly good: string };
  /** Judges one resource by its inputs, before it is deployed. */
  readonly resource?: {
    readonly type: string;
    readonly check: (resource: ResourceView) => readonly Finding[];
  };
  /** Judges the stack as a whole, for what no single resource shows. */
  readonly stack?: (stack: StackView) => readonly Finding[];
}
