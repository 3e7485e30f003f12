import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../catalogue/clouds";
import type { IntegrationRecord } from "../../integrations/record";
import { UserError } from "../userError";

interface DeviceCode {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly expires_in: number;
  readonly interval?: number;
}

interface TokenAnswer {
  readonly access_token?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/**
 * A delegated token of the integration's application, for whoever signs in on another screen (OAuth 2.0 device
 * authorization grant). The application is confidential, so its own secret goes with it.
 * Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
export async function signInByDeviceCode(
  record: IntegrationRecord,
  cloud: Cloud,
  say: (line: string) => void,
): Promise<string> {
  const base = `${cloud.loginEndpoint}/${record.tenantId}/oauth2/v2.0`;
  const code = await post<DeviceCode & TokenAnswer>(`${base}/devicecode`, {
    client_id: record.clientId,
    scope: record.scope,
  });
  if (!code.device_code) throw refused(code);
  say(`${record.name}: open ${code.verification_uri} and enter ${code.user_code}, as the service account.`);

  const deadline = Date.now() + code.expires_in * 1000;
  let pause = code.interval ?? 5;
  while (Date.now() < deadline) {
    await sleep(pause * 1000);
    const answer = await post<TokenAnswer>(`${base}/token`, {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      client_id: record.clientId,
      device_code: code.device_code,
      ...(record.credential.type === "clientSecret" ? { client_secret: record.credential.value } : {}),
    });
    if (answer.access_token) return answer.access_token;
    if (answer.error === "slow_down") pause += 5;
    else if (answer.error !== "authorization_pending") throw refused(answer);
  }
  throw new UserError(
    "Nobody signed in before the code ended.",
    "Run it again and enter the code within some minutes.",
  );
}

async function post<T>(url: string, fields: Record<string, string>): Promise<T> {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(30_000),
  });
  return (await answer.json()) as T;
}

function refused({ error_description: description, error }: TokenAnswer): UserError {
  return new UserError(`The sign-in was refused: ${description?.split("\r\n")[0] ?? error ?? "no reason given"}`);
}
