/** The result of an evaluation for people, programs and code scanning. */
import { cannotDecideYet } from "../report";
import type { Rule } from "../rule";
import type { ComplianceFinding } from "./evaluate";
import { type SarifRule, sarifLog, sarifRule } from "./sarif";

export const formats = ["text", "json", "sarif"] as const;
export type Format = (typeof formats)[number];

/** Writes findings in a format. `stack` names what was evaluated. */
export function render(
  findings: readonly ComplianceFinding[],
  rules: readonly Rule[],
  stack: string,
  format: Format,
): string {
  switch (format) {
    case "text":
      return text(findings, rules, stack);
    case "json":
      return JSON.stringify({ stack, ...counts(findings), findings: findings.map(plainFinding) }, undefined, 2);
    case "sarif":
      return JSON.stringify(sarif(findings, rules), undefined, 2);
  }
}

function counts(findings: readonly ComplianceFinding[]) {
  const count = (status: ComplianceFinding["status"]) => findings.filter((finding) => finding.status === status).length;
  return { violations: count("violation"), advice: count("advice"), exemptions: count("exempt") };
}

function text(findings: readonly ComplianceFinding[], rules: readonly Rule[], stack: string): string {
  const lines = findings.map(({ name, status, severity, urn, message }) =>
    [`${status.toUpperCase()}  ${name}  ${severity}`, ...(urn ? [urn] : []), message]
      .join("\n  ")
      .replaceAll("\n", "\n  "),
  );
  const { violations, advice, exemptions } = counts(findings);
  const total = `${stack}: ${rules.length} rules, ${violations} violations, ${advice} advice, ${exemptions} exempt.`;
  return [...lines, total].join("\n\n");
}

const plainFinding = ({ name, rule, status, severity, urn, message, exemption }: ComplianceFinding) => ({
  name,
  rule: rule.name,
  status,
  severity,
  urn,
  message,
  exemption,
});

const levels = { violation: "error", advice: "warning", exempt: "note" } as const;

function sarif(findings: readonly ComplianceFinding[], rules: readonly Rule[]) {
  return sarifLog(
    "entra-integrations-policies",
    [...rules.map(sarifRule), undecidedRule],
    findings.map(({ name, status, urn = "", message, exemption }) => ({
      ruleId: name,
      level: levels[status],
      message,
      resource: urn,
      identity: `${name}\n${urn}\n${message}`,
      suppressedBecause: exemption && `${exemption.reason} (until ${exemption.until})`,
    })),
  );
}

const undecidedRule: SarifRule = {
  id: cannotDecideYet,
  shortDescription: { text: "A rule needs a value that is not known." },
  defaultConfiguration: { level: "warning" },
};
