/** What expires when, over all integrations: a bar for each credential, from the day of reading to its end. */
import { type Html, html, name } from "../../html/html";
import type { AccessMap, CredentialEnd, IntegrationAccess } from "../model";
import { anchorOf } from "./anchors";
import { count, date, daysLeft, urgency } from "./text";

interface Row {
  readonly integration: IntegrationAccess;
  readonly credential: CredentialEnd & { readonly daysLeft: number; readonly endsAt: string };
}

/** So many are shown, the later ones folded up. */
const mostRows = 8;
const year = 365;

/** Credentials with an end, first to end first. */
export function endings(map: AccessMap): readonly Row[] {
  return map.integrations
    .flatMap((integration) =>
      integration.credentials.flatMap((credential) =>
        credential.daysLeft === undefined ? [] : [{ integration, credential } as Row],
      ),
    )
    .sort((a, b) => a.credential.daysLeft - b.credential.daysLeft);
}

export function timeline(map: AccessMap): Html {
  const rows = endings(map);
  const endless = map.integrations.flatMap(({ credentials }) =>
    credentials.filter(({ daysLeft: days, type }) => days === undefined && type !== "federated"),
  ).length;
  const latest = rows.at(-1)?.credential.daysLeft ?? year;
  const horizon = Math.min(2 * year, Math.max(year, latest));
  const list = (some: readonly Row[]) => html`<ol class="ends">${some.map((each) => row(each, horizon))}</ol>`;
  const rest = rows.slice(mostRows);
  return html`<section class="card timeline" aria-labelledby="ends"><h2 id="ends">What expires when</h2>
${
  rows.length === 0
    ? html`<p class="muted">No credential with an end was found.</p>`
    : html`${axis(map.readAt, horizon)}${list(rows.slice(0, mostRows))}${rest.length > 0 && html`<details class="fold"><summary>${count(rest.length, "later one")}</summary>${list(rest)}</details>`}`
}
${endless > 0 && html`<p class="aside">${count(endless, "credential has", "credentials have")} no end at all.</p>`}
</section>`;
}

function row({ integration, credential }: Row, horizon: number): Html {
  const { daysLeft: days, endsAt, type, name: title } = credential;
  const length = Math.max(0, Math.min(1, days / horizon)) * 100;
  const beyond = days > horizon;
  const shape =
    days < 0
      ? html`<rect class="bar" x="0" y="3" width="100" height="4"/>`
      : html`<rect class="rail" x="0" y="4.5" width="100" height="1"/><rect class="bar" x="0" y="2" width="${length.toFixed(2)}" height="6"/>`;
  return html`<li class="end end-${urgency(days)}"><span class="end-who"><a href="#${anchorOf(integration)}">${name(integration.name)}</a> <span class="muted">${type} ${name(title)}</span></span>
<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${shape}</svg>
<span class="end-when"><span class="end-left">${daysLeft(days)}${beyond && " →"}</span> <time class="muted" datetime="${endsAt}">${date(endsAt)}</time></span></li>
`;
}

/** Quarters of the horizon, as dates. */
function axis(readAt: string, horizon: number): Html {
  const at = (share: number) => {
    const [day = "", month, fullYear] = date(
      new Date(Date.parse(readAt) + share * horizon * 86_400_000).toISOString(),
    ).split(" ");
    return share === 0 ? "today" : `${month} ${fullYear ?? day}`;
  };
  return html`<div class="axis" aria-hidden="true"><span></span><span class="ticks">${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<span>${at(share)}</span>`)}</span><span></span></div>`;
}
