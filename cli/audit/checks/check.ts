import type { Facts } from "../facts";
import type { AuditFinding } from "../finding";

/** What no rule of the policy pack covers, because a program does not show it. Data: the documentation lists it. */
export interface AuditCheck {
  /** In kebab case, as in `AuditFinding.id`. */
  readonly id: string;
  /** What is found, in a sentence. */
  readonly finds: string;
  readonly why: string;
  run(facts: Facts): readonly AuditFinding[];
}
