import type { TokenCredential } from "@azure/core-auth";
import type { Cloud } from "../../catalogue/clouds";
import { tenantSources } from "../../cli/tenant/sources";
import type { Sandbox } from "../../sandbox";
import type { TenantSources } from "../../tenant/sources";
import { type Client, sandboxCredential } from "../support/sandboxGraph";
import { trustingFetch } from "../support/trustingFetch";

/** The sandbox as a cloud. */
export function sandboxCloud(sandbox: Sandbox): Cloud {
  return {
    microsoftGraph: sandbox.endpoints.graph,
    resourceManager: sandbox.endpoints.arm,
    loginEndpoint: sandbox.origin,
    armAudience: sandbox.endpoints.arm,
  } as Cloud;
}

/** What a tenant is read with, over real HTTP, as somebody. */
export function sandboxSources(sandbox: Sandbox, client: Client = sandbox.identities.reader): TenantSources {
  const given = sandboxCredential(sandbox, client);
  const tokens = new Map<string, ReturnType<TokenCredential["getToken"]>>();
  const credential: TokenCredential = {
    getToken(scope) {
      const known = tokens.get(String(scope)) ?? given.getToken(scope);
      tokens.set(String(scope), known);
      return known;
    },
  };
  return tenantSources(sandboxCloud(sandbox), credential, sandbox.tenantId, trustingFetch(sandbox.caFile));
}
