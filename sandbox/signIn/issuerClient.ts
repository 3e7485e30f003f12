import { type HttpsAnswer, httpsFetch } from "../http/httpsClient";
import { assertionRefusals } from "./assertionErrors";
import type { SignInCall } from "./context";

/**
 * Reads a JSON document of an identity provider over HTTPS, trusting the system's authorities and the sandbox's.
 * The sandbox's own documents are read without a connection.
 * @throws SignInError 50166
 */
export async function fetchIssuerJson(call: SignInCall, issuer: string, url: string): Promise<Record<string, unknown>> {
  const refuse = (detail: string) => assertionRefusals.issuerUnreachable(issuer, detail);
  const { origin } = call.environment;
  let value: unknown;
  if (url.startsWith(`${origin}/`)) {
    const reply = await call.environment.dispatch({ method: "GET", url: url.slice(origin.length), headers: {} });
    if (reply.status !== 200) throw refuse(`GET ${url} answered ${reply.status}.`);
    value = reply.body;
  } else {
    if (!/^https:\/\//i.test(url) || !URL.canParse(url)) throw refuse(`${url} is not an HTTPS URL.`);
    let answer: HttpsAnswer;
    try {
      answer = await httpsFetch(url, { caBundleFile: call.trust.caBundleFile });
    } catch (error) {
      throw refuse(`GET ${url} failed: ${error instanceof Error ? error.message : String(error)}.`);
    }
    if (answer.status !== 200) throw refuse(`GET ${url} answered ${answer.status}.`);
    try {
      value = JSON.parse(answer.text);
    } catch {
      throw refuse(`${url} is not a JSON document.`);
    }
  }
  if (typeof value !== "object" || value === null) throw refuse(`${url} is not a JSON object.`);
  return value as Record<string, unknown>;
}
