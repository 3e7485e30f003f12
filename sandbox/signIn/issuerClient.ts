import { readFileSync } from "node:fs";
import { get } from "node:https";
import { rootCertificates } from "node:tls";
import { assertionRefusals } from "./assertionErrors";
import type { SignInCall } from "./context";

const timeout = 10_000;
const largest = 1024 * 1024;

/**
 * Reads a JSON document of an identity provider over HTTPS, trusting the system's authorities and the sandbox's.
 * The sandbox's own documents are read without a connection.
 * @throws SignInError 50166
 */
export async function fetchIssuerJson(call: SignInCall, issuer: string, url: string): Promise<Record<string, unknown>> {
  const refuse = (detail: string) => assertionRefusals.issuerUnreachable(issuer, detail);
  let value: unknown;
  if (url.startsWith(`${call.environment.origin}/`)) {
    const { origin } = call.environment;
    const reply = await call.environment.dispatch({ method: "GET", url: url.slice(origin.length), headers: {} });
    if (reply.status !== 200) throw refuse(`GET ${url} answered ${reply.status}.`);
    value = reply.body;
  } else {
    if (!url.startsWith("https://")) throw refuse(`${url} is not an HTTPS URL.`);
    const ca = [...rootCertificates, readFileSync(call.trust.caBundleFile, "utf8")];
    const text = await read(url, ca).catch((error: Error) => {
      throw refuse(`GET ${url} failed: ${error.message}.`);
    });
    try {
      value = JSON.parse(text);
    } catch {
      throw refuse(`${url} is not a JSON document.`);
    }
  }
  if (typeof value !== "object" || value === null) throw refuse(`${url} is not a JSON object.`);
  return value as Record<string, unknown>;
}

function read(url: string, ca: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { ca, timeout, headers: { accept: "application/json" } }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > largest) request.destroy(new Error("the answer is larger than 1 MB"));
        chunks.push(chunk);
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString("utf8"));
        else reject(new Error(`it answered ${response.statusCode}`));
      });
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${timeout / 1000} seconds`)));
    request.on("error", reject);
  });
}
