import type { Operation } from "../operation";

export interface RouteMatch {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

type Part =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter" | "rest"; readonly name: string };

interface Route {
  readonly operation: Operation;
  readonly parts: readonly Part[];
}

const rank = { literal: 0, parameter: 1, rest: 2 } as const;

/** Finds the operation of one service for a method and path. See `Operation.path` for what a path may hold. */
export class Router {
  private readonly routes: readonly Route[];

  constructor(operations: readonly Operation[]) {
    this.routes = operations
      .map((operation) => ({ operation, parts: parse(operation.path) }))
      .sort((a, b) => compare(a.parts, b.parts));
  }

  match(method: string, segments: readonly string[], version: string): RouteMatch | undefined {
    for (const route of this.routes) {
      if (route.operation.method !== method || !serves(route.operation, version)) continue;
      const params = bind(route.parts, segments);
      if (params) return { operation: route.operation, params };
    }
    return undefined;
  }

  /** Methods that the path is served with, for `405`; empty where the path is unknown. */
  methods(segments: readonly string[], version: string): string[] {
    const matching = this.routes.filter((route) => serves(route.operation, version) && bind(route.parts, segments));
    return [...new Set(matching.map((route) => route.operation.method))];
  }
}

function serves(operation: Operation, version: string): boolean {
  return !operation.versions || operation.versions.some((served) => served === version.toLowerCase());
}

function parse(path: string): Part[] {
  return path
    .split("/")
    .filter((text) => text !== "")
    .map((text): Part => {
      if (!text.startsWith(":")) return { kind: "literal", text: text.toLowerCase() };
      if (text.endsWith("*")) return { kind: "rest", name: text.slice(1, -1) };
      return { kind: "parameter", name: text.slice(1) };
    });
}

/** Literal segments first, then parameters, then `:name*`. */
function compare(a: readonly Part[], b: readonly Part[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (!left || !right) return left ? 1 : -1;
    if (left.kind !== right.kind) return rank[left.kind] - rank[right.kind];
  }
  return 0;
}

function bind(parts: readonly Part[], segments: readonly string[]): Record<string, string> | undefined {
  const [part, ...others] = parts;
  if (!part) return segments.length === 0 ? {} : undefined;
  if (part.kind === "rest") {
    for (let length = segments.length; length >= 0; length--) {
      const params = bind(others, segments.slice(length));
      if (params) return { [part.name]: segments.slice(0, length).join("/"), ...params };
    }
    return undefined;
  }
  const segment = segments[0];
  if (segment === undefined) return undefined;
  if (part.kind === "literal" && part.text !== segment.toLowerCase()) return undefined;
  const params = bind(others, segments.slice(1));
  return params && part.kind === "parameter" ? { [part.name]: segment, ...params } : params;
}
