/**
 * Explains an error of Microsoft Entra ID, Microsoft Graph, the Defender APIs or Azure Resource Manager, as it shows up in ServiceNow, Okta,
 * Pulumi, Terraform or a log: what happened, why, how to mend it. Works on the text alone: nothing is sent, read or stored.
 */
import { entries } from "./entries";
import type { Explanation } from "./explanation";
import { gatherFacts, isFailure } from "./facts/facts";
import { explainOperations } from "./operations";
import { recognise } from "./recognise";
import { recognisedIn, unknownCodes } from "./recognised";
import { explainToken } from "./tokens/describe";

export type * from "./explanation";
export { render } from "./render";

/**
 * @param input anything that the user has, several things together too; secrets in it are not repeated in the answer
 * @param now decides whether a token has expired
 */
export function explain(input: string, now: Date = new Date()): Explanation {
  const facts = gatherFacts(input, now);
  const { explanations, found } = recognise(facts, entries);
  const operations = explainOperations(facts);
  const tokens = facts.tokens.map((token) => explainToken(token, facts));
  const ofEntra = tokens.some(({ kind }) => kind === "application" || kind === "delegated" || kind === "id");
  const asks = operations.length > 0 || facts.permissions.length > 0 || ofEntra;
  return {
    version: 1,
    answered: explanations.length > 0 || (asks && !isFailure(facts)),
    explanations,
    operations,
    tokens,
    recognised: recognisedIn(facts),
    unknown: unknownCodes(facts, found),
  };
}
