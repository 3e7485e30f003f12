import type { Severity } from "../../policies/rule";
import { type Html, html, trusted } from "./html";

/** Worst first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low"];

export const worseFirst = (a: Severity, b: Severity) => severities.indexOf(a) - severities.indexOf(b);

/** A shape for each, so that colour is not all that tells them apart: octagon, triangle, diamond, circle. */
const shapes: Readonly<Record<Severity, string>> = {
  critical: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  high: "M8 1.5 15.5 14.5h-15z",
  medium: "M8 .8 15.2 8 8 15.2.8 8z",
  low: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
};

export function severityIcon(severity: Severity): Html {
  return html`<svg class="icon" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><path fill="currentColor" d="${trusted(shapes[severity])}"/></svg>`;
}

/** A severity as a badge: shape, word and colour. */
export function severityBadge(severity: Severity): Html {
  return html`<span class="badge severity-${severity}">${severityIcon(severity)}${severity}</span>`;
}
