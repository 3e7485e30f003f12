/** The colours of the pictures, and what each stands for. */
import { type Html, html } from "../../html/html";
import type { Access } from "../model";

export const accessTitles: Readonly<Record<Access["type"], string>> = {
  application: "as itself: application permission",
  delegated: "as a user: delegated permission \u2229 the user's roles",
  azureRole: "Azure role",
  directoryRole: "directory role",
  unconsented: "declared, nothing gets through",
};

/** A piece of the band of that sort of access. */
export function swatch(type: Access["type"]): Html {
  const shape =
    type === "unconsented"
      ? html`<path class="stopped" d="M0 4H20"/>`
      : html`<rect class="band band-${type}" width="20" height="8" rx="1"/>`;
  return html`<svg viewBox="0 0 20 8" width="20" height="8" aria-hidden="true">${shape}</svg>`;
}

export const legend: Html = html`<ul class="legend" aria-label="Colours of the pictures">${(Object.keys(accessTitles) as Access["type"][]).map((type) => html`<li>${swatch(type)}${accessTitles[type]}</li>`)}</ul>`;
