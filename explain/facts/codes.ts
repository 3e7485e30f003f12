/** Error codes and HTTP statuses in a text. */

const signInPatterns = [
  /\bAADSTS(\d{4,8})\b/gi,
  /login\.microsoft(?:online)?\.com\/error\?code=(\d{4,8})/gi,
  /\b(\d{4,8}) - \[\d{4}-\d\d-\d\d/g,
  /\bError\(s\): (\d{4,8})\b/g,
];

/** Numbers of errors of the sign-in service, in the order in which they appear. */
export function readSignInCodes(line: string): number[] {
  // A number alone is what people copy out of the sign-in log.
  const alone = /^(?:error(?: code)?:?\s*)?(\d{5,8})$/i.exec(line)?.[1];
  if (alone) return [Number(alone)];
  const numbers = signInPatterns.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => match[1]));
  for (const match of line.matchAll(/"error_codes"\s*:\s*\[([\d,\s]{1,80})\]/g)) {
    numbers.push(...(match[1] ?? "").split(",").map((number) => number.trim()));
  }
  return unique(numbers.filter((number) => number !== "").map(Number));
}

/** `"code": "X"`, `Code="X"`, `errorCode=X`, `ErrorCode: X`, `ERROR CODE: X`, `(Code: X)`, `error: X: message`. */
const codePatterns = [
  /\b(?:odata\.)?(?:error[ _]?)?code["']?\s*[:=]\s*["']?([A-Za-z][A-Za-z0-9_.]{3,60})\b/gi,
  /\bwith (?:OData )?error: ([A-Za-z][A-Za-z0-9_]{3,60}):/g,
  /\bFullyQualifiedErrorId\s*:\s*([A-Za-z][A-Za-z0-9_]{3,60}),/g,
  /\((?:Code:\s*)?([A-Z][a-z]+[A-Z][A-Za-z0-9]{3,60})\)/g,
  /\b(Authorization_[A-Za-z]+|Request_[A-Za-z]+|Directory_[A-Za-z]+|Authentication_[A-Za-z]+)\b/g,
  /"error"\s*:\s*"([a-z]+_[a-z_]+)"/g,
];

const general =
  /^(?:Forbidden|Unauthorized|BadRequest|Conflict|NotFound|Request_BadRequest|invalid_(?:client|grant|request|scope|resource|tenant)|unauthorized_client|interaction_required|access_denied|consent_required|DeploymentFailed|ResourceDeploymentFailure|server_error|temporarily_unavailable)$/i;

/** Whether a code names a class of errors, and says nothing about this one. */
export const isGeneralCode = (code: string): boolean => general.test(code);

/** Words that stand where codes stand and are none. */
const noCodes = /^(?:stack|frame|unknown|null|none|true|false|undefined|microsoft\.\w+)$/i;

export function readCodes(line: string): string[] {
  const codes = codePatterns.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => match[1] ?? ""));
  return unique(codes.filter((code) => !noCodes.test(code) && !/^AADSTS/i.test(code))).slice(0, 30);
}

const reasons = "Bad ?Request|Unauthorized|Forbidden|Not ?Found|Conflict|Too ?Many ?Requests|Internal ?Server ?Error";
const statusPatterns = [
  /\b(?:http[ _-]?)?status(?:[ _-]?code)?["']?\s*(?:was|of|is|[:=])?\s*["'(]*([1-5]\d\d)\b/gi,
  /\bHTTP\/[\d.]+["']?\s+([1-5]\d\d)\b/g,
  /\b(?:RESPONSE|code|error|HTTP)["']?[\s:=(]+["']?([45]\d\d)\b/gi,
  new RegExp(`\\b([1-5]\\d\\d)\\s*[(:-]?\\s*(?:${reasons})\\b`, "gi"),
  new RegExp(`\\b(?:${reasons})\\s*\\((?:HTTP )?([1-5]\\d\\d)\\)`, "gi"),
  /"\s([45]\d\d)\b/g,
];

export function readStatuses(line: string): number[] {
  const found = statusPatterns.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => Number(match[1])));
  return unique(found);
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
