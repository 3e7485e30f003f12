/** How long a credential lives. */
import { X509Certificate } from "node:crypto";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, type Properties, text, unknown } from "../model/value";

const day = 86_400_000;

/** Days from the start to the end of a credential; `none` where no end is given, `undecided` where it is not known yet. */
export type Lifetime = { readonly days: number; readonly ended?: true } | "none" | "undecided";

/** The lifetime that a credential's properties give. `now` stands for a start that is not given. */
export function lifetimeOf(properties: Properties, now: Date): Lifetime {
  const end = text(properties.endDate);
  const relative = text(properties.endDateRelative);
  if (end === unknown || relative === unknown) return "undecided";
  if (end !== undefined) {
    const [from, to] = [Date.parse(knownText(properties.startDate) ?? "") || now.getTime(), Date.parse(end)];
    if (Number.isNaN(to)) return "none";
    return { days: (to - from) / day, ...(to < now.getTime() && { ended: true }) };
  }
  const hours = relative === undefined ? undefined : hoursOf(relative);
  return hours === undefined ? "none" : { days: hours / 24 };
}

/** A duration as the provider takes it: `4320h`, `240h30m`. */
function hoursOf(duration: string): number | undefined {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  if (parts.length === 0) return undefined;
  const units = { h: 1, m: 1 / 60, s: 1 / 3600 };
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
}

/** The lifetime of a certificate by its own dates; undefined where it is not known or cannot be read. */
export function certificateLifetime(properties: Properties): Lifetime | undefined {
  const value = knownText(properties.value);
  if (value === undefined) return undefined;
  const encoding = knownText(properties.encoding) ?? "pem";
  try {
    const { validFrom, validTo } = new X509Certificate(
      encoding === "pem" ? value : Buffer.from(value, encoding === "hex" ? "hex" : "base64"),
    );
    return { days: (Date.parse(validTo) - Date.parse(validFrom)) / day };
  } catch {
    return undefined;
  }
}

/** The lifetime of a credential whose end comes from a resource of the time provider, which rotates it. */
export function rotationOf(stack: StackView, credential: ResourceView): Lifetime | undefined {
  const days = stack
    .sources(credential, "endDate")
    .filter(({ type }) => type === types.timeRotating || type === types.timeOffset)
    .map(({ type, properties }) => daysOf(properties, type === types.timeRotating ? "rotation" : "offset"))
    .filter((found) => found !== undefined);
  return days.length === 0 ? undefined : { days: Math.max(...days) };
}

function daysOf(properties: Properties, prefix: string): number | undefined {
  const units = { Years: 365, Months: 30, Days: 1, Hours: 1 / 24, Minutes: 1 / 1440 };
  const given = Object.entries(units).flatMap(([unit, days]) => {
    const amount = properties[`${prefix}${unit}`];
    return typeof amount === "number" ? [amount * days] : [];
  });
  return given.length === 0 ? undefined : given.reduce((sum, days) => sum + days, 0);
}
