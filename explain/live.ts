/** Joins an explanation with what was seen in a tenant. */
import type { Entry, Seen } from "./entry";
import type { ExplainedCause, ExplainedEntry, Explanation, LiveReport } from "./explanation";
import type { Finding, Look } from "./look";
import { likeliestFirst } from "./recognise";

/** A look that would decide a cause of an explanation. */
export interface PlannedLook {
  readonly entryId: string;
  readonly causeId: string;
  readonly look: Look;
  readonly seen: Seen;
}

/** What became of a look. */
export interface FoundLook {
  readonly entryId: string;
  readonly causeId: string;
  readonly finding: Finding;
  /** The right that is lacking, where reading was refused. */
  readonly needs: string | null;
}

/** The looks of all causes that the input does not contradict. */
export function planLooks(
  explanations: readonly ExplainedEntry[],
  shown: readonly { readonly entry: Entry; readonly seen: Seen }[],
): PlannedLook[] {
  return shown.flatMap(({ entry, seen }) =>
    (explanations.find(({ id }) => id === entry.id)?.causes ?? []).flatMap(({ id, likelihood }) => {
      const look = entry.looks?.[id];
      return look && likelihood !== "ruled out" ? [{ entryId: entry.id, causeId: id, look, seen }] : [];
    }),
  );
}

/** The explanation with the causes in their new order. */
export function withFindings(explanation: Explanation, found: readonly FoundLook[], live: LiveReport): Explanation {
  const explanations = explanation.explanations.map((entry) => ({
    ...entry,
    causes: entry.causes
      .map((cause) => {
        const one = found.find(({ entryId, causeId }) => entryId === entry.id && causeId === cause.id);
        return one ? withFinding(cause, one) : cause;
      })
      .sort(likeliestFirst),
  }));
  return { ...explanation, explanations, live };
}

function withFinding(cause: ExplainedCause, { finding, needs }: FoundLook): ExplainedCause {
  const { verdict, evidence } = finding;
  // What would have to be known is told once for all causes.
  if (evidence === "") return cause;
  const live = { verdict, evidence, needs };
  if (verdict === "confirmed") return { ...cause, likelihood: "certain", because: evidence, live };
  if (verdict === "ruled out") return { ...cause, likelihood: "ruled out", because: evidence, live };
  return { ...cause, likelihood: finding.likelihood ?? cause.likelihood, live };
}
