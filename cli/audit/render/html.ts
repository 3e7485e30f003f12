import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Html, html, name } from "../../html/html";
import { renderPage, themeToggle } from "../../html/page";
import { severities, severityBadge } from "../../html/severity";
import type { AuditFinding } from "../finding";
import { type AuditResult, bySubject, countsText, readText } from "../result";

/** One page that needs no network. */
export function renderHtml(result: AuditResult): string {
  const { displayName, tenantId, readAt, counts, findings, skipped, read } = result;
  const title = displayName ?? tenantId;
  const groups = bySubject(findings);
  const body = html`<div class="page"><header class="head"><h1>Audit of ${name(title)}</h1>${themeToggle}</header>
<main id="main">
<p>Tenant ${tenantId}, read on <time datetime="${readAt}">${readAt.slice(0, 16).replace("T", " ")}</time> UTC:
${readText(read)}.</p>
<ul class="counts" aria-label="Findings by severity">${severities.map(
    (severity) => html`<li>${severityBadge(severity)} <strong>${counts[severity]}</strong></li>`,
  )}</ul>
${groups.length === 0 && html`<p>${countsText(counts)}.</p>`}
${groups.map(groupSection)}
${
  skipped.length > 0 &&
  html`<section><h2>Not read</h2><table><thead><tr><th scope="col">What</th><th scope="col">Needs</th><th scope="col">Therefore</th><th scope="col">Answer</th></tr></thead>
<tbody>${skipped.map(
    ({ what, needs, therefore, answer }) =>
      html`<tr><th scope="row">${what}</th><td>${needs}</td><td>${therefore}</td><td>${answer}</td></tr>`,
  )}</tbody></table></section>`
}
</main></div>`;
  return renderPage({
    title: `Audit of ${title}`,
    body,
    styles: [readFileSync(path.join(__dirname, "audit.css"), "utf8")],
  });
}

function groupSection(findings: readonly AuditFinding[]): Html {
  const [first] = findings;
  if (!first) return html``;
  const { subject } = first;
  return html`<section class="subject"><h2>${name(subject.name)}</h2>
<p class="id">${subject.kind === "application" || subject.kind === "servicePrincipal" ? "client id" : subject.kind} <code>${subject.appId ?? subject.id}</code></p>
${findings.map(findingArticle)}</section>`;
}

function findingArticle({ id, severity, message, evidence, remedy }: AuditFinding): Html {
  return html`<article class="finding"><h3>${severityBadge(severity)} <code>${id}</code></h3>
${message.split("\n").map((line) => html`<p>${line}</p>`)}
${evidence.length > 0 && html`<h4>Seen</h4><ul>${evidence.map((line) => html`<li>${line}</li>`)}</ul>`}
${remedy.length > 0 && html`<h4>To do</h4><ul>${remedy.map((line) => html`<li>${line}</li>`)}</ul>`}
</article>`;
}
