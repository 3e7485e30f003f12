import { readFileSync } from "node:fs";
import { request } from "node:https";

/** `fetch` that trusts one certificate authority: Node reads NODE_EXTRA_CA_CERTS at its start only. */
export function trustingFetch(caFile: string): typeof fetch {
  const ca = readFileSync(caFile);
  return (url, { method = "GET", headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(String(url), { method, ca, agent: false, headers: headers as Record<string, string> });
      sent.on("error", reject);
      sent.on("response", (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const received = new Headers();
          for (const [name, value] of Object.entries(answer.headers)) received.set(name, String(value));
          const bodiless = answer.statusCode === 204;
          resolve(
            new Response(bodiless ? null : Buffer.concat(parts), { status: answer.statusCode ?? 0, headers: received }),
          );
        });
      });
      sent.end(body ?? undefined);
    });
}
