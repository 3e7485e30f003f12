import type { TokenCredential } from "@azure/core-auth";
import { type RestClient, restClient } from "../../components/restClient";
import type { Sandbox } from "../../sandbox";
import { trustingFetch } from "./trustingFetch";

/** Who signs in by client credentials. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Signs in at the sandbox over TLS, anew for each token: consents count from the next one. */
export function sandboxCredential(sandbox: Sandbox, client: Client): TokenCredential {
  const send = trustingFetch(sandbox.caFile);
  return {
    async getToken(scope) {
      const answer = await send(`${sandbox.origin}/${sandbox.tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: client.clientId,
          client_secret: client.clientSecret,
          scope: String(scope),
        }).toString(),
      });
      const body = (await answer.json()) as { access_token?: string; error_description?: string };
      if (!body.access_token) throw new Error(body.error_description);
      return { token: body.access_token, expiresOnTimestamp: Date.now() + 60_000 };
    },
  };
}

/** Microsoft Graph of the sandbox as somebody. */
export function sandboxGraph(sandbox: Sandbox, client: Client): RestClient {
  return restClient({
    baseUrl: `${sandbox.endpoints.graph}/v1.0`,
    scope: `${sandbox.endpoints.graph}/.default`,
    credential: sandboxCredential(sandbox, client),
    fetch: trustingFetch(sandbox.caFile),
  });
}
