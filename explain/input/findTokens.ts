/** Finds tokens (JWT, JWE) in a text and takes them out of it. */

export const removedToken = "[token removed]";

export interface FoundTokens {
  /** The tokens, each once. */
  readonly tokens: readonly string[];
  /** The text with each of them, and each piece of one, replaced. */
  readonly text: string;
}

/** `eyJ` is `{"` in base64url: the start of every token's header. */
const start = /(?<![\w-])eyJ[\w-]{5,}/g;
/** More than anyone pastes on purpose; the others are removed from the text and not decoded. */
const mostTokens = 10;

/** Length of a signature in base64url, by algorithm; RSA keys have 2048 bits. */
const signatureLength: Readonly<Record<string, number>> = {
  RS256: 342,
  PS256: 342,
  ES256: 86,
  EdDSA: 86,
  HS256: 43,
  HS512: 86,
  none: 0,
};

/** @param text without escapes */
export function findTokens(text: string): FoundTokens {
  const tokens = new Set<string>();
  let result = "";
  let done = 0;
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const { end, token } = take(text, match.index);
    result += text.slice(done, match.index) + removedToken;
    done = end;
    start.lastIndex = end;
    if (token.includes(".") && tokens.size < mostTokens) tokens.add(token);
  }
  return { tokens: [...tokens], text: result + text.slice(done) };
}

/** The token that starts here, over the line breaks that a terminal or a mail program put into it. */
function take(text: string, from: number): { end: number; token: string } {
  const run = /[\w.-]*/y;
  const wrapped = /[ \t]*\n[ \t]*(?:[│|>][ \t]*)?(?=([\w.-]+)(?:\s|["',;)\]}]|$))/y;
  let token = "";
  let end = from;
  for (;;) {
    run.lastIndex = end;
    const part = run.exec(text)?.[0] ?? "";
    token += part;
    end += part.length;
    wrapped.lastIndex = end;
    const gap = wrapped.exec(text);
    const next = gap?.[1] ?? "";
    // Wrapped lines have one length, but for the last one.
    if (!gap || part.length < 40 || next.length > part.length || next.startsWith("eyJ") || isWhole(token)) break;
    end += gap[0].length;
  }
  return { end, token: token.replace(/\.+$/, "") };
}

/** Whether the signature is as long as its algorithm makes it. */
function isWhole(token: string): boolean {
  const [header = "", , signature] = token.split(".");
  if (signature === undefined) return false;
  const algorithm = /"alg"\s*:\s*"(\w+)"/.exec(Buffer.from(header, "base64url").toString("latin1"))?.[1] ?? "";
  return signature.length >= (signatureLength[algorithm] ?? 43);
}
