import { decodeJwt } from "jose";
import { type ApiName, apiNames } from "../../catalogue/apis";
import { ServiceError } from "../errors";
import { type HttpsAnswer, httpsFetch } from "../http/httpsClient";
import type { Environment, Reply } from "../operation";

interface DefenderConfiguration {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiSurface: ApiName;
}

/**
 * What Security Incident Response does when its Microsoft Defender configuration is saved: it gets a token with client
 * credentials and reads incidents (alerts on WindowsDefenderATP). Over HTTPS, like the real instance.
 * A refusal is shown with the instance's own words (422), and the service's answer as `cause`.
 */
export async function validateDefender(
  body: unknown,
  environment: Environment,
  trust: { readonly caBundleFile: string },
): Promise<Reply> {
  const configuration = readConfiguration(body);
  const { base, list } = surface(configuration.apiSurface, environment);
  const tokenUrl = `${environment.origin}/${encodeURIComponent(configuration.tenantId)}/oauth2/v2.0/token`;
  let token: Record<string, unknown>;
  let answer: HttpsAnswer;
  try {
    const tokenAnswer = await httpsFetch(tokenUrl, {
      ...trust,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: configuration.clientId,
        client_secret: configuration.clientSecret,
        scope: `${base}/.default`,
      }).toString(),
    });
    token = json(tokenAnswer);
    if (tokenAnswer.status !== 200) return refusal(String(token.error_description ?? tokenAnswer.text), token);
    answer = await httpsFetch(list, { ...trust, headers: { authorization: `Bearer ${token.access_token}` } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refusal(`No answer from the service (${reason})`, { error: { message: reason } });
  }
  const result = json(answer);
  if (answer.status === 200) {
    return { status: 200, body: { status: "ok", incidents: Array.isArray(result.value) ? result.value.length : 0 } };
  }
  const withoutRoles = decodeJwt(String(token.access_token)).roles === undefined;
  if (answer.status === 403 && (withoutRoles || /missing application roles/i.test(answer.text))) {
    return refusal("Missing required roles", result);
  }
  const message = (result.error as { message?: unknown } | undefined)?.message;
  return refusal(String(message ?? `HTTP ${answer.status}`), result);
}

function surface(api: ApiName, { baseUrls }: Environment): { base: string; list: string } {
  switch (api) {
    case "microsoftGraph":
      return { base: baseUrls.graph, list: `${baseUrls.graph}/v1.0/security/incidents` };
    case "windowsDefenderAtp":
      return { base: baseUrls.defender, list: `${baseUrls.defender}/api/alerts` };
    case "microsoftThreatProtection":
      return { base: baseUrls.threatProtection, list: `${baseUrls.threatProtection}/api/incidents` };
  }
}

/** The text of the product (KB2965877), word for word. */
function refusal(reason: string, cause: Record<string, unknown>): Reply {
  const message = `One or more configuration parameters are incorrect and integration failed to initiate. Please make changes and submit again. Error is: ${reason}`;
  return { status: 422, body: { status: "failure", error: { message, detail: reason }, cause } };
}

function readConfiguration(body: unknown): DefenderConfiguration {
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const required = ["tenantId", "clientId", "clientSecret"] as const;
  const problems: string[] = required
    .filter((name) => typeof fields[name] !== "string" || fields[name] === "")
    .map((name) => `'${name}' is missing`);
  const apiSurface = fields.apiSurface ?? "microsoftGraph";
  if (!apiNames.some((name) => name === apiSurface)) {
    problems.push(`'apiSurface' is ${JSON.stringify(apiSurface)}; it must be one of ${apiNames.join(", ")}`);
  }
  if (problems.length > 0) throw new ServiceError(400, "InvalidConfiguration", `${problems.join("; ")}.`);
  return { ...(fields as unknown as DefenderConfiguration), apiSurface: apiSurface as ApiName };
}

function json(answer: HttpsAnswer): Record<string, unknown> {
  try {
    return JSON.parse(answer.text) as Record<string, unknown>;
  } catch {
    return { error: { message: answer.text } };
  }
}
