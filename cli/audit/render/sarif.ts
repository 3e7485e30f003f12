import { type SarifLevel, type SarifRule, sarifLog, sarifRule, scores } from "../../../policies/compliance/sarif";
import type { Severity } from "../../../policies/rule";
import { rules } from "../../../policies/rules";
import { checks } from "../checks";
import type { AuditCheck } from "../checks/check";
import type { AuditFinding } from "../finding";
import type { AuditResult } from "../result";
import { auditedRules } from "../rules";

const ids: ReadonlySet<string> = new Set(checks.map(({ id }) => id));

const levels: Record<Severity, SarifLevel> = { critical: "error", high: "error", medium: "warning", low: "note" };

/** For code scanning. */
export function renderSarif({ tenantId, findings }: AuditResult): string {
  const ofPack = rules.filter(({ name }) => auditedRules.some((rule) => rule.name === name) || ids.has(name));
  const own = checks.filter(({ id }) => !ofPack.some(({ name }) => name === id));
  const described = [...ofPack.map(sarifRule), ...own.map(ruleOf)];
  const seen = new Map<string, number>();
  const results = findings.map((finding) => ({
    ruleId: finding.id,
    level: levels[finding.severity],
    message: [finding.message, ...finding.evidence, ...finding.remedy].join("\n"),
    resource: `${tenantId}/${finding.subject.kind}/${finding.subject.id}`,
    resourceName: finding.subject.name,
    identity: identityOf(finding, seen),
  }));
  return JSON.stringify(sarifLog("entra-integrations-audit", described, results), undefined, 2);
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
