import { distance } from "fastest-levenshtein";

/**
 * The names that a misspelt one probably means: best first, at most `limit`, empty when nothing is near. Letter case and the separators
 * `.`, `-`, `_`, space do not count.
 */
export function nearest(given: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = plain(given);
  if (wanted === "") return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 4));
  const found: { name: string; score: number }[] = [];
  for (const name of names) {
    const candidate = plain(name);
    const steps = distance(wanted, candidate);
    if (steps <= allowed) found.push({ name, score: steps });
    else if (wanted.length >= 4 && candidate.startsWith(wanted)) found.push({ name, score: allowed + steps / 100 });
  }
  found.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  const best = found[0]?.score ?? 0;
  return found
    .filter(({ score }) => score <= best + 2)
    .slice(0, limit)
    .map(({ name }) => name);
}

/** ` Did you mean "a" or "b"?` with its leading space, or an empty text. */
export function didYouMean(given: string, names: Iterable<string>): string {
  return question(nearest(given, names));
}

/** ` Did you mean "a", "b" or "c"?` with its leading space, or an empty text for no names. */
export function question(names: readonly string[]): string {
  if (names.length === 0) return "";
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  return ` Did you mean ${quoted.length > 0 ? `${quoted.join(", ")} or ` : ""}${last}?`;
}

const plain = (text: string) => text.toLowerCase().replace(/[\s._-]+/g, "");
