import type { GivenConfiguration } from "../../policies/compliance/judgeAll";
import type { TenantSnapshot } from "../../tenant/model";
import { worseFirst } from "../html/severity";
import { checks } from "./checks";
import { type AuditOptions, Facts } from "./facts";
import type { AuditFinding } from "./finding";
import { findingsByRules } from "./rules";

export interface AuditTenantOptions extends AuditOptions {
  /** Client id: only what concerns this application. @default all */
  readonly appId?: string;
  /** Levels, settings and exemptions of the rules, as `--policy-pack-config` takes them. */
  readonly configuration?: GivenConfiguration;
}

/**
 * What is wrong in a tenant, worst first, then by application. Pure: everything is in the snapshot.
 *
 * @throws ConfigurationError where the policy configuration is wrong
 */
export function auditTenant(snapshot: TenantSnapshot, options: AuditTenantOptions = {}): readonly AuditFinding[] {
  const facts = new Facts(snapshot, options);
  const found = [...findingsByRules(facts, options.configuration), ...checks.flatMap(({ run }) => run(facts))];
  return found.filter((finding) => concerns(finding, options.appId, facts)).sort(byWeight);
}

/** An application's own findings, those of its service accounts, and those of subscriptions where it holds a role. */
function concerns({ subject, evidence }: AuditFinding, appId: string | undefined, facts: Facts): boolean {
  if (appId === undefined) return true;
  if (subject.appId !== undefined) return subject.appId.toLowerCase() === appId.toLowerCase();
  const principal = facts.principalOf({ appId });
  if (principal === undefined) return false;
  if (subject.kind === "user") return facts.grantsOf(principal).some(({ principalId }) => principalId === subject.id);
  return subject.kind === "subscription" && evidence.some((line) => line.startsWith(`"${principal.displayName}" `));
}

function byWeight(a: AuditFinding, b: AuditFinding): number {
  return (
    worseFirst(a.severity, b.severity) ||
    a.subject.name.localeCompare(b.subject.name) ||
    a.subject.id.localeCompare(b.subject.id) ||
    a.id.localeCompare(b.id)
  );
}
