/**
 * Explains an error of Microsoft Entra ID, Microsoft Graph, the Defender APIs or Azure Resource Manager, as it shows up in ServiceNow, Okta,
 * Pulumi, Terraform or a log: what happened, why, how to mend it. Works on the text alone: nothing is sent, read or stored.
 */
import { entries } from "./entries";
import type { Explanation } from "./explanation";
import { gatherFacts, isFailure } from "./facts/facts";
import { type PlannedLook, planLooks } from "./live";
import { explainOperations } from "./operations";
import { recognise } from "./recognise";
import { recognisedIn, unknownCodes } from "./recognised";
import { explainToken } from "./tokens/describe";

export type * from "./explanation";
export { type FoundLook, type PlannedLook, withFindings } from "./live";
export * from "./look";
export { render } from "./render";
export type { Given, SubjectPart } from "./subject";
export { subjectOf } from "./subject";

/**
 * @param input anything that the user has, several things together too; secrets in it are not repeated in the answer
 * @param now decides whether a token has expired
 */
export function explain(input: string, now: Date = new Date()): Explanation {
  return investigate(input, now).explanation;
}

/** The same, with the looks at a tenant that would tell its causes apart. Nothing is looked at yet. */
export function investigate(input: string, now: Date): { explanation: Explanation; planned: readonly PlannedLook[] } {
  const facts = gatherFacts(input, now);
  const { explanations, found, shown } = recognise(facts, entries);
  const operations = explainOperations(facts);
  const tokens = facts.tokens.map((token) => explainToken(token, facts));
  const ofEntra = tokens.some(({ kind }) => kind === "application" || kind === "delegated" || kind === "id");
  const asks = operations.length > 0 || facts.permissions.length > 0 || ofEntra;
  const explanation: Explanation = {
    version: 1,
    answered: explanations.length > 0 || (asks && !isFailure(facts)),
    explanations,
    operations,
    tokens,
    recognised: recognisedIn(facts),
    unknown: unknownCodes(facts, found),
  };
  return { explanation, planned: planLooks(explanations, shown) };
}
