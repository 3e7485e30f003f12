import type { Service } from "../operation";
import { malformedBody } from "./refusals";

/**
 * The value of a request body: parsed JSON, the fields of a form (the last of a repeated field counts), or `undefined`
 * where it is empty, even if a content type was sent.
 * @throws ServiceError 400 where it is neither.
 */
export function parseBody(raw: Buffer | undefined, contentType: string | undefined, service: Service): unknown {
  const text = raw?.toString("utf8").replace(/^\uFEFF/, "") ?? "";
  if (text.trim() === "") return undefined;
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const form = type === "application/x-www-form-urlencoded";
  // Sign-in reads forms and nothing else: JSON there is as good as no body.
  if (service === "signIn") return form || type === "" ? Object.fromEntries(new URLSearchParams(text)) : undefined;
  if (service === "control" && form) return Object.fromEntries(new URLSearchParams(text));
  if (type !== "" && !/^(application|text)\/([\w.-]+\+)?json$/.test(type)) {
    throw malformedBody(service, `The content media type '${type}' is not supported. Only 'application/json' is.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformedBody(service, error instanceof Error ? error.message : String(error));
  }
}
