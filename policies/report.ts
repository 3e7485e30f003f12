/** Turns findings into what the engine shows. */
import type { ReportViolation } from "@pulumi/policy";
import { type Exemption, exemptionFor } from "./configuration/exemptions";
import { isPreview } from "./lifecycle";
import type { ResourceView } from "./model/resource";
import type { Finding, Rule } from "./rule";

/** The name under which a rule says that it has to wait for values that are known only after deployment. */
export const cannotDecideYet = "cannot-decide-yet";

/** A finding in its final form. `level` is absent where the rule's own enforcement level holds. */
export interface Report {
  readonly name: string;
  readonly message: string;
  readonly urn?: string;
  readonly level?: "advisory";
  /** Set where an exemption covers the finding. */
  readonly exemption?: Exemption;
}

/** What is to be said about a finding: a violation, advice, something undecided, or an exemption in use. */
export function reportOf(
  rule: Rule,
  finding: Finding,
  resource: Pick<ResourceView, "urn" | "name"> | undefined,
  exemptions: readonly Exemption[],
  now: Date,
): Report {
  const urn = finding.urn ?? resource?.urn;
  const exempt = resource && exemptionFor(resource, exemptions, now);
  if (exempt && !exempt.expired) {
    const { reason, until } = exempt.exemption;
    const message = `Exempt until ${until}: ${reason}\nOtherwise: ${finding.message}`;
    return { name: rule.name, urn, message, level: "advisory", exemption: exempt.exemption };
  }
  const expired = exempt && `Its exemption expired on ${exempt.exemption.until} (${exempt.exemption.reason}).`;
  if (finding.missing !== undefined) return undecided(rule, finding, urn, expired);
  return {
    name: rule.name,
    urn,
    message: [rule.demand, finding.message, ...(expired ? [expired] : []), ...explanation(rule, finding)].join("\n"),
    ...(finding.advice && { level: "advisory" }),
  };
}

/** In a preview a warning; in an update, by the end of which everything is known, as strict as the rule itself. */
function undecided(rule: Rule, finding: Finding, urn: string | undefined, expired: string | undefined): Report {
  const when = isPreview()
    ? `Rule ${rule.name} cannot decide before deployment. It will during the update, and stops it if the rule is broken.`
    : `Rule ${rule.name} could not decide, although the deployment is through.`;
  return {
    name: cannotDecideYet,
    urn,
    message: [
      when,
      finding.message,
      `Missing: ${finding.missing}.`,
      ...(expired ? [expired] : []),
      `The rule: ${rule.demand}`,
    ].join("\n"),
    ...(isPreview() && { level: "advisory" }),
  };
}

function explanation(rule: Rule, { remedy = [] }: Finding): string[] {
  return [`Why: ${rule.why}`, `Remedy: ${rule.remedy}`, ...remedy.map((line) => `  ${line}`), `More: ${rule.source}`];
}

export function send({ name, message, urn, level }: Report, report: ReportViolation): void {
  // The runtime takes an object as well, which its types do not say; only so can a finding have a level of its own.
  report({ name, message, urn, enforcementLevel: level } as unknown as string);
}
