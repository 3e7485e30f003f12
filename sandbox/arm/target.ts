import type { Environment, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";
import { apiVersionOf } from "./apiVersion";
import { invalidNamespace, invalidResourceType, noRegisteredProvider } from "./errors";
import { findResourceType, type ResourceProvider, requireProvider } from "./providers";
import { requireRegistered } from "./registration";
import { requireResourceGroup } from "./resourceGroups";
import { normalizeId, providerPartOf, resourceGroupOf, subscriptionOf } from "./resourceId";
import type { ResourceType } from "./resourceTypes";

/** The resource that a request is about, or the collection. */
export interface Target {
  /** As first created, where it exists. */
  readonly id: string;
  /** `Microsoft.Automation/automationAccounts`, in the catalogue's spelling where it is known. */
  readonly type: string;
  /** Names joined by `/`; empty for a top-level collection. */
  readonly name: string;
  readonly provider: ResourceProvider;
  /** Undefined for types that the catalogue does not list: they are kept as they come. */
  readonly known: ResourceType | undefined;
}

/**
 * Finds what the path names, with ARM's checks in its order: namespace, registration of the subscription, type and
 * api-version, resource group.
 */
export function locate(state: SandboxState, request: SandboxRequest, environment: Environment): Target {
  const part = providerPartOf(request.path);
  if (!part) throw invalidNamespace("");
  const provider = requireProvider(part.namespace);
  requireRegistered(state, subscriptionOf(request.path) ?? "", provider);
  const known = findResourceType(provider, part.types.join("/"));
  requireVersion(request, environment, provider, known, part.types);
  if (resourceGroupOf(request.path) !== undefined) requireResourceGroup(state, request.path);
  const existing = state.armResources.get(normalizeId(request.path));
  return {
    id: existing?.id ?? normalizeId(request.path),
    type: `${provider.namespace}/${known?.resourceType ?? part.types.join("/")}`,
    name: part.names.join("/"),
    provider,
    known,
  };
}

function requireVersion(
  request: SandboxRequest,
  environment: Environment,
  provider: ResourceProvider,
  known: ResourceType | undefined,
  types: readonly string[],
): void {
  const version = apiVersionOf(request, environment.clock);
  if (!provider.isComplete || known?.apiVersions.includes(version.toLowerCase())) return;
  if (!known) throw invalidResourceType(types.join("/"), provider.namespace, version);
  throw noRegisteredProvider(locationOfBody(request.body), version, known);
}

function locationOfBody(body: unknown): string {
  const location = (body as { location?: unknown } | undefined)?.location;
  return typeof location === "string" ? location : "";
}
