/** Takes secrets out of a text before anything else looks at it, so that none can get into an answer. */

export const removedSecret = "[secret removed]";

/** Names under which secrets are written, alone or at the end of another: `client_secret`, `ARM_CLIENT_SECRET`, `secretText` … */
const names = [
  "secret(?:[_ -]?(?:text|value|key))?",
  "password",
  "passwd",
  "pwd",
  "passphrase",
  "client[_-]?assertion",
  "(?:access|refresh|id|auth|bearer|session|oidc|federated)[_-]?token",
  "(?:account|shared[_ -]?access|subscription|storage|api|private)[_ -]?key",
  "SharedAccessSignature",
].join("|");

/** `"name": "value"`, `name=value`, `name: value`. A quote ends a value only where something can follow a value. */
const named = new RegExp(
  `((?:${names})["']?\\s{0,3}[:=]\\s{0,3})` +
    `(?:"((?:[^"]|"(?![\\s,}\\]);&]|$)){0,500})"|'([^'\\n]{0,500})'|([^\\s"'&<>]+))`,
  "gi",
);

/** Values that say that there is no secret, or that somebody removed it already. */
const empty = /^(?:null|none|true|false|undefined|\[?redacted\]?|\*+|x+|\{.*|\[[^\]]*\])?[,;}]*$/i;

/** What a message goes on with after "… Password:", and no password is: the code of an error, the next field of a form. */
const nextWord =
  /^(?:AADSTS\d{4,8}|(?:Authorization|Request|Directory|Authentication)_[A-Za-z]{3,60}|https?:\/\/\S*|E\d{7}|\{?"?error"?)[:,.;]?$/i;
const nextField = /^[A-Za-z][\w-]{0,30}[:=]$/;

const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, removedSecret],
  [/(\bauthorization["'\s:=]+(?:Bearer|Basic|SSWS|Negotiate|Digest)\s+)[^\s"',;}]+/gi, `$1${removedSecret}`],
  [/(\b(?:Bearer|SSWS)\s+)[\w.~+/=-]{16,}/g, `$1${removedSecret}`],
  [/(\b(?:set-)?cookie["'\s:=]+)[^\n"']{8,}/gi, `$1${removedSecret}`],
  [/(<[\w:-]{0,40}(?:password|secret|token)[\w-]{0,40}>)[^<]+/gi, `$1${removedSecret}`],
  // Arguments of commands: --client-secret value, -Password value.
  [/(\s--?[a-z-]{0,40}(?:secret|password|passphrase|token)\s+["']?)[^\s"'-][^\s"']*/gi, `$1${removedSecret}`],
  [/(-String\s+["']?)[^\s"']+(["']?\s+-AsPlainText)/gi, `$1${removedSecret}$2`],
  [/(\baz\s+login\b[^\n]{0,400}?\s-p[\s=]+["']?)[^\s"']+/g, `$1${removedSecret}`],
  [/(\bcurl\b[^\n]{0,400}?\s(?:-u|--user)\s+["']?[^\s:"']+:)[^\s"']+/g, `$1${removedSecret}`],
  [/(https?:\/\/[^\s/:@"']{1,100}:)[^\s/@"']{1,200}(?=@)/g, `$1${removedSecret}`],
  // A client secret of Microsoft Entra ID, by its form.
  [/(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g, removedSecret],
  // Refresh tokens and authorization codes of the sign-in service.
  [/(?<![\w.-])[01]\.A[\w-]{40,}(?:\.[\w-]+)*/g, removedSecret],
  [/([?&#](?:code|sig|state|session_state|nonce|login_hint|id_token_hint)=)[^\s&"'#]{16,}/gi, `$1${removedSecret}`],
  [/(\bpul-)[0-9a-f]{40}\b/g, removedSecret],
];

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The text without secrets. What is no secret stays as it is, so that messages can still be recognised. */
export function redact(text: string): string {
  return redactNoting(text).text;
}

/** The same, and the GUIDs that stood in the place of a secret: the ID of one, entered instead of its value. */
export function redactNoting(text: string): { text: string; secretIds: readonly string[] } {
  const secretIds = new Set<string>();
  const withoutNamed = text.replace(
    named,
    (whole: string, before: string, double?: string, single?: string, bare?: string) => {
      const value = double ?? single ?? bare ?? "";
      if (empty.test(value.trim())) return whole;
      if (bare !== undefined && (nextWord.test(bare) || (before.includes("\n") && nextField.test(bare)))) return whole;
      if (guid.test(value.trim())) secretIds.add(value.trim().toLowerCase());
      const quote = double !== undefined ? '"' : single !== undefined ? "'" : "";
      return `${before}${quote}${removedSecret}${quote}`;
    },
  );
  return {
    text: patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), withoutNamed),
    secretIds: [...secretIds],
  };
}
