/** The bands of the picture: drawn for the height of their lane, stretched to whatever width there is. */
import { type Html, html, trusted } from "../../html/html";
import type { Lane } from "./lanes";

/** Of the drawings' own coordinates; across, they are stretched. */
const width = 100;

/** Width of a band in rem: grows with the number of permissions, but not as fast. */
export function bandWidth({ weight }: Pick<Lane, "weight">): number {
  return Math.min(2, 0.35 + 0.32 * Math.sqrt(weight));
}

/** From the identity to the grant of each lane: one drawing over the height of all lanes. */
export function fan(lanes: readonly Lane[], heights: readonly number[], gap: number): Html {
  const total = heights.reduce((sum, each) => sum + each, 0) + gap * (heights.length - 1);
  const widths = lanes.map(bandWidth);
  const stacked = widths.reduce((sum, each) => sum + each, 0);
  let from = total / 2 - stacked / 2;
  let top = 0;
  const bands = lanes.map((lane, index) => {
    const [thickness = 0, height = 0] = [widths[index], heights[index]];
    const to = top + height / 2 - thickness / 2;
    const drawn = ribbon(lane.type, [from, from + thickness], [to, to + thickness]);
    from += thickness;
    top += height + gap;
    return drawn;
  });
  return drawing("fan", total, bands);
}

/** Straight on within one lane. */
export function straight(lane: Lane, height: number, place: string): Html {
  const edges = around(height / 2, bandWidth(lane));
  return drawing(place, height, [ribbon(lane.type, edges, edges)]);
}

/** What gets through: a share of the band goes on to the target, the rest of it stops short. */
export function throughput(lane: Lane, height: number, place: string): Html {
  const full = around(height / 2, bandWidth(lane));
  if (lane.share === 1) return straight(lane, height, place);
  const passing = around(height / 2, bandWidth(lane) * lane.share);
  const stop = width * 0.3;
  const cut = html`<path class="cut" d="${trusted(`M0 ${at(full[0])}H${stop}V${at(full[1])}H0z`)}"/><path class="cut-edge" d="${trusted(`M${stop} ${at(full[0] - 0.2)}V${at(full[1] + 0.2)}`)}"/>`;
  const rest =
    lane.share === 0
      ? html`<path class="stopped" d="${trusted(`M${stop} ${at(height / 2)}H${width}`)}"/>`
      : ribbon(lane.type, passing, passing);
  return drawing(place, height, [cut, rest]);
}

type Edges = readonly [top: number, bottom: number];

const around = (middle: number, thickness: number): Edges => [middle - thickness / 2, middle + thickness / 2];
const at = (value: number) => value.toFixed(3);

/** A band between two pairs of heights: its area, and its two edges. */
function ribbon(type: Lane["type"], [top, bottom]: Edges, [endTop, endBottom]: Edges): Html {
  const middle = width / 2;
  const there = `C${middle} ${at(top)} ${middle} ${at(endTop)} ${width} ${at(endTop)}`;
  const back = `C${middle} ${at(endBottom)} ${middle} ${at(bottom)} 0 ${at(bottom)}`;
  const area = `M0 ${at(top)}${there}V${at(endBottom)}${back}z`;
  const edges = `M0 ${at(top)}${there}M${width} ${at(endBottom)}${back}`;
  return html`<path class="band band-${type}" d="${trusted(area)}"/><path class="edge edge-${type}" d="${trusted(edges)}"/>`;
}

function drawing(place: string, height: number, parts: readonly Html[]): Html {
  return html`<svg class="${place}" viewBox="0 0 ${width} ${at(height)}" height="${at(height)}rem" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts}</svg>`;
}
