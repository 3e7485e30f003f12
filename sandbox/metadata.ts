import type { Environment, Operation, Reply, SandboxRequest } from "./operation";

/** Not `AzureCloud`: the Azure CLI would replace that one's endpoints by Microsoft's. */
const cloudName = "EntraIntegrationsSandbox";

const objectVersions = ["2022-09-01", "2023-12-01", "2020-06-01"];
const arrayVersions = ["2019-05-01", "2018-05-01", "2015-01-01"];

/** The cloud metadata, where the Pulumi and Terraform providers, azure-native and the Azure CLI learn all other URLs. */
export const metadataOperations: readonly Operation[] = [
  {
    service: "signIn",
    method: "GET",
    path: "/metadata/endpoints",
    access: "public",
    run: (state, request, environment) => metadata(state.tenantId, request, environment),
  },
];

function metadata(tenantId: string, request: SandboxRequest, environment: Environment): Reply {
  const version = request.query.get("api-version");
  if (!version) {
    return refuse(
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (objectVersions.includes(version)) return { status: 200, body: cloud(tenantId, environment, environment.origin) };
  // Its reader, the Azure CLI, asks Microsoft about any other authority than one that ends in /adfs.
  if (arrayVersions.includes(version)) {
    return { status: 200, body: [cloud(tenantId, environment, `${environment.origin}/adfs`)] };
  }
  const supported = [...arrayVersions, ...objectVersions].sort().join(",");
  return refuse(
    "InvalidApiVersionParameter",
    `The api-version '${version}' is invalid. The supported versions are '${supported}'.`,
  );
}

function refuse(code: string, message: string): Reply {
  return { status: 400, body: { error: { code, message } } };
}

function cloud(tenantId: string, { baseUrls, origin }: Environment, loginEndpoint: string): Record<string, unknown> {
  return {
    portal: origin,
    authentication: {
      loginEndpoint,
      audiences: [baseUrls.arm, "https://management.core.windows.net/", "https://management.azure.com/"],
      tenant: loginEndpoint.endsWith("/adfs") ? "adfs" : "common",
      identityProvider: "AAD",
    },
    name: cloudName,
    suffixes: {
      acrLoginServer: "azurecr.invalid",
      keyVaultDns: "vault.invalid",
      mysqlServer: "mysql.invalid",
      postgresqlServer: "postgres.invalid",
      sqlServerHostname: "database.invalid",
      storage: "storage.invalid",
    },
    batch: `${origin}/batch`,
    resourceManager: `${baseUrls.arm}/`,
    graph: `${baseUrls.graph}/`,
    graphAudience: `${baseUrls.graph}/`,
    microsoftGraphResourceId: `${baseUrls.graph}/`,
    gallery: origin,
    // Not in Microsoft's document: the catalogue's cloud resolver reads them when they are there.
    defenderForEndpointResourceId: baseUrls.defender,
    microsoftThreatProtectionResourceId: baseUrls.threatProtection,
    sandboxTenantId: tenantId,
  };
}
