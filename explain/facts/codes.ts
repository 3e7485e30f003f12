/** Error codes of services, and HTTP statuses, in a text. */

/** `"code": "X"`, `Code="X"`, `errorCode=X`, `ErrorCode: X`, `ERROR CODE: X`, `[code] => X`, `(Code: X)`, `error: X: message`. */
const codePatterns = [
  /\b(?:odata\.)?(?:error[ _]?)?code["'\]]?\s*(?:=>|[:=])\s*["']?([A-Za-z][A-Za-z0-9_.]{3,60})\b/gi,
  /\bwith (?:OData )?error: ([A-Za-z][A-Za-z0-9_]{3,60}):/g,
  /\bFullyQualifiedErrorId\s*:\s*([A-Za-z][A-Za-z0-9_]{3,60}),/g,
  /\((?:Code:\s*)?([A-Z][a-z]+[A-Z][A-Za-z0-9]{3,60})\)/g,
  /\b(Authorization_[A-Za-z]+|Request_[A-Za-z]+|Directory_[A-Za-z]+|Authentication_[A-Za-z]+)\b/g,
  /"error"\s*:\s*"([a-z]+_[a-z_]+)"/g,
];

const general =
  /^(?:UnknownError|Unknown|generalException|AccessDenied|Forbidden|InvalidTemplateDeployment|Unauthorized|BadRequest|Conflict|NotFound|Request_BadRequest|invalid_(?:client|grant|request|scope|resource|tenant)|unauthorized_client|interaction_required|access_denied|consent_required|DeploymentFailed|ResourceDeploymentFailure|server_error|temporarily_unavailable)$/i;

/** Whether a code names a class of errors, and says nothing about this one. */
export const isGeneralCode = (code: string): boolean => general.test(code);

/** Words that stand where codes stand and are none. */
const noCodes =
  /^(?:stack|frame|unknown|null|none|true|false|undefined|microsoft\.\w+|\w*(?:Exception|Command|Cmdlet)|\w*HttpStatusCode\w*|does|the|your|is|was|with|from)$/i;

export function readCodes(line: string): string[] {
  const codes = codePatterns.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => match[1] ?? ""));
  return unique(codes.filter((code) => !noCodes.test(code) && !/^AADSTS/i.test(code))).slice(0, 30);
}

const reasons =
  "Bad ?Request|Unauthorized|Forbidden|Not ?Found|Conflict|Too ?Many ?Requests|Internal ?Server ?Error|Bad ?Gateway|Service ?Unavailable|Gateway ?Time-?out";
const statusPatterns = [
  /\b(?:http[ _-]?)?status(?:[ _-]?code)?["']?\s*(?:was|of|is|[:=])?\s*["'(]*([1-5]\d\d)\b/gi,
  /\bHTTP\/[\d.]+["']?\s+([1-5]\d\d)\b/g,
  /\b(?:RESPONSE|code|error|HTTP)["']?[\s:=(]+["']?([45]\d\d)\b/gi,
  new RegExp(`\\b([1-5]\\d\\d)\\s*[(:-]?\\s*(?:${reasons})\\b`, "gi"),
  new RegExp(`\\b(?:${reasons})\\s*\\((?:HTTP )?([1-5]\\d\\d)\\)`, "gi"),
  /"\s([45]\d\d)\b/g,
  // Python's requests: "403 Client Error: Forbidden for url: …".
  /\b([45]\d\d) (?:Client|Server) Error: /g,
  // .NET in any language: "Le serveur distant a retourné une erreur : (403) Interdit."
  /:\s?\(([45]\d\d)\)\s\p{Lu}/gu,
];

export function readStatuses(line: string): number[] {
  const found = statusPatterns.flatMap((pattern) => [...line.matchAll(pattern)].map((match) => Number(match[1])));
  return unique(found);
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
