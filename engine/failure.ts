/** Lines of a program's output that say why it failed: the last ones, as a rule. */
const shownLines = 8;

const causes: readonly [pattern: RegExp, reason: string][] = [
  [/ENOSPC|no space left on device/i, "the disk is full; about 3 GB are needed"],
  [/EDQUOT|quota exceeded/i, "the disk quota is used up; about 3 GB are needed"],
];

/** Why something failed, for a person: an error's own words without its stack, or the end of a program's output. */
export function reasonOf(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : String(failure);
  const known = causes.find(([pattern]) => pattern.test(text));
  const lines = text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !line.startsWith("go: downloading"));
  const shown = lines.slice(-shownLines).join("\n");
  return known ? `${known[1]}\n${shown}` : shown || "it gave no reason";
}
