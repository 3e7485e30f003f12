/** Matches the knowledge base with facts. */
import type { Cause, Entry, Seen, Text } from "./entry";
import type { ExplainedCause, ExplainedEntry, Likelihood } from "./explanation";
import type { Facts } from "./facts/facts";

interface Match {
  readonly entry: Entry;
  readonly evidence: readonly string[];
  /** Where in the line it was found. */
  readonly at: number;
  /** Whether the input says it, and does not merely let it be concluded (from a token, from a status without a reason). */
  readonly said: boolean;
}

export interface Recognition {
  readonly explanations: readonly ExplainedEntry[];
  /** The entries that were found, those too that another one superseded. */
  readonly found: readonly Entry[];
  /** The entries of `explanations`, with what their texts were made of. */
  readonly shown: readonly { readonly entry: Entry; readonly seen: Seen }[];
}

export function recognise(facts: Facts, entries: readonly Entry[]): Recognition {
  const matches = entries.flatMap((entry) => match(entry, facts) ?? []);
  const superseded = new Set(matches.flatMap(({ entry }) => entry.supersedes ?? []));
  const left = matches.filter(({ entry }) => !superseded.has(entry.id));
  // What the input says outright explains what could be concluded besides.
  const shown = (matches.some(({ said }) => said) ? left.filter(concluded(matches)) : left)
    .sort((a, b) => a.at - b.at)
    .map(({ entry, evidence }) => ({ entry, evidence, seen: seenBy(entry, facts) }));
  const explanations = shown.map(({ entry, evidence, seen }) => explainEntry(entry, evidence, seen));
  return { explanations, found: matches.map(({ entry }) => entry), shown };
}

/** Passes what the input says, and of what is concluded only special cases of something that was said. */
function concluded(matches: readonly Match[]): (match: Match) => boolean {
  const saidIds = new Set(matches.filter(({ said }) => said).map(({ entry }) => entry.id));
  return ({ entry, said }) => said || (entry.supersedes ?? []).some((id) => saidIds.has(id));
}

function match(entry: Entry, facts: Facts): Match | undefined {
  const { signInCodes = [], codes = [], texts = [], when, sees } = entry.signature;
  if (when && !when(facts)) return undefined;
  const evidence: string[] = [];
  let at = Number.POSITIVE_INFINITY;
  for (const number of signInCodes.filter((code) => facts.signInCodes.includes(code))) {
    evidence.push(`AADSTS${number}`);
    at = Math.min(at, Math.max(0, facts.line.indexOf(String(number))));
  }
  // Another product's error may use the same words.
  if (facts.ofMicrosoft || facts.foreign.length === 0) {
    for (const code of codes) {
      const index = facts.line.search(new RegExp(`\\b${code}\\b`));
      if (index >= 0) note(code, index);
    }
    for (const text of texts) {
      const found = text.exec(facts.line);
      if (found) note(found[0], found.index);
    }
  }
  if (evidence.length > 0) return { entry, evidence, at, said: true };
  const seen = sees?.(facts);
  return seen === undefined ? undefined : { entry, evidence: [seen], at, said: false };

  function note(words: string, index: number): void {
    evidence.push(words.length > 160 ? `${words.slice(0, 157)}...` : words);
    at = Math.min(at, index);
  }
}

function seenBy(entry: Entry, facts: Facts): Seen {
  const values = Object.fromEntries(
    Object.entries(entry.values ?? {}).map(([name, pattern]) => [name, unmasked(pattern.exec(facts.line)?.[1])]),
  );
  return { facts, values };
}

function explainEntry(entry: Entry, evidence: readonly string[], seen: Seen): ExplainedEntry {
  const causes = entry.causes
    .filter(({ applies }) => applies?.(seen) ?? true)
    .map((cause) => explainCause(cause, seen))
    .sort(likeliestFirst);
  return {
    id: entry.id,
    title: entry.title,
    happened: said(entry.happened, seen),
    evidence,
    // A cause that stands alone needs nothing to tell it from others.
    causes: causes.length === 1 ? causes.map((cause) => ({ ...cause, distinguish: null })) : causes,
    sources: entry.sources,
  };
}

const order: readonly Likelihood[] = ["certain", "likely", "possible", "unlikely", "ruled out"];

export function likeliestFirst(a: Pick<ExplainedCause, "likelihood">, b: Pick<ExplainedCause, "likelihood">): number {
  return order.indexOf(a.likelihood) - order.indexOf(b.likelihood);
}

function explainCause(cause: Cause, seen: Seen): ExplainedCause {
  const weight = cause.weigh?.(seen);
  return {
    id: cause.id,
    cause: said(cause.cause, seen),
    likelihood: weight?.likelihood ?? cause.likelihood,
    because: weight?.because ?? null,
    distinguish: cause.distinguish === undefined ? null : said(cause.distinguish, seen),
    fix: {
      configuration: said(cause.fix.configuration, seen) ?? null,
      portal: said(cause.fix.portal, seen),
      who: said(cause.fix.who, seen),
    },
  };
}

/** What a log masked is not known: `***`. */
function unmasked(value: string | undefined): string | undefined {
  return value !== undefined && /^\*+$/.test(value) ? undefined : value;
}

function said<T>(text: Text<T>, seen: Seen): T {
  return typeof text === "function" ? (text as (seen: Seen) => T)(seen) : text;
}
