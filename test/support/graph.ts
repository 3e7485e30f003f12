import type { IdentityName, Sandbox } from "../../sandbox";
import { trusting } from "./https";

/** Calls Microsoft Graph of a sandbox as one of its identities, as a portal or a script would. */
export async function graphAs(sandbox: Sandbox, identity: IdentityName = "deployer") {
  const { clientId, clientSecret } = sandbox.identities[identity];
  const send = trusting(sandbox.caFile);
  const token = await tokenOf(sandbox, clientId, clientSecret);
  return async <T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await send(method, `${sandbox.endpoints.graph}/v1.0${path}`, body, {
      authorization: `Bearer ${token}`,
    });
    if (answer.status >= 400)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
}

/** A token by client credentials. */
export async function tokenOf(
  sandbox: Sandbox,
  clientId: string,
  clientSecret: string,
  scope = `${sandbox.endpoints.graph}/.default`,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const answer = await trusting(sandbox.caFile)(
    "POST",
    `${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`,
    form,
  );
  const { access_token: token } = answer.body as { access_token?: string };
  if (!token) throw new Error(`No token: ${JSON.stringify(answer.body)}`);
  return token;
}
