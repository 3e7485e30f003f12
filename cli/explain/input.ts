import { readFileSync, statSync } from "node:fs";
import { UserError } from "../userError";

/** More than any error; a log of this size says nothing together. */
const largestInput = 5_000_000;

/** What looks like a path and not like a message or an operation (`/users`). */
const pathLike = /^(?:\.{1,2}[/\\]|~[/\\]|[A-Za-z]:\\)|^[^\s:"'{}]+\.(?:txt|log|json|md|out|err|html|har|jwt)$/i;

/**
 * The text of the arguments: each is `-` (the standard input), a file, or words; words that follow each other are one text. Raises a
 * UserError for a file that is not there, and where there is nothing at all.
 *
 * @param input the standard input; where it is a terminal, it is not read without being asked for
 */
export async function readInput(args: readonly string[], input: NodeJS.ReadStream = process.stdin): Promise<string> {
  if (args.length === 0 && input.isTTY) {
    throw new UserError(
      "There is nothing to explain.",
      'Give an error message, a file, or - for the standard input, for example:\n  npm run explain -- "AADSTS7000215: Invalid client secret provided."\n  npm run explain -- error.json token.txt\n  npm run explain -- POST /users',
    );
  }
  const parts: string[] = [];
  let words: string[] = [];
  const endWords = () => {
    if (words.length > 0) parts.push(words.join(" "));
    words = [];
  };
  for (const arg of args.length === 0 ? ["-"] : args) {
    const text = arg === "-" ? decode(await readAll(input)) : readFile(arg);
    if (text === undefined) words.push(arg);
    else {
      endWords();
      parts.push(text);
    }
  }
  endWords();
  const whole = parts.join("\n\n");
  if (whole.trim() === "") {
    throw new UserError(
      "There is nothing to explain: the input is empty.",
      "Give an error message, a file, or - for the standard input.",
    );
  }
  if (whole.length > largestInput) {
    throw new UserError(
      `The input has ${whole.length.toLocaleString("en")} characters, more than ${largestInput.toLocaleString("en")}.`,
      "Give the part around the error.",
    );
  }
  return whole;
}

/** The content of an argument that is a file; undefined for one that is words. */
function readFile(arg: string): string | undefined {
  // A message can be longer than any path, which some systems answer with an error.
  const found = arg.length < 1000 && !arg.includes("\n") && !arg.includes("\0") ? stat(arg) : undefined;
  if (found === undefined) {
    if (!pathLike.test(arg)) return undefined;
    throw new UserError(`There is no file "${arg}".`, "Give a file that exists, or put quotes around a text.");
  }
  if (found.isDirectory()) {
    // A word of a message may be the name of a folder here.
    if (!/[/\\]$/.test(arg) && !pathLike.test(arg)) return undefined;
    throw new UserError(`"${arg}" is a folder.`, "Give the file in it that has the error.");
  }
  if (found.size > largestInput * 4)
    throw new UserError(`The file "${arg}" is too large.`, "Give the part around the error.");
  try {
    return decode(readFileSync(arg));
  } catch (error) {
    throw new UserError(`The file "${arg}" cannot be read: ${(error as Error).message}.`);
  }
}

function stat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function readAll(input: NodeJS.ReadStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** UTF-8, or UTF-16 as Windows PowerShell writes files. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le");
  return bytes.toString("utf8");
}
