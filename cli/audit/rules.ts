/** The rules of the policy pack, applied to a tenant. */
import { type GivenConfiguration, judgeAll } from "../../policies/compliance/judgeAll";
import { exemptionFor } from "../../policies/configuration/exemptions";
import type { Finding } from "../../policies/rule";
import { rules } from "../../policies/rules";
import { adaptations } from "./adaptations";
import type { Facts } from "./facts";
import type { AuditFinding } from "./finding";
import { type Source, stackOf, type TenantStack } from "./stack";

/** Names of the rules that say something about a tenant; the others are about programs. */
export const auditedRules = rules.filter(({ name }) => Object.hasOwn(adaptations, name));

/**
 * Findings by the rules: those of one rule about one application are one finding.
 *
 * @param configuration as `--policy-pack-config` takes it: levels, settings, exemptions by the application's name
 */
export function findingsByRules(facts: Facts, configuration: GivenConfiguration = {}): readonly AuditFinding[] {
  const tenant = stackOf(facts);
  const found = new Map<string, AuditFinding>();
  for (const { rule, finding, resource, level, exemptions } of judgeAll(
    auditedRules,
    tenant.judged,
    tenant.stack,
    configuration,
    facts.now,
  )) {
    const adaptation = adaptations[rule.name];
    const source = sourceOf(tenant, finding, resource?.urn);
    // What a rule cannot decide about a program before it is deployed, it cannot decide of a tenant at all.
    if (!adaptation || !source || finding.missing !== undefined || level === "disabled") continue;
    const adapted = adaptation(finding, source, facts);
    if (!adapted) continue;
    const exempt = exemptionFor({ urn: adapted.subject.id, name: adapted.subject.name }, exemptions, facts.now);
    if (exempt && !exempt.expired) continue;
    const key = `${rule.name} ${adapted.subject.id}`;
    const present = found.get(key);
    const next: AuditFinding = { id: rule.name, isRule: true, severity: rule.severity, ...adapted };
    found.set(key, present ? merged(present, next) : next);
  }
  return [...found.values()];
}

function sourceOf({ sourceOf: of }: TenantStack, { urn }: Finding, resourceUrn?: string): Source | undefined {
  const wanted = urn ?? resourceUrn;
  return wanted === undefined ? undefined : of(wanted);
}

const order = ["critical", "high", "medium", "low"] as const;

function merged(one: AuditFinding, other: AuditFinding): AuditFinding {
  const severity = order[Math.min(order.indexOf(one.severity), order.indexOf(other.severity))] ?? one.severity;
  return {
    ...one,
    severity,
    message: union([one.message], [other.message]).join("\n"),
    evidence: union(one.evidence, other.evidence),
    // What to ask for instead comes before how to get rid of what is there.
    remedy: [...union(one.remedy, other.remedy)].sort((a, b) => Number(isNarrower(b)) - Number(isNarrower(a))),
  };
}

const isNarrower = (line: string) => line.startsWith("Narrower:");

const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
