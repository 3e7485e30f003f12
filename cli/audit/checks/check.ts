import type { Facts } from "../facts";
import type { AuditFinding } from "../finding";

/** What the rules of the policy pack do not see, because a program does not show it. Data: the documentation lists it. */
export interface AuditCheck {
  /** In kebab case, as in `AuditFinding.id`; the name of a rule where the fault is one that a rule prevents in a program. */
  readonly id: string;
  /** What is found, in a sentence. */
  readonly finds: string;
  readonly why: string;
  run(facts: Facts): readonly AuditFinding[];
}
