/** Which cloud a configuration means: by environment name, or by the metadata document of Azure Resource Manager. */
import { type Cloud, CloudError, type CloudName, clouds } from "./cloudTable";
import { didYouMean } from "./suggest";

/**
 * Names of environments: those of the azuread provider (`public`, `global`, `usgovernment`, `usgovernmentl4`, `usgovernmentl5`, `dod`,
 * `china`), those of azure-native (`public`, `usgovernment`, `china`) and those of Azure's own tools (`AzureCloud`, …).
 */
const environments: Readonly<Record<string, CloudName>> = {
  public: "public",
  global: "public",
  azurecloud: "public",
  azurepubliccloud: "public",
  usgovernment: "usgovernment",
  usgovernmentl4: "usgovernment",
  azureusgovernment: "usgovernment",
  azureusgovernmentcloud: "usgovernment",
  usgovernmentl5: "usgovernmentl5",
  dod: "usgovernmentl5",
  china: "china",
  azurechina: "china",
  azurechinacloud: "china",
};

/** The cloud of an environment name in any letter case; throws a `CloudError` for an unknown one. */
export function cloudByEnvironment(environment: string): Cloud {
  const name = environments[environment.trim().toLowerCase()];
  if (name !== undefined) return clouds[name];
  const names = ["public", "usgovernment", "usgovernmentl4", "usgovernmentl5", "dod", "china"];
  throw new CloudError(
    `Unknown Azure environment "${environment}".${didYouMean(environment, Object.keys(environments))} Known are ${names.join(", ")}.`,
  );
}

/** URL of the metadata document of a host; a value with a scheme is taken as it is. */
export function metadataUrl(metadataHost: string): string {
  const origin = (metadataHost.includes("://") ? metadataHost : `https://${metadataHost}`).replace(/\/+$/, "");
  return `${origin}/metadata/endpoints?api-version=2022-09-01`;
}

interface MetadataDocument {
  name?: unknown;
  resourceManager?: unknown;
  microsoftGraphResourceId?: unknown;
  defenderForEndpointResourceId?: unknown;
  microsoftThreatProtectionResourceId?: unknown;
  authentication?: { loginEndpoint?: unknown; audiences?: unknown };
}

/**
 * Reads the document that `GET /metadata/endpoints` answers: one object for api-version 2022-09-01, a list of them for older versions. Two
 * members that Microsoft's own document lacks are read when present, `defenderForEndpointResourceId` and
 * `microsoftThreatProtectionResourceId` (base URLs); without them a known cloud has the documented ones.
 *
 * @param fallbackName name of the cloud where the document gives none
 * @throws CloudError with all that is missing or malformed
 */
export function cloudFromMetadata(document: unknown, fallbackName: string): Cloud {
  const entries = (Array.isArray(document) ? document : [document]) as (MetadataDocument | null | undefined)[];
  const entry = entries.find((one) => one?.name === fallbackName) ?? entries[0];
  if (typeof entry !== "object" || entry === null) {
    throw new CloudError(`The cloud metadata is not an object but ${JSON.stringify(document) ?? String(document)}.`);
  }
  const problems: string[] = [];
  const required = (path: string, value: unknown) => {
    const url = asUrl(value);
    if (url === undefined) problems.push(`${path} is ${JSON.stringify(value) ?? "missing"}, expected a URL`);
    return url ?? "";
  };
  const loginEndpoint = required("authentication.loginEndpoint", entry.authentication?.loginEndpoint);
  const resourceManager = required("resourceManager", entry.resourceManager);
  const microsoftGraph = required("microsoftGraphResourceId", entry.microsoftGraphResourceId);
  const audiences = Array.isArray(entry.authentication?.audiences) ? entry.authentication.audiences.map(asUrl) : [];
  const firstAudience = audiences[0];
  if (firstAudience === undefined) problems.push("authentication.audiences has no URL");
  if (problems.length > 0) throw new CloudError(`The cloud metadata is incomplete: ${problems.join("; ")}.`);

  const known = Object.values(clouds).find((cloud) => cloud.microsoftGraph === microsoftGraph) as Cloud | undefined;
  return {
    name: typeof entry.name === "string" && entry.name !== "" ? entry.name : fallbackName,
    loginEndpoint,
    resourceManager,
    // The public cloud lists the classic identifier first; the vendors' instructions use Resource Manager's own.
    armAudience: audiences.includes(resourceManager) ? resourceManager : (firstAudience as string),
    microsoftGraph,
    ...optional("defenderForEndpoint", asUrl(entry.defenderForEndpointResourceId) ?? known?.defenderForEndpoint),
    ...optional("threatProtection", asUrl(entry.microsoftThreatProtectionResourceId) ?? known?.threatProtection),
  };
}

/** What chooses a cloud; the same two values as the azuread provider's `metadataHost` and `environment`. */
export interface CloudChoice {
  /** Host (with port) of Azure Resource Manager's metadata, or a URL. Wins over `environment`. */
  readonly metadataHost?: string;
  /** @default "public" */
  readonly environment?: string;
}

/**
 * The cloud that a configuration means.
 *
 * @param fetchDocument replaced in tests
 * @throws CloudError for an unknown environment, an unreachable host (after 30 s) or a document that cannot be used
 */
export async function resolveCloud(choice: CloudChoice = {}, fetchDocument: typeof fetch = fetch): Promise<Cloud> {
  const environment = choice.environment?.trim() || "public";
  if (!choice.metadataHost?.trim()) return cloudByEnvironment(environment);
  const url = metadataUrl(choice.metadataHost.trim());
  const document = await fetchMetadata(url, fetchDocument);
  try {
    return cloudFromMetadata(document, cloudByEnvironment(environment).name);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new CloudError(`${error.message} It came from ${url}.`);
  }
}

async function fetchMetadata(url: string, fetchDocument: typeof fetch): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetchDocument(url, {
      signal: AbortSignal.timeout(30_000),
      headers: { accept: "application/json" },
    });
    text = await response.text();
  } catch (error) {
    throw new CloudError(`Failed to read the cloud metadata at ${url}: ${reason(error)}`);
  }
  if (!response.ok) {
    throw new CloudError(
      `Failed to read the cloud metadata at ${url}: it answered ${response.status}. Is metadataHost right?`,
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new CloudError(
      `The cloud metadata at ${url} is not JSON. Is metadataHost the host of Azure Resource Manager?`,
    );
  }
}

function reason(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: { code?: string; message?: string } };
  const code = cause?.code ?? "";
  if (name === "TimeoutError") return "no answer within 30 s.";
  if (/CERT|SIGNATURE|SELF_SIGNED/.test(code)) {
    return `its certificate is not trusted (${code}). Name the certificate authority's file in NODE_EXTRA_CA_CERTS.`;
  }
  if (code === "ECONNREFUSED") return "nothing listens there (ECONNREFUSED). Is the service running?";
  if (code === "ENOTFOUND") return "the host has no address (ENOTFOUND). Please check metadataHost.";
  return `${code || cause?.message || message}. Please check metadataHost and the network.`;
}

function asUrl(value: unknown): string | undefined {
  return typeof value === "string" && /^https?:\/\/./.test(value) ? value.replace(/\/+$/, "") : undefined;
}

const optional = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, string>);
