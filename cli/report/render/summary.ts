/** The head of the page: whose tenant, and the few numbers that say how it stands. */
import { type Html, html, name } from "../../html/html";
import { themeToggle } from "../../html/page";
import { severities, severityIcon } from "../../html/severity";
import type { AccessMap } from "../model";
import { narrowingOf } from "./narrowing";
import { count, date, daysLeft, moment, urgency } from "./text";
import { endings } from "./timeline";

export function summary(map: AccessMap): Html {
  const { tenant, readAt } = map;
  return html`<header><div class="title-row"><div class="title">
<p class="eyebrow">Access map</p>
<h1>${name(tenant.displayName ?? tenant.id)}</h1>
<p class="muted">Tenant <code>${tenant.id}</code>, read ${moment(readAt)}</p></div>
${themeToggle}</div>
<ul class="tiles" aria-label="Summary">${[integrationsTile(map), findingsTile(map), expiryTile(map), narrowingTile(map)]}</ul></header>`;
}

function tile(label: string, figure: Html | string | number, detail: Html | string, tone = ""): Html {
  return html`<li class="card tile ${tone}"><p class="tile-label">${label}</p><p class="figure">${figure}</p><p class="muted">${detail}</p></li>
`;
}

function integrationsTile({ integrations, leftOut, stack }: AccessMap): Html {
  const declared = integrations.filter(({ declaredAs }) => declaredAs !== undefined).length;
  const left = [
    ...(leftOut.attended > 0 ? [`${leftOut.attended} that people sign in to`] : []),
    ...(leftOut.managedIdentities > 0
      ? [count(leftOut.managedIdentities, "managed identity", "managed identities")]
      : []),
  ];
  const detail = [
    ...(stack === undefined ? [] : [`${declared} of stack ${stack}`]),
    ...(left.length > 0 ? [`not shown: ${left.join(", ")}`] : []),
  ];
  return tile(
    integrations.length === 1 ? "Integration" : "Integrations",
    integrations.length,
    detail.join("; ") || "applications that act on their own",
  );
}

function findingsTile({ integrations, findings }: AccessMap): Html {
  const all = [...new Set([...integrations.flatMap((each) => each.findings), ...findings])];
  const worst = severities.find((severity) => all.some((finding) => finding.severity === severity));
  const numbers = severities.flatMap((severity) => {
    const number = all.filter((finding) => finding.severity === severity).length;
    return number === 0
      ? []
      : [html`<span class="tally severity-${severity}">${severityIcon(severity)}${number} ${severity}</span> `];
  });
  return tile(
    all.length === 1 ? "Finding" : "Findings",
    all.length,
    numbers.length > 0 ? html`<span class="tallies">${numbers}</span>` : "nothing was found wrong",
    worst && `tile-${worst}`,
  );
}

function expiryTile(map: AccessMap): Html {
  const all = endings(map);
  const expired = all.filter(({ credential }) => credential.daysLeft < 0).length;
  const next = all.find(({ credential }) => credential.daysLeft >= 0);
  const over = expired > 0 ? `; ${expired} expired already` : "";
  if (next === undefined) return tile("Next expiry", "none", `no credential is going to end${over}`);
  const { integration, credential } = next;
  const tone = { expired: "critical", soon: "high", near: "medium", far: "" }[urgency(credential.daysLeft)];
  return tile(
    "Next expiry",
    daysLeft(credential.daysLeft),
    html`${name(integration.name)}, ${date(credential.endsAt)}${over}`,
    tone && `tile-${tone}`,
  );
}

function narrowingTile({ integrations }: AccessMap): Html {
  const narrowed = integrations
    .flatMap(({ access }) => access)
    .flatMap((each) => (each.type === "delegated" ? (narrowingOf(each) ?? []) : []))
    .filter(({ share }) => share !== undefined);
  const total = narrowed.reduce((sum, { counted }) => sum + counted.length, 0);
  const refused = narrowed.reduce((sum, each) => sum + each.refused, 0);
  if (narrowed.length === 0) return tile("Narrowed by a role", "none", "no integration acts as an account");
  return tile(
    "Narrowed by a role",
    html`${refused} <span class="of">of ${total}</span>`,
    `operations of ${count(narrowed.length, "delegated grant")} that the account's roles refuse`,
    refused > 0 ? "tile-medium" : "",
  );
}
