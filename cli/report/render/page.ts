import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Html, html, name } from "../../html/html";
import { renderPage } from "../../html/page";
import { severities, severityIcon } from "../../html/severity";
import type { AccessMap } from "../model";
import { anchorOf } from "./anchors";
import { findingList } from "./findings";
import { integrationCard } from "./integration";
import { legend } from "./legend";
import { summary } from "./summary";
import { count } from "./text";
import { timeline } from "./timeline";

const asset = (file: string) => readFileSync(path.join(__dirname, file), "utf8");

/** The access map as one HTML page that needs nothing else: no network, no script to be read. */
export function renderReport(map: AccessMap): string {
  const { tenant, integrations, findings, skipped } = map;
  return renderPage({
    title: `Access map of ${tenant.displayName ?? tenant.id}`,
    styles: [asset("report.css")],
    scripts: [asset("report.client.js")],
    body: html`<div class="page">${summary(map)}
<div class="columns">${navigation(map)}
<main id="main" tabindex="-1">
${timeline(map)}
<section aria-labelledby="integrations"><div class="list-head"><h2 id="integrations">Integrations</h2>${search(map)}</div>${legend}
${integrations.length === 0 ? html`<p class="card empty">No application of this tenant acts on its own.</p>` : integrations.map((each) => integrationCard(map, each))}
<p class="card empty" id="nothing-found" hidden>No integration fits.</p></section>
${findings.length > 0 && html`<section class="card block" aria-labelledby="other-findings"><h2 id="other-findings">Findings beside the integrations</h2>${findingList(findings, true)}</section>`}
${skipped.length > 0 && html`<section class="card block" aria-labelledby="skipped"><h2 id="skipped">What could not be read</h2><ul class="skipped">${skipped.map((each) => html`<li><strong>${each.what}</strong> <span class="muted">${each.answer}; takes <code>${each.needs}</code></span><br>${each.therefore}</li>`)}</ul></section>`}
</main></div>
<footer class="muted"><p>Made by <code>npm run report</code> from what the signed-in identity may read. It holds no secret. What a grant comes to follows Microsoft's documented permissions and roles; conditional access, and roles that an account is only eligible for, are not looked at.</p></footer></div>`,
  });
}

function navigation({ integrations }: AccessMap): Html {
  return html`<nav class="index" aria-label="Integrations"><ul>${integrations.map((integration) => {
    const [worst] = integration.findings;
    return html`<li><a href="#${anchorOf(integration)}" title="${integration.name}"><span class="dot ${worst ? `severity-${worst.severity}` : "none"}">${worst ? severityIcon(worst.severity) : html`<svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><circle cx="8" cy="8" r="3" fill="currentColor"/></svg>`}</span>${name(integration.name)}<span class="visually-hidden">${worst ? `, ${worst.severity}` : ", no finding"}</span></a></li>
`;
  })}</ul></nav>`;
}

/** Shown by the script, which it takes. */
function search({ integrations }: AccessMap): Html | undefined {
  if (integrations.length < 2) return undefined;
  const present = severities.filter((severity) =>
    integrations.some(({ findings }) => findings[0]?.severity === severity),
  );
  return html`<form class="search" id="search" role="search" aria-label="Integrations" hidden><label class="visually-hidden" for="query">Filter by name, permission, role or account</label><input id="query" type="search" placeholder="Name, permission, role, account" autocomplete="off">
${present.length > 0 && html`<label class="visually-hidden" for="worst">Filter by worst finding</label><select id="worst"><option value="">All findings</option>${present.map((severity) => html`<option value="${severity}">${severity}</option>`)}<option value="none">no finding</option></select>`}
<output id="shown" class="muted" for="query worst">${count(integrations.length, "integration")}</output></form>`;
}
