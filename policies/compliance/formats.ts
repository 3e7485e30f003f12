/** The result of an evaluation for people, programs and code scanning. */
import { createHash } from "node:crypto";
import { cannotDecideYet } from "../report";
import type { Rule, Severity } from "../rule";
import type { ComplianceFinding } from "./evaluate";

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

/** Numbers as code scanning reads them. https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const scores: Record<Severity, string> = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" };
const levels = { violation: "error", advice: "warning", exempt: "note" } as const;

function sarif(findings: readonly ComplianceFinding[], rules: readonly Rule[]) {
  const ids = [...rules.map(({ name }) => name), cannotDecideYet];
  const results = findings.map(({ name, status, urn = "", message, exemption }) => ({
    ruleId: name,
    ruleIndex: ids.indexOf(name),
    level: levels[status],
    message: { text: message },
    // A stack has no lines; code scanning wants a file.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }],
      },
    ],
    partialFingerprints: { "finding/v1": createHash("sha256").update(`${name}\n${urn}\n${message}`).digest("hex") },
    ...(exemption && {
      suppressions: [{ kind: "external", justification: `${exemption.reason} (until ${exemption.until})` }],
    }),
  }));
  const driver = {
    name: "entra-integrations-policies",
    rules: [...rules.map(sarifRule), undecidedRule],
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results }],
  };
}

const sarifRule = ({ name, demand, why, remedy, source, severity, enforcement }: Rule) => ({
  id: name,
  shortDescription: { text: demand },
  fullDescription: { text: why },
  help: { text: remedy, markdown: `${remedy}\n\n<${source}>` },
  helpUri: source,
  defaultConfiguration: { level: enforcement === "advisory" ? "warning" : "error" },
  properties: { tags: ["security"], "security-severity": scores[severity] },
});

const undecidedRule = {
  id: cannotDecideYet,
  shortDescription: { text: "A rule needs a value that is not known." },
  defaultConfiguration: { level: "warning" },
};
