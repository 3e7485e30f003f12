/** One integration: its picture, what is wrong with it, and the details. */
import { type Html, html, name } from "../../html/html";
import { severityBadge } from "../../html/severity";
import type { AccessMap, CredentialEnd, IntegrationAccess } from "../model";
import { anchorOf } from "./anchors";
import { findingList } from "./findings";
import { flow } from "./flow";
import { accessTitles, swatch } from "./legend";
import { intersection, intersectionInShort } from "./operations";
import { count, date, daysLeft, sentenceList, urgency } from "./text";

/** More than so many start folded up. */
const mostOpen = 10;

export function integrationCard(map: AccessMap, integration: IntegrationAccess): Html {
  const { findings } = integration;
  const [worst] = findings;
  const anchor = anchorOf(integration);
  const open = map.integrations.length <= mostOpen;
  return html`<article class="card integration" id="${anchor}" data-severity="${worst?.severity ?? "none"}" data-text="${searchText(integration)}" aria-labelledby="${anchor}-name">
<details${open && trustedOpen}><summary><span class="head"><h3 id="${anchor}-name">${name(integration.name)}</h3>${chips(integration)}</span>${glance(integration)}${
    worst
      ? severityBadge(worst.severity)
      : html`<span class="badge good"><svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="2.5" d="m2.5 8.5 3.5 3.5 7.5-8"/></svg>no finding</span>`
  }</summary>
<div class="content">${flow(integration)}
${integration.access.map((each) => each.type === "delegated" && intersectionInShort(each))}
${findings.length > 0 && html`<section><h4>${count(findings.length, "finding")}</h4>${findingList(findings)}</section>`}
<details class="fold more"><summary>Details <span class="visually-hidden">of ${integration.name}</span></summary>${details(integration)}</details></div></details></article>
`;
}

const trustedOpen = html` open`;

function chips({ declaredAs, ownerTenantId, enabled }: IntegrationAccess): Html {
  return html`<span class="chips">${declaredAs && html`<span class="badge in-code" title="${declaredAs.kind}">in code: ${name(declaredAs.name)}</span><span class="muted">${declaredAs.title}</span>`}${
    ownerTenantId && html`<span class="badge">another tenant's</span>`
  }${!enabled && html`<span class="badge severity-medium">sign-in disabled</span>`}</span>`;
}

/** What the fold hides, in a few strokes: which sorts of access, and the next end. */
function glance({ access, credentials }: IntegrationAccess): Html {
  const sorts = [...new Set(access.map(({ type }) => type))];
  const [first] = credentials;
  return html`<span class="glance">${sorts.map(swatch)}${sorts.length > 0 && html`<span class="visually-hidden">${sentenceList(sorts.map((sort) => accessTitles[sort]))};</span>`}${
    first?.daysLeft !== undefined &&
    html`<span class="end-left end-${urgency(first.daysLeft)}">${first.type} ${daysLeft(first.daysLeft)}</span>`
  }</span>`;
}

function details(integration: IntegrationAccess): Html {
  const { access, credentials, appId, applicationId, servicePrincipalId, ownerTenantId } = integration;
  const ids: [label: string, id: string | undefined][] = [
    ["Client id", appId],
    ["Application, object id", applicationId],
    ["Service principal, object id", servicePrincipalId],
    ["Home tenant", ownerTenantId],
  ];
  const consented = access.flatMap((each) => (each.type === "application" ? [each] : []));
  const scopes = access.flatMap((each) => (each.type === "azureRole" ? [each] : []));
  return html`<div class="details">
${access.flatMap((each) => (each.type === "delegated" ? (intersection(each) ?? []) : []))}
${consented.map(
  ({ api, permissions }) =>
    html`<section><h4>Application permissions on ${name(api.name)}</h4><ul class="permissions">${permissions.map(
      (permission) =>
        html`<li><code>${permission.name}</code>${permission.tierZero && html` <span class="badge severity-critical">tier 0</span> <span class="muted">its holder ${permission.tierZero}</span>`}${permission.declared === false && html` <span class="muted">consented, not declared</span>`}</li>`,
    )}</ul></section>`,
)}
${access.map((each) => each.type === "unconsented" && html`<section><h4>Declared on ${name(each.api.name)} without consent</h4><ul class="permissions">${each.permissions.map((permission) => html`<li><code>${permission}</code> <span class="muted">${each.permissionType}</span></li>`)}</ul></section>`)}
${scopes.length > 0 && html`<section><h4>Azure roles</h4><ul class="permissions">${scopes.flatMap(({ role, scopes: where }) => where.map((scope) => html`<li>${name(role)} <span class="muted">on</span> <code>${scope.id}</code></li>`))}</ul></section>`}
${credentials.length > 0 && html`<section><h4>Credentials</h4><ul class="permissions">${credentials.map(credentialItem)}</ul></section>`}
<section><h4>Ids</h4><dl class="ids">${ids.map(([label, id]) => id && html`<div><dt>${label}</dt><dd><code>${id}</code></dd></div>`)}</dl></section></div>`;
}

function credentialItem({ type, name: title, endsAt, daysLeft: days, lastUsedAt }: CredentialEnd): Html {
  const end =
    type === "federated"
      ? "no secret, nothing expires"
      : endsAt === undefined || days === undefined
        ? "no end"
        : `${daysLeft(days)}, ${date(endsAt)}`;
  const tone = days === undefined ? "" : `end-${urgency(days)}`;
  return html`<li>${type} ${name(title)} <span class="${tone} end-left">${end}</span>${lastUsedAt && html` <span class="muted">last used ${date(lastUsedAt)}</span>`}</li>`;
}

/** What the search looks through. */
function searchText({ name: title, appId, declaredAs, access }: IntegrationAccess): string {
  const words = access.flatMap((each) => {
    if (each.type === "application") return [each.api.name, ...each.permissions.map((permission) => permission.name)];
    if (each.type === "delegated") {
      const user = typeof each.of === "object" && "userPrincipalName" in each.of ? [each.of.userPrincipalName] : [];
      return [each.api.name, ...each.scopes, ...user];
    }
    if (each.type === "unconsented") return [each.api.name, ...each.permissions];
    return each.type === "azureRole" ? [each.role, ...each.scopes.map((scope) => scope.name)] : [each.role.name];
  });
  return [title, appId, declaredAs?.kind, declaredAs?.name, declaredAs?.title, ...words].join(" ").toLowerCase();
}
