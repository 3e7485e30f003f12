/** Text as a person would read it, out of what logs, terminals and mail programs make of it. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of terminals start with one
const terminalSequence = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/g;
/** Control characters, and marks that reverse or hide text: nothing of the input may steer the terminal that prints the answer. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are to be removed
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  nbsp: " ",
  amp: "&",
};

/**
 * The text without terminal colours and without escapes: JSON inside JSON at any depth, HTML entities, typographic quotes, and an
 * error description in the form of a URL. Lines are kept.
 */
export function plainText(raw: string): string {
  // The look-behinds keep a run of backslashes from being tried at each of its positions.
  const unescaped = raw
    .replace(terminalSequence, "")
    .replace(/\r\n?/g, "\n")
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/(?<!\\)\\+(?:r(?:\\+n)?|n)/g, "\n")
    .replace(/(?<!\\)\\+t/g, " ")
    .replace(/(?<!\\)\\+(["'/])/g, "$1")
    .replace(/&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(quot|apos|lt|gt|nbsp|amp));/gi, entity)
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/\u00a0/g, " ")
    // What issue trackers make of numbers and emphasis: AADSTS700[21](https://…)1, **AADSTS700016**.
    .replace(/\[(\d{1,4})\]\(https?:\/\/[^\s)]{1,300}\)/g, "$1")
    .replace(/(?<!\*)\*\*(?!\*)/g, "");
  return printable(decodeDescriptions(unescaped));
}

/** Without control characters other than line feed and tab. */
export function printable(text: string): string {
  return text.replace(unprintable, "");
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (decimal) return String.fromCodePoint(Number(decimal));
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
  return entities[name?.toLowerCase() ?? ""] ?? whole;
}

/** What a description of the sign-in service begins with, or what is left of one that was cut. */
const ofSignIn = /AADSTS|\+has\+not\+consented\+to\+|\+was\+not\+found\+in\+the\+(?:tenant|directory)/;

/** `error_description=AADSTS65001%3a+The+user+…` as it comes back in an address. Only where an error of the sign-in service is in it. */
function decodeDescriptions(text: string): string {
  if (!ofSignIn.test(text)) return text;
  return text.replace(/[^\s"'<>]+/g, (run) => {
    if (!ofSignIn.test(run) || !/%[0-9a-f]{2}|\w\+\w/i.test(run)) return run;
    const spaced = run.replace(/\+/g, " ");
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes);
      } catch {
        return bytes;
      }
    });
  });
}

/** What terminals, continuous integration and quoted mail put before a line. */
const lineStart = /^[ \t]*(?:\d{4}-\d\d-\d\dT[\d:.]+Z[ \t]*)?(?:(?:[│╷╵┃║|>]|debug:)[ \t]*)*/gm;

/** The text in one line: each run of white space is one space, so that wrapped messages read as they were written. */
export function oneLine(text: string): string {
  return text.replace(lineStart, "").replace(/\s+/g, " ").trim();
}
