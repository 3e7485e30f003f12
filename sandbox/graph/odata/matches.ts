import type { Comparison, Expression, Literal, Path } from "./filter";

type Scope = Readonly<Record<string, unknown>>;

/** Whether an object, as Graph shows it, satisfies a filter. Texts compare without regard to case, as in the directory. */
export function matches(expression: Expression, item: unknown, scope: Scope = {}): boolean {
  switch (expression.kind) {
    case "and":
      return matches(expression.left, item, scope) && matches(expression.right, item, scope);
    case "or":
      return matches(expression.left, item, scope) || matches(expression.right, item, scope);
    case "not":
      return !matches(expression.operand, item, scope);
    case "compare":
      return compare(read(expression.path, item, scope), expression.operator, expression.value);
    case "in":
      return expression.values.some((value) => compare(read(expression.path, item, scope), "eq", value));
    case "call": {
      const value = read(expression.path, item, scope);
      if (typeof value !== "string") return false;
      const [text, part] = [value.toLowerCase(), expression.value.toLowerCase()];
      if (expression.name === "startswith") return text.startsWith(part);
      return expression.name === "endswith" ? text.endsWith(part) : text.includes(part);
    }
    case "lambda": {
      const found = read(expression.path, item, scope);
      const elements = Array.isArray(found) ? found : [];
      const { variable, body, quantifier } = expression;
      if (!variable || !body) return elements.length > 0;
      const test = (element: unknown) => matches(body, item, { ...scope, [variable]: element });
      return quantifier === "any" ? elements.some(test) : elements.every(test);
    }
  }
}

function read(path: Path, item: unknown, scope: Scope): unknown {
  const [first = "", ...rest] = path;
  const known = Object.hasOwn(scope, first);
  let current: unknown = known ? scope[first] : item;
  for (const name of known ? rest : path) {
    if (name === "$count") return Array.isArray(current) ? current.length : 0;
    current = member(current, name);
  }
  return current;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  const lower = name.toLowerCase();
  return Object.entries(value).find(([key]) => key.toLowerCase() === lower)?.[1];
}

function compare(actual: unknown, operator: Comparison, literal: Literal): boolean {
  const value = actual ?? null;
  if (operator === "eq") return order(value, literal) === 0;
  if (operator === "ne") return order(value, literal) !== 0;
  const result = order(value, literal);
  if (result === undefined) return false;
  if (operator === "ge") return result >= 0;
  if (operator === "le") return result <= 0;
  return operator === "gt" ? result > 0 : result < 0;
}

/** Less than, equal to or greater than zero; undefined where the two do not compare. */
function order(value: unknown, literal: Literal): number | undefined {
  if (value === null || literal.type === "null") return value === literal.value ? 0 : undefined;
  if (literal.type === "date") return Date.parse(String(value)) - Date.parse(literal.value);
  if (typeof value === "string") {
    const [a, b] = [value.toLowerCase(), String(literal.value).toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (typeof value === "number") return value - Number(literal.value);
  return value === literal.value ? 0 : undefined;
}
