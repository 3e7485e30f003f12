import { type SarifLevel, type SarifRule, sarifLog, sarifRule, scores } from "../../../policies/compliance/sarif";
import type { Severity } from "../../../policies/rule";
import { checks } from "../checks";
import type { AuditCheck } from "../checks/check";
import type { AuditFinding } from "../finding";
import type { AuditResult } from "../result";
import { auditedRules } from "../rules";

const levels: Record<Severity, SarifLevel> = { critical: "error", high: "error", medium: "warning", low: "note" };

/** For code scanning. */
export function renderSarif({ tenantId, findings }: AuditResult): string {
  const rules = [...auditedRules.map(sarifRule), ...checks.map(ruleOf)];
  const seen = new Map<string, number>();
  const results = findings.map((finding) => ({
    ruleId: finding.id,
    level: levels[finding.severity],
    message: [finding.message, ...finding.evidence, ...finding.remedy].join("\n"),
    resource: `${tenantId}/${finding.subject.kind}/${finding.subject.id}`,
    resourceName: finding.subject.name,
    identity: identityOf(finding, seen),
  }));
  return JSON.stringify(sarifLog("entra-integrations-audit", rules, results), undefined, 2);
}

/** Not by the words, in which days are counted. */
function identityOf({ id, subject }: AuditFinding, seen: Map<string, number>): string {
  const key = `${id}\n${subject.kind}\n${subject.id}`;
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return before === 0 ? key : `${key}\n${before}`;
}

function ruleOf({ id, finds, why }: AuditCheck): SarifRule {
  return {
    id,
    shortDescription: { text: finds },
    fullDescription: { text: why },
    defaultConfiguration: { level: "warning" },
    properties: { tags: ["security"], "security-severity": scores.medium },
  };
}
