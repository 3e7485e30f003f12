import type { Severity } from "../../policies/rule";

/** What a finding is about. */
export interface Subject {
  readonly kind: "application" | "servicePrincipal" | "user" | "subscription" | "tenant";
  /** Object id, or subscription id. */
  readonly id: string;
  /** As an administrator sees it in the portal. */
  readonly name: string;
  /** Client id, of an application or a service principal. */
  readonly appId?: string;
}

/** Something that an audit found wrong, or likely to go wrong. */
export interface AuditFinding {
  /** In kebab case: the name of the policy pack's rule where one exists, else a name of the audit's own. */
  readonly id: string;
  /** Whether `id` names a rule of the policy pack. */
  readonly isRule: boolean;
  readonly severity: Severity;
  readonly subject: Subject;
  /** What is wrong, in full sentences. */
  readonly message: string;
  /** What was seen, a line each: the grant, the entry, the date, with their ids. */
  readonly evidence: readonly string[];
  /** What to do, a line each. */
  readonly remedy: readonly string[];
}
