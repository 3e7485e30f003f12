/** Numbers of errors of the sign-in service, in whatever form a text gives them. */

const written = [
  /\bAADSTS[ _-]?(\d{4,8})\b/gi,
  /login\.microsoft(?:online)?\.com\/error\?code=(\d{4,8})/gi,
  /\b(\d{4,8}) - \[\d{4}-\d\d-\d\d/g,
  /\bError\(s\): (\d{4,8})\b/g,
];

/**
 * The sign-in log, and what reads it (Azure Monitor, Sentinel, a SIEM), give the number without its prefix: `"errorCode": 50105`,
 * `ResultType: 50126`, `Sign-in error code 53003`. 0 is success.
 */
const logged =
  /\b(?:sign-?in error code|error ?code|status[._]error_?code|result_?type)["'\s:=|]{1,6}["']?(\d{5,8})\b(?!\.?\d|-)/gi;
/** "error 90094" in a sentence: only numbers of the families that the service uses for sign-in, and only where it is about one. */
const inProse =
  /\b(?:error|code|fehler|erreur)(?:\s(?:code|number|no\.?))?[\s:#(]{1,3}((?:5[0-4]|65|70|90)\d{3,5})\b(?![.-]?\d)/gi;
const ofMicrosoftSignIn =
  /\b(?:microsoft|azure|entra|office ?365|m365|o365|conditional access|admin(?:istrator)? (?:approval|consent)|AAD)\b/i;
const ofSigning =
  /sign(?:ed|ing|s)?[ -]?in|log(?:ged|ging|s)?[ -]?(?:in|on)\b|login|consent|token|authenticat|approval|\bSSO\b/i;

/** Words that only an entry of the sign-in log has, or that name its publisher. */
const ofSignInLog =
  /failure ?reason|conditional ?access|sign-?in|(?:app|resource)DisplayName|servicePrincipal(?:Id|Name)|\bApp (?:name|id):|ResultDescription|login\.microsoft|\bEntra\b|Azure ?AD\b|Azure Active Directory/i;

/** In the order in which they appear. */
export function readSignInCodes(line: string, text: string = line): number[] {
  // A number alone is what people copy out of the sign-in log.
  const alone = /^(?:(?:sign-?in )?error(?: code)?:?\s*)?(\d{5,8})$/i.exec(line)?.[1];
  if (alone) return [Number(alone)];
  const numbers = written.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => match[1]));
  for (const match of line.matchAll(/["']error_codes["']\s*:\s*\[([\d,\s]{1,80})\]/g)) {
    numbers.push(...(match[1] ?? "").split(",").map((number) => number.trim()));
  }
  if (ofSignInLog.test(line)) {
    numbers.push(...[...line.matchAll(logged)].map((match) => match[1]), ...exported(text));
  }
  if (ofMicrosoftSignIn.test(line) && ofSigning.test(line)) {
    numbers.push(...[...line.matchAll(inProse)].map((match) => match[1]));
  }
  return [...new Set(numbers.filter((number) => number !== "").map(Number))];
}

/** The column "Sign-in error code" of the log's export (CSV), or of a table copied from the portal. */
function exported(text: string): string[] {
  const lines = text.split("\n");
  const head = lines.findIndex((row) => /sign-?in error code|\bResultType\b/i.test(row) && /[,;\t|]/.test(row));
  const separator = /[,;\t|]/.exec(lines[head] ?? "")?.[0];
  if (separator === undefined) return [];
  const column = cells(lines[head] ?? "", separator).findIndex((name) =>
    /^(?:sign-?in error code|ResultType)$/i.test(name),
  );
  if (column < 0) return [];
  return lines
    .slice(head + 1, head + 200)
    .map((row) => cells(row, separator)[column] ?? "")
    .filter((cell) => /^\d{5,8}$/.test(cell));
}

/** Cells of a row; a separator in quotes is part of a cell. */
function cells(row: string, separator: string): string[] {
  const found: string[] = [];
  let cell = "";
  let quoted = false;
  for (const letter of row.slice(0, 20_000)) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      found.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...found, cell.trim()];
}
