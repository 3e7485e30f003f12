import { badQuery } from "../errors";

export type Token =
  | { readonly kind: "string" | "word" | "date" | "guid"; readonly text: string; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly text: string; readonly at: number }
  | { readonly kind: "symbol"; readonly text: "(" | ")" | "," | ":"; readonly at: number }
  | { readonly kind: "end"; readonly text: ""; readonly at: number };

const patterns: readonly [Token["kind"], RegExp][] = [
  ["string", /'(?:[^']|'')*'/y],
  ["date", /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/iy],
  ["guid", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ["number", /-?\d+(?:\.\d+)?(?![\w-])/y],
  ["symbol", /[(),:]/y],
  ["word", /[A-Za-z_$@][\w.$@/-]*/y],
];

/** The tokens of an OData expression; a 400 where it holds something else. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(text, at);
    if (!token) {
      throw badQuery(
        text.charAt(at) === "'"
          ? `Invalid filter clause: There is an unterminated string literal at position ${text.length} in '${text}'.`
          : `Invalid filter clause: Syntax error: character '${text.charAt(at)}' is not valid at position ${at} in '${text}'.`,
      );
    }
    tokens.push(token.token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  return tokens;
}

function tokenAt(source: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) continue;
    const end = at + found.length;
    if (kind === "string") return { token: { kind, text: found.slice(1, -1).replaceAll("''", "'"), at }, end };
    if (kind === "number") return { token: { kind, value: Number(found), text: found, at }, end };
    return { token: { kind, text: found, at } as Token, end };
  }
  return undefined;
}
