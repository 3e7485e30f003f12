/** The picture of an integration: who it is, through which grant, to what. Boxes are text; only the bands are drawn. */
import { type Html, html, name } from "../../html/html";
import type { IntegrationAccess } from "../model";
import type { Box, BoxLine } from "./boxes";
import { type Lane, laneOf } from "./lanes";
import { fan, straight, throughput } from "./ribbons";
import { count, daysLeft, urgency } from "./text";

/** In rem, and the same as in report.css. */
const lineHeight = 1.375;
const padding = 1.5;
const gap = 0.75;

/** A longer name gets two lines. */
const longName = 22;

/** A picture with more lanes is no picture; the details have them all. */
const mostLanes = 10;

export function flow(integration: IntegrationAccess): Html {
  const all = integration.access.map((access) => laneOf(access, integration));
  const lanes = all.slice(0, mostLanes);
  const identity = identityBox(integration);
  const rest = all.length - lanes.length;
  if (lanes.length === 0) {
    return html`<figure class="flow alone">${node("identity", identity, identity.lines.length)}<figcaption>It may do nothing: it holds no permission and no role.</figcaption></figure>`;
  }
  const lines = heightsInLines(lanes, identity);
  const heights = lines.map((number) => padding + lineHeight * number);
  const hasUser = lanes.some(({ via }) => via !== undefined);
  return html`<figure class="flow rows-${lanes.length}${hasUser && " with-user"}">
${node("identity", identity, identity.lines.length)}
${fan(lanes, heights, gap)}
<ul class="lanes">${lanes.map((lane, index) => row(lane, lines[index] ?? 1, heights[index] ?? 0, hasUser))}</ul>
<figcaption>${!integration.enabled && "Its sign-in is disabled: none of this works until it is enabled. "}${all.map(({ sentence }) => html`${sentence} `)}${rest > 0 && html`<span class="muted">The picture leaves out ${rest}.</span>`}</figcaption>
</figure>`;
}

function row(lane: Lane, lines: number, height: number, hasUser: boolean): Html {
  const grant = node("grant", lane.grant, lines, lane.type);
  const target = node("target", lane.target, lines, lane.type);
  const between = lane.via
    ? [
        straight(lane, height, "link first"),
        node("via", lane.via, lines, lane.type),
        throughput(lane, height, "link second"),
      ]
    : [throughput(lane, height, hasUser ? "link through" : "link first")];
  return html`<li class="lane">${grant}${between}${target}</li>
`;
}

/** Lanes together are at least as high as the identity beside them. */
function heightsInLines(lanes: readonly Lane[], identity: Box): readonly number[] {
  const boxes = ({ grant, via, target }: Lane) => [grant, via, target].filter((box) => box !== undefined);
  const own = lanes.map((lane) => Math.max(...boxes(lane).map((box) => linesOf(box) + 1)));
  const spare = (padding + gap) * (lanes.length - 1);
  const needed = linesOf(identity) + 1 - own.reduce((sum, each) => sum + each, 0) - Math.floor(spare / lineHeight);
  const more = Math.ceil(Math.max(0, needed) / lanes.length);
  return own.map((each) => each + more);
}

const linesOf = ({ lines }: Box) => lines.reduce((sum, { tall }) => sum + (tall ? 2 : 1), 0);

function identityBox({ name: title, appId, enabled, ownerTenantId, credentials }: IntegrationAccess): Box {
  const [first] = credentials;
  const others = credentials.length - 1;
  return {
    label: "Application",
    lines: [
      { text: title, tone: "name", ...(title.length > longName && { tall: true as const }) },
      { text: appId, tone: "note" },
      ...(enabled ? [] : [{ text: "sign-in disabled", tone: "warning" } as const]),
      ...(ownerTenantId ? [{ text: `of tenant ${ownerTenantId}`, tone: "note" } as const] : []),
      ...(first === undefined
        ? [{ text: ownerTenantId ? "its credential is in its own tenant" : "no credential", tone: "note" } as const]
        : [credentialLine(first)]),
      ...(others > 0
        ? [{ text: `and ${count(others, "more credential", "more credentials")}`, tone: "note" } as const]
        : []),
    ],
  };
}

function credentialLine({ type, daysLeft: days }: IntegrationAccess["credentials"][number]): BoxLine {
  if (type === "federated") return { text: "federated credential", tone: "note" };
  if (days === undefined) return { text: `${type}: no end`, tone: "warning" };
  const pressing = ["expired", "soon"].includes(urgency(days));
  const left = days < 0 ? "expired" : `${daysLeft(days).replace(/^in /, "")} left`;
  return { text: `${type}: ${left}`, tone: pressing ? "warning" : "note" };
}

function node(place: string, { label, lines }: Box, height: number, type?: string): Html {
  return html`<div class="node ${place} lines-${Math.min(12, height)}${type && ` node-${type}`}"><p class="node-label">${label}</p>${lines.map(
    ({ text, tone, tall }) => html`<p class="line ${tone}${tall && " tall"}" title="${text}">${name(text)}</p>`,
  )}</div>`;
}
