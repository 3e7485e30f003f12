import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { armError } from "../errors";
import { locations } from "../locations";
import { armOperation } from "../operation";
import { page } from "../paging";
import { findProvider, type ResourceProvider, requireProvider, resourceProviders } from "../providers";
import { changeRegistration, registrationState } from "../registration";

/** Resource providers and their registration, which takes as long as the sandbox is told (fault `registrationDelay`). */
export const providerOperations = [
  armOperation("GET", "/providers", listForTenant, "token"),
  armOperation("GET", "/providers/:namespace", (_, { params }) => readForTenant(params.namespace ?? ""), "token"),
  armOperation("GET", "/subscriptions/:subscriptionId/providers", list),
  armOperation("GET", "/subscriptions/:subscriptionId/providers/:namespace", read),
  armOperation("POST", "/subscriptions/:subscriptionId/providers/:namespace/register", register),
  armOperation("POST", "/subscriptions/:subscriptionId/providers/:namespace/unregister", unregister),
];

function listForTenant(_: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  return { status: 200, body: page(resourceProviders.map(describe), request, environment) };
}

function readForTenant(namespace: string): Reply {
  return { status: 200, body: describe(requireProvider(namespace)) };
}

function list(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const subscriptionId = request.params.subscriptionId ?? "";
  const rendered = resourceProviders.map((provider) =>
    render(subscriptionId, provider, registrationState(state, subscriptionId, provider)),
  );
  return { status: 200, body: page(rendered, request, environment) };
}

function read(state: SandboxState, { params }: SandboxRequest): Reply {
  const provider = requireProvider(params.namespace ?? "");
  const subscriptionId = params.subscriptionId ?? "";
  return {
    status: 200,
    body: render(subscriptionId, provider, registrationState(state, subscriptionId, provider)),
  };
}

function register(state: SandboxState, { params }: SandboxRequest, environment: Environment): Reply {
  const provider = requireProvider(params.namespace ?? "");
  const subscriptionId = params.subscriptionId ?? "";
  const current = changeRegistration(state, environment, subscriptionId, provider, "register");
  return { status: 200, body: render(subscriptionId, provider, current) };
}

function unregister(state: SandboxState, { params }: SandboxRequest, environment: Environment): Reply {
  const provider = requireProvider(params.namespace ?? "");
  const subscriptionId = params.subscriptionId ?? "";
  requireUnused(state, provider);
  const current = changeRegistration(state, environment, subscriptionId, provider, "unregister");
  return { status: 200, body: render(subscriptionId, provider, current) };
}

/** Azure refuses to unregister a namespace with resources in the subscription; its exact words are not public [M]. */
function requireUnused(state: SandboxState, provider: ResourceProvider): void {
  const used = state.armResources.filter((resource) => findProvider(resource.type.split("/")[0] ?? "") === provider);
  if (used.length === 0) return;
  throw armError(
    409,
    "ResourceProviderInUse",
    `The subscription cannot be unregistered from namespace '${provider.namespace}' because it has resources of that ` +
      `namespace: '${used.map((resource) => resource.id).join("', '")}'.`,
  );
}

function render(subscriptionId: string, provider: ResourceProvider, registrationState: string) {
  return {
    id: `/subscriptions/${subscriptionId}/providers/${provider.namespace}`,
    ...describe(provider),
    registrationState,
    registrationPolicy: provider.registrationPolicy,
  };
}

function describe({ namespace, resourceTypes }: ResourceProvider) {
  return {
    namespace,
    resourceTypes: resourceTypes.map(({ resourceType, apiVersions, isRegional }) => ({
      resourceType,
      locations: isRegional ? locations.map((location) => location.displayName) : [],
      apiVersions,
      capabilities: isRegional ? "CrossResourceGroupResourceMove, SupportsTags, SupportsLocation" : "None",
    })),
  };
}
