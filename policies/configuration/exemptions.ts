/** Exemptions: a resource, a reason and the day on which the reason must be looked at again. */
import type { ResourceView } from "../model/resource";
import type { Schema, ValueOf } from "./schema";

export const exemptionsSchema = {
  type: "array",
  description:
    "Resources that the rule lets pass, each with a reason and an end date. After that day the rule holds again.",
  items: {
    type: "object",
    description: "One exemption.",
    properties: {
      resource: {
        type: "string",
        description: "URN or name of the resource; * stands for any characters.",
      },
      reason: { type: "string", description: "Why the resource may break the rule." },
      until: { type: "string", format: "date", description: "Last day of the exemption, for example 2027-03-31." },
    },
    required: ["resource", "reason", "until"],
  },
} as const satisfies Schema;

export type Exemption = ValueOf<typeof exemptionsSchema>[number];

/** The exemption that covers a resource today, or else the one that covered it last. */
export function exemptionFor(
  resource: Pick<ResourceView, "urn" | "name">,
  exemptions: readonly Exemption[],
  now: Date,
): { readonly exemption: Exemption; readonly expired: boolean } | undefined {
  const covering = exemptions.filter(({ resource: pattern }) => matches(pattern, resource));
  const latest = covering.sort((one, other) => (one.until < other.until ? 1 : -1))[0];
  return latest && { exemption: latest, expired: latest.until < now.toISOString().slice(0, 10) };
}

/** Whether a pattern means a resource: its URN or its name, `*` for any characters. */
export function matches(pattern: string, { urn, name }: Pick<ResourceView, "urn" | "name">): boolean {
  const expression = new RegExp(`^${pattern.split("*").map(literally).join(".*")}$`);
  return expression.test(urn) || expression.test(name);
}

const literally = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
