import type { Operation, Reply, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";
import { publicJwk, type SigningKey } from "./signingKey";
import { checkTenant, isSharedTenant } from "./tenant";

/** The documents from which clients learn where to sign in and how to check tokens. All are public. */
export function discoveryOperations(key: SigningKey): readonly Operation[] {
  const keys: Operation["run"] = (state, request, { origin }) => {
    const { tenant } = request.params;
    if (tenant) checkTenant(state, tenant);
    return { status: 200, body: { keys: [publicJwk(key, `${origin}/${state.tenantId}/v2.0`)] } };
  };
  const operation = (path: string, run: Operation["run"]): Operation => ({
    service: "signIn",
    method: "GET",
    path,
    access: "public",
    run,
  });
  return [
    operation("/:tenant/v2.0/.well-known/openid-configuration", (state, request, { origin }) =>
      configuration(state, request, origin, "v2"),
    ),
    operation("/:tenant/.well-known/openid-configuration", (state, request, { origin }) =>
      configuration(state, request, origin, "v1"),
    ),
    operation("/:tenant/discovery/v2.0/keys", keys),
    operation("/:tenant/discovery/keys", keys),
    operation("/common/discovery/instance", (_state, request, { origin }) => instance(request, origin)),
    operation("/common/userrealm/:user", (state, request) => realm(state, request)),
  ];
}

function configuration(state: SandboxState, request: SandboxRequest, origin: string, version: "v1" | "v2"): Reply {
  const tenant = request.params.tenant ?? "";
  checkTenant(state, tenant);
  // The document of a shared name has a placeholder, which clients replace by the tenant of the token.
  const issuerTenant = isSharedTenant(tenant) && tenant.toLowerCase() !== "adfs" ? "{tenantid}" : state.tenantId;
  // Under `/adfs` the real endpoints are given: old versions of the Azure CLI know no other way to skip a call to Microsoft.
  const base = `${origin}/${tenant.toLowerCase() === "adfs" ? state.tenantId : tenant}`;
  const path = version === "v2" || tenant.toLowerCase() === "adfs" ? "/oauth2/v2.0" : "/oauth2";
  return {
    status: 200,
    headers: { "access-control-allow-origin": "*" },
    body: {
      token_endpoint: `${base}${path}/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${base}/discovery${version === "v2" ? "/v2.0" : ""}/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      issuer: version === "v2" ? `${origin}/${issuerTenant}/v2.0` : `https://sts.windows.net/${issuerTenant}/`,
      request_uri_parameter_supported: false,
      authorization_endpoint: `${base}${path}/authorize`,
      device_authorization_endpoint: `${base}${path}/devicecode`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${base}${path}/logout`,
      claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver"],
      tenant_region_scope: isSharedTenant(tenant) ? null : "EU",
      cloud_instance_name: new URL(origin).host,
      msgraph_host: `${new URL(origin).host}/graph`,
    },
  };
}

/** Answers MSAL's question whether an authority is one of Microsoft's: this host vouches for itself. */
function instance(request: SandboxRequest, origin: string): Reply {
  const { host } = new URL(origin);
  const endpoint = request.query.get("authorization_endpoint") ?? `${origin}/common/oauth2/v2.0/authorize`;
  const tenant = URL.canParse(endpoint) ? (new URL(endpoint).pathname.split("/")[1] ?? "common") : "common";
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      "api-version": request.query.get("api-version") ?? "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

/** All users of the sandbox are managed by the tenant itself, none by a federated identity provider. */
function realm(state: SandboxState, request: SandboxRequest): Reply {
  const name = request.params.user ?? "";
  const domain = name.split("@")[1] ?? "";
  const verified = state.organization
    .list()
    .some(({ verifiedDomains }) => verifiedDomains.some((item) => item.name.toLowerCase() === domain.toLowerCase()));
  return {
    status: 200,
    body: {
      ver: "1.0",
      account_type: verified ? "Managed" : "Unknown",
      domain_name: domain,
      cloud_instance_name: "microsoftonline.com",
      cloud_audience_urn: "urn:federation:MicrosoftOnline",
    },
  };
}
