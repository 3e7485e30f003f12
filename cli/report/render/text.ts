/** How the page says numbers, dates and lists. */

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** `a, b and c`. */
export function sentenceList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `7 Dec 2026`, in UTC, the same for every reader. */
export function date(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `25 Nov 2026, 12:00 UTC`. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${date(iso)}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** `in 12 days`, `expired 3 days ago`. */
export function daysLeft(days: number): string {
  if (days < 0) return `expired ${count(-days, "day")} ago`;
  if (days === 0) return "ends today";
  return days < 365 ? `in ${count(days, "day")}` : `in ${(days / 365.25).toFixed(1).replace(/\.0$/, "")} years`;
}

export type Urgency = "expired" | "soon" | "near" | "far";

/** How pressing an end is: over, within 30 days, within 90. */
export function urgency(days: number): Urgency {
  if (days < 0) return "expired";
  if (days <= 30) return "soon";
  return days <= 90 ? "near" : "far";
}
