import { invalidRequestContent } from "./errors";
import { normalizeLocation } from "./locations";

export type JsonObject = Readonly<Record<string, unknown>>;

/** The body as an object; a missing one is empty. Raises InvalidRequestContent for anything else. */
export function objectBody(body: unknown): JsonObject {
  if (body === undefined || body === null || body === "") return {};
  return requireObject(body, "body");
}

function requireObject(value: unknown, path: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalidRequestContent(`Error converting value to an object. Path '${path}'`);
}

export function optionalObject(value: unknown, path: string): JsonObject | undefined {
  return value === undefined || value === null ? undefined : requireObject(value, path);
}

/** `tags`: names to texts. Undefined where the body has none, which a PATCH leaves as they are. */
export function tagsOf(body: JsonObject): Readonly<Record<string, string>> | undefined {
  const tags = optionalObject(body.tags, "tags");
  for (const [name, value] of Object.entries(tags ?? {})) {
    if (typeof value !== "string") {
      throw invalidRequestContent(`Error converting value to type 'System.String'. Path 'tags.${name}'`);
    }
  }
  return tags as Readonly<Record<string, string>> | undefined;
}

/** `location`, without spaces and in lower case. */
export function locationOf(body: JsonObject): string | undefined {
  if (body.location === undefined || body.location === null || body.location === "") return undefined;
  if (typeof body.location !== "string") {
    throw invalidRequestContent("Error converting value to type 'System.String'. Path 'location'");
  }
  return normalizeLocation(body.location);
}
