/** Markdown of text that others wrote: it shows as it is, and neither formats nor notifies anybody. */

/** Text for a paragraph. Ordinary sentences stay as they are. */
export function plain(text: string): string {
  return (
    text
      .replace(/[\\`*[\]~]/g, "\\$&")
      .replace(/(?<!\w)_|_(?!\w)/g, "\\_")
      .replace(/^(\s*)([#>+=-])/gm, "$1\\$2")
      .replaceAll("<", "&lt;")
      // A comment between the sign and the name keeps GitHub from notifying people of that name.
      .replace(/@(?=[\w-])/g, "@<!-- -->")
  );
}

/** Lines of text, each on a line of its own. */
export const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => plain(line.trim()))
    .join("  \n");

/** Code within a line. */
export const code = (text: string) => `\`${text.replaceAll("`", "'").replaceAll("\n", " ")}\``;

/** A block of code whose fence nothing in it can close. */
export function block(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export const sizeOf = (text: string) => Buffer.byteLength(text);

/** As many whole parts as fit into `room` bytes, from the first. `rest` counts those left out. */
export function thatFit(parts: readonly string[], room: number): { readonly kept: string[]; readonly rest: number } {
  const kept: string[] = [];
  let left = room;
  for (const part of parts) {
    left -= sizeOf(part) + 1;
    if (left < 0) break;
    kept.push(part);
  }
  return { kept, rest: parts.length - kept.length };
}

/** Text of at most so many bytes, whole lines where it has several; says when something is missing. */
export function clip(text: string, room: number): string {
  if (sizeOf(text) <= room) return text;
  const { kept, rest } = thatFit(text.split("\n"), room - marginOfClip);
  const start = kept.length > 0 ? kept.join("\n") : text.slice(0, Math.floor((room - marginOfClip) / 4));
  return `${start}\n${missingLines.replace("#", `${rest} more ${rest === 1 ? "line" : "lines"}`)}`;
}

const marginOfClip = 100;
const missingLines = "… #: the log of this run has the rest";
