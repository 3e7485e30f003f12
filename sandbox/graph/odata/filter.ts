import { badQuery } from "../errors";
import { type Token, tokensOf } from "./lexer";

export type Comparison = "eq" | "ne" | "ge" | "le" | "gt" | "lt";

export type Literal =
  | { readonly type: "string" | "guid" | "date"; readonly value: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null"; readonly value: null };

/** Segments of a path; the first may be a variable of a lambda, the last `$count`. */
export type Path = readonly string[];

/** What `$filter` says. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly path: Path; readonly value: Literal }
  | { readonly kind: "in"; readonly path: Path; readonly values: readonly Literal[] }
  | {
      readonly kind: "call";
      readonly name: "startswith" | "endswith" | "contains";
      readonly path: Path;
      readonly value: string;
    }
  | {
      readonly kind: "lambda";
      readonly quantifier: "any" | "all";
      readonly path: Path;
      readonly variable?: string;
      readonly body?: Expression;
    };

const comparisons = ["eq", "ne", "ge", "le", "gt", "lt"];
const calls = ["startswith", "endswith", "contains"] as const;

/** Parses the part of OData's filter language that Microsoft Graph supports; a 400 for anything else. */
export function parseFilter(text: string): Expression {
  const parser = new Parser(text, tokensOf(text));
  return parser.whole();
}

class Parser {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  whole(): Expression {
    const expression = this.disjunction();
    if (this.next.kind !== "end") throw this.unexpected();
    return expression;
  }

  private disjunction(): Expression {
    let left = this.conjunction();
    while (this.takeWord("or")) left = { kind: "or", left, right: this.conjunction() };
    return left;
  }

  private conjunction(): Expression {
    let left = this.unary();
    while (this.takeWord("and")) left = { kind: "and", left, right: this.unary() };
    return left;
  }

  private unary(): Expression {
    if (this.takeWord("not")) return { kind: "not", operand: this.unary() };
    if (this.takeSymbol("(")) {
      const inner = this.disjunction();
      this.expect(")");
      return inner;
    }
    const word = this.word();
    const call = calls.find((name) => name === word.toLowerCase());
    if (call && this.takeSymbol("(")) return this.call(call);
    const lambda = /^(.+)\/(any|all)$/i.exec(word);
    if (lambda && this.takeSymbol("(")) {
      return this.lambda(lambda[1] ?? "", (lambda[2] ?? "").toLowerCase() as "any" | "all");
    }
    return this.comparison(word.split("/"));
  }

  private call(name: (typeof calls)[number]): Expression {
    const path = this.word().split("/");
    this.expect(",");
    const value = this.literal();
    if (value.type !== "string") throw this.unexpected();
    this.expect(")");
    // `startswith(a,'b') eq true` is the same as without it.
    if (this.takeWord("eq")) {
      const outcome = this.literal();
      if (outcome.type !== "boolean") throw this.unexpected();
      if (!outcome.value) return { kind: "not", operand: { kind: "call", name, path, value: value.value } };
    }
    return { kind: "call", name, path, value: value.value };
  }

  private lambda(path: string, quantifier: "any" | "all"): Expression {
    if (this.takeSymbol(")")) return { kind: "lambda", quantifier, path: path.split("/") };
    const variable = this.word();
    this.expect(":");
    const body = this.disjunction();
    this.expect(")");
    return { kind: "lambda", quantifier, path: path.split("/"), variable, body };
  }

  private comparison(path: Path): Expression {
    const operator = this.next.kind === "word" ? this.next.text.toLowerCase() : "";
    if (comparisons.includes(operator)) {
      this.position++;
      return { kind: "compare", operator: operator as Comparison, path, value: this.literal() };
    }
    if (operator === "in") {
      this.position++;
      this.expect("(");
      const values = [this.literal()];
      while (this.takeSymbol(",")) values.push(this.literal());
      this.expect(")");
      return { kind: "in", path, values };
    }
    throw this.unexpected();
  }

  private literal(): Literal {
    const token = this.next;
    this.position++;
    if (token.kind === "string") return { type: "string", value: token.text };
    if (token.kind === "number") return { type: "number", value: token.value };
    if (token.kind === "date" || token.kind === "guid") return { type: token.kind, value: token.text };
    if (token.kind === "word") {
      const word = token.text.toLowerCase();
      if (word === "true" || word === "false") return { type: "boolean", value: word === "true" };
      if (word === "null") return { type: "null", value: null };
    }
    this.position--;
    throw this.unexpected();
  }

  private get next(): Token {
    return this.tokens[this.position] as Token;
  }

  private word(): string {
    const token = this.next;
    if (token.kind !== "word") throw this.unexpected();
    this.position++;
    return token.text;
  }

  private takeWord(word: string): boolean {
    if (this.next.kind !== "word" || this.next.text.toLowerCase() !== word) return false;
    this.position++;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    if (this.next.kind !== "symbol" || this.next.text !== symbol) return false;
    this.position++;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  private unexpected() {
    const { at, kind } = this.next;
    return badQuery(
      kind === "end"
        ? `Invalid filter clause: Expression expected at position ${at} in '${this.text}'.`
        : `Invalid filter clause: Syntax error at position ${at} in '${this.text}'.`,
    );
  }
}
