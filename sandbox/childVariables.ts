/** Settings that would make a client sign in otherwise, or in another cloud, if they were left as they are. */
const overridden = [
  "ARM_CLIENT_CERTIFICATE",
  "ARM_CLIENT_CERTIFICATE_PATH",
  "ARM_CLIENT_ID_FILE_PATH",
  "ARM_CLIENT_SECRET_FILE_PATH",
  "ARM_OIDC_TOKEN",
  "ARM_OIDC_TOKEN_FILE_PATH",
  "ARM_OIDC_REQUEST_TOKEN",
  "ARM_OIDC_REQUEST_URL",
  "ARM_ENVIRONMENT",
  "AZURE_ENVIRONMENT",
  "AZURE_CLIENT_CERTIFICATE_PATH",
  "AZURE_FEDERATED_TOKEN_FILE",
  "AZURE_USERNAME",
  "AZURE_PASSWORD",
];

/**
 * Variables that make clients in a child process use the sandbox: the Pulumi and Terraform providers (`ARM_*`),
 * @azure/identity (`AZURE_*`), the Azure CLI (`ARM_CLOUD_METADATA_URL`), and the trust settings of Node
 * (`NODE_EXTRA_CA_CERTS`), Go and OpenSSL (`SSL_CERT_FILE`), Python (`REQUESTS_CA_BUNDLE`) and curl.
 * To be laid over the present environment: what there would lead elsewhere is emptied.
 */
export function childVariables(options: {
  readonly origin: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly credential: { readonly clientId: string; readonly clientSecret: string };
  readonly caBundleFile: string;
}): Record<string, string> {
  const { origin, tenantId, subscriptionId, credential, caBundleFile } = options;
  const host = new URL(origin).host;
  const noProxy = withLoopback(process.env.NO_PROXY ?? process.env.no_proxy);
  return {
    ...Object.fromEntries(overridden.filter((name) => process.env[name]).map((name) => [name, ""])),
    SANDBOX_ORIGIN: origin,
    ARM_METADATA_HOSTNAME: host,
    ARM_METADATA_HOST: host,
    ARM_TENANT_ID: tenantId,
    ARM_SUBSCRIPTION_ID: subscriptionId,
    ARM_CLIENT_ID: credential.clientId,
    ARM_CLIENT_SECRET: credential.clientSecret,
    ARM_USE_CLI: "false",
    ARM_USE_MSI: "false",
    ARM_USE_OIDC: "false",
    ARM_DISABLE_INSTANCE_DISCOVERY: "true",
    ARM_CLOUD_METADATA_URL: `${origin}/metadata/endpoints?api-version=2019-05-01`,
    AZURE_TENANT_ID: tenantId,
    AZURE_SUBSCRIPTION_ID: subscriptionId,
    AZURE_CLIENT_ID: credential.clientId,
    AZURE_CLIENT_SECRET: credential.clientSecret,
    AZURE_AUTHORITY_HOST: origin,
    NODE_EXTRA_CA_CERTS: caBundleFile,
    SSL_CERT_FILE: caBundleFile,
    REQUESTS_CA_BUNDLE: caBundleFile,
    CURL_CA_BUNDLE: caBundleFile,
    // Python's requests and the Azure SDK for JavaScript send even loopback requests through a proxy.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}

function withLoopback(present: string | undefined): string {
  const hosts = (present ?? "").split(",").map((host) => host.trim());
  return [...new Set([...hosts, "localhost", "127.0.0.1", "::1"])].filter((host) => host !== "").join(",");
}
