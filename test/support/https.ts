import { readFileSync } from "node:fs";
import { request } from "node:https";

export interface HttpsAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** Sends JSON, or a form, over TLS, trusting one certificate authority more: Node reads NODE_EXTRA_CA_CERTS at its start only. */
export function trusting(caFile: string) {
  const ca = readFileSync(caFile);
  return (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<HttpsAnswer> =>
    new Promise((resolve, reject) => {
      const form = body instanceof URLSearchParams;
      const text = body === undefined ? undefined : form ? body.toString() : JSON.stringify(body);
      const type = form ? "application/x-www-form-urlencoded" : "application/json";
      const sent = request(
        url,
        { method, ca, headers: { ...(text ? { "content-type": type } : {}), ...headers } },
        (answer) => {
          let received = "";
          answer.setEncoding("utf8").on("data", (part: string) => {
            received += part;
          });
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parse(received) }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(text);
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
