/** Endpoints of a cloud; base URLs without trailing slash. */
export interface Cloud {
  /** Name as Azure Resource Manager's metadata gives it: `AzureCloud`, `AzureUSGovernment`, … */
  readonly name: string;
  readonly loginEndpoint: string;
  readonly resourceManager: string;
  /** Resource identifier to ask tokens for Azure Resource Manager with. */
  readonly armAudience: string;
  readonly microsoftGraph: string;
  /** Base URL of WindowsDefenderATP; absent where the cloud does not offer it. */
  readonly defenderForEndpoint?: string;
  /** Base URL of Microsoft Threat Protection; absent where the cloud does not offer it. */
  readonly threatProtection?: string;
}

/** Thrown with a message for the user: an unknown cloud, an unreachable or malformed metadata document, an API that a cloud lacks. */
export class CloudError extends Error {}

/**
 * The clouds that Microsoft documents. Sources: learn.microsoft.com/graph/deployments (sign-in and Graph), go-azure-sdk
 * `sdk/environments` (Azure Resource Manager), learn.microsoft.com/defender-endpoint/gov#api (Defender; GCC High and DoD share one).
 * Defender's APIs are not offered in China. GCC is the public cloud except for Defender, see `gccDefender`.
 */
export const clouds = {
  public: {
    name: "AzureCloud",
    loginEndpoint: "https://login.microsoftonline.com",
    resourceManager: "https://management.azure.com",
    armAudience: "https://management.azure.com",
    microsoftGraph: "https://graph.microsoft.com",
    defenderForEndpoint: "https://api.securitycenter.microsoft.com",
    threatProtection: "https://api.security.microsoft.com",
  },
  usgovernment: {
    name: "AzureUSGovernment",
    loginEndpoint: "https://login.microsoftonline.us",
    resourceManager: "https://management.usgovcloudapi.net",
    armAudience: "https://management.usgovcloudapi.net",
    microsoftGraph: "https://graph.microsoft.us",
    defenderForEndpoint: "https://api-gov.securitycenter.microsoft.us",
    threatProtection: "https://api-gov.security.microsoft.us",
  },
  usgovernmentl5: {
    name: "AzureUSGovernment",
    loginEndpoint: "https://login.microsoftonline.us",
    resourceManager: "https://management.usgovcloudapi.net",
    armAudience: "https://management.usgovcloudapi.net",
    microsoftGraph: "https://dod-graph.microsoft.us",
    defenderForEndpoint: "https://api-gov.securitycenter.microsoft.us",
    threatProtection: "https://api-gov.security.microsoft.us",
  },
  china: {
    name: "AzureChinaCloud",
    loginEndpoint: "https://login.chinacloudapi.cn",
    resourceManager: "https://management.chinacloudapi.cn",
    armAudience: "https://management.chinacloudapi.cn",
    microsoftGraph: "https://microsoftgraph.chinacloudapi.cn",
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof clouds;

/** Defender's base URLs for a US government tenant of the GCC kind, which is otherwise in the public cloud. */
export const gccDefender = {
  defenderForEndpoint: "https://api-gcc.securitycenter.microsoft.us",
  threatProtection: "https://api-gcc.security.microsoft.us",
} as const;
