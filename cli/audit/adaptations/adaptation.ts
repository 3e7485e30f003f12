import type { Finding } from "../../../policies/rule";
import type { Facts } from "../facts";
import type { AuditFinding } from "../finding";
import type { Source } from "../stack";

/** A rule's finding in the terms of a tenant. The rule's own severity holds unless another is given. */
export type Adapted = Omit<AuditFinding, "id" | "isRule" | "severity"> & Partial<Pick<AuditFinding, "severity">>;

/**
 * Says about a tenant what a rule found, with what was seen and with what an administrator can do; undefined where it is no fault
 * in a tenant, or drowns what is.
 */
export type Adaptation = (finding: Finding, source: Source, facts: Facts) => Adapted | undefined;
