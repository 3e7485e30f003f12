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
  if (type === "application/x-www-form-urlencoded" && (service === "signIn" || service === "control")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  if (type !== "" && !/^(application|text)\/([\w.-]+\+)?json$/.test(type)) {
    if (service === "signIn") return undefined;
    throw malformedBody(service, `The content media type '${type}' is not supported. Only 'application/json' is.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformedBody(service, error instanceof Error ? error.message : String(error));
  }
}
