import { ServiceError } from "../errors";

/**
 * The segments of a URL path, decoded; slashes that repeat or end the path do not count.
 * With `odataKeys`, a key in parentheses becomes a segment of its own: `users('a')` is `users`, `a`;
 * `users(appId='a')` is `users`, `appId='a'`; `delta()` is `delta`. ARM names may hold parentheses, so it is not for ARM.
 */
export function pathSegments(path: string, odataKeys: boolean): string[] {
  const segments = splitPath(path, odataKeys).map(decode);
  return odataKeys ? segments.flatMap(splitKey) : segments;
}

function splitPath(path: string, odataKeys: boolean): string[] {
  const segments: string[] = [];
  let current = "";
  let depth = 0;
  let quoted = false;
  for (const character of path) {
    if (character === "/" && !(quoted && depth > 0)) {
      segments.push(current);
      current = "";
      depth = 0;
      quoted = false;
      continue;
    }
    if (odataKeys) {
      if (character === "'" && depth > 0) quoted = !quoted;
      else if (character === "(" && !quoted) depth++;
      else if (character === ")" && !quoted) depth--;
    }
    current += character;
  }
  segments.push(current);
  return segments.filter((segment) => segment !== "");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ServiceError(400, "BadRequest", `The path segment '${segment}' is not correctly percent-encoded.`);
  }
}

function splitKey(segment: string): string[] {
  const match = /^([^()]+)\((.*)\)$/s.exec(segment);
  if (!match) return [segment];
  const [, name = "", key = ""] = match;
  if (key === "") return [name];
  const quoted = /^'((?:[^']|'')*)'$/s.exec(key);
  return [name, quoted ? (quoted[1] ?? "").replaceAll("''", "'") : key];
}
