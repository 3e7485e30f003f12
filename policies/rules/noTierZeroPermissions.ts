import { findBroad } from "../../catalogue/broadPermissions";
import { findTierZero, tierSource } from "../../catalogue/tiers";
import { allowedPermissions, isAllowed } from "../configuration/allowances";
import { consented } from "../exampleParts";
import { requestedPermissions, requestingTypes } from "../facts/requested";
import { displayName } from "../model/resource";
import { defineRule, type Finding } from "../rule";

export const noTierZeroPermissions = defineRule({
  name: "no-tier-0-permissions",
  demand: "An integration holds no application permission that amounts to control of the tenant.",
  severity: "critical",
  why: "Whoever gets hold of the integration's credential, or of the product behind it, can make itself Global Administrator.",
  remedy:
    "Ask for the narrower permissions that the integration's operations need. Where there is no other way, allow the permission in the rule's setting `allow`, with the reason.",
  source: tierSource,
  examples: {
    bad: consented("directory-sync", "application RoleManagement.ReadWrite.Directory"),
    good: consented("directory-sync", "application RoleManagement.Read.Directory"),
  },
  settings: { allow: allowedPermissions },
  resource: {
    types: requestingTypes,
    traces: true,
    check(resource, { settings }, stack) {
      const { known, missing } = requestedPermissions(resource, stack);
      const findings: Finding[] = [];
      for (const { api, value } of known) {
        const tier = api === "microsoftGraph" ? findTierZero(value) : undefined;
        if (tier === undefined || isAllowed(settings.allow, value, resource)) continue;
        findings.push({
          message: `"${displayName(resource)}" asks Microsoft Graph for ${tier.value}. Whoever holds it ${tier.reason}.`,
          remedy: narrower(value),
        });
      }
      if (missing !== undefined) {
        findings.push({ message: `"${displayName(resource)}" asks for permissions that are not known yet.`, missing });
      }
      return findings;
    },
  },
});

/** The narrower permissions to one, a line each with what it is enough for. */
export function narrower(value: string): string[] {
  return (findBroad(value)?.narrower ?? []).map((other) => `${other.value} is enough for ${other.enoughFor}.`);
}
