import type { AuditFinding } from "../../audit/finding";
import { type Html, html, name } from "../../html/html";
import { severityBadge } from "../../html/severity";

/** Findings with their evidence and remedy; the subject where they stand apart from it. */
export function findingList(findings: readonly AuditFinding[], withSubject = false): Html {
  return html`<ul class="findings">${findings.map(
    (finding) => html`<li class="finding">${severityBadge(finding.severity)}<div class="finding-body">
${finding.message.split("\n").map((line, index) => html`<p>${withSubject && index === 0 && html`<strong>${name(finding.subject.name)}</strong> `}${line}</p>`)}
<details class="fold"><summary>Evidence and remedy <span class="visually-hidden">of ${finding.id}</span></summary>
${part("Seen", finding.evidence)}${part("To do", finding.remedy)}
<p class="muted">${finding.isRule ? "Rule of the policy pack" : "Check of the audit"}: <code>${finding.id}</code></p></details></div></li>
`,
  )}</ul>`;
}

function part(title: string, lines: readonly string[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<p class="part-title">${title}</p><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
