import { createHash } from "node:crypto";
import type { Environment, SandboxRequest } from "../operation";
import type { ArmResource } from "../state/entities";
import type { SandboxState } from "../state/state";
import { requireLinked } from "./access";
import { type JsonObject, locationOf, objectBody, optionalObject, tagsOf } from "./body";
import { armError, locationRequired, parentResourceNotFound } from "./errors";
import { locationNames } from "./locations";
import { requirementOf } from "./requirement";
import { requireWritableResourceGroup } from "./resourceGroups";
import { parentIdOf, resourceGroupOf } from "./resourceId";
import { profileOf } from "./resourceProfile";
import { systemDataFor } from "./systemData";
import type { Target } from "./target";

/** Members of a resource that a client cannot set. */
const ownMembers = ["id", "name", "type", "systemData"];

/** Creates a resource or replaces what a client may set of it. */
export function putResource(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
  target: Target,
): ArmResource {
  if (resourceGroupOf(target.id) !== undefined) requireWritableResourceGroup(state, target.id);
  const body = objectBody(request.body);
  const existing = state.armResources.get(target.id);
  requireParent(state, target);
  const location = requireLocation(body, target, existing);
  profileOf(target.type)?.validate(lastOf(target.name), body);
  requireAssignableIdentities(state, request, body);
  return write(state, request, environment, existing, {
    ...withoutOwnMembers(body),
    id: target.id,
    name: existing?.name ?? target.name,
    type: target.type,
    location,
    tags: tagsOf(body) ?? {},
    properties: optionalObject(body.properties, "properties") ?? {},
  });
}

/** Changes what the body has: `tags` as a whole, `properties` one by one. */
export function patchResource(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
  existing: ArmResource,
): ArmResource {
  if (resourceGroupOf(existing.id) !== undefined) requireWritableResourceGroup(state, existing.id);
  const body = objectBody(request.body);
  requireAssignableIdentities(state, request, body);
  return write(state, request, environment, existing, {
    ...existing,
    ...withoutOwnMembers(body),
    location: existing.location,
    tags: tagsOf(body) ?? existing.tags,
    properties: { ...existing.properties, ...optionalObject(body.properties, "properties") },
  });
}

function write(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
  previous: ArmResource | undefined,
  wanted: ArmResource,
): ArmResource {
  const profile = profileOf(wanted.type);
  if (previous && profile) profile.validate(lastOf(wanted.name), wanted);
  const properties = profile
    ? profile.properties(wanted, previous, environment.clock.now())
    : { provisioningState: "Succeeded", ...wanted.properties };
  return state.armResources.insert({
    ...wanted,
    ...identityOf(state, wanted),
    properties,
    systemData: systemDataFor(state, request.caller, environment, previous?.systemData),
  });
}

function withoutOwnMembers(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ownMembers.includes(name)));
}

function requireParent(state: SandboxState, { id, type }: Target): void {
  const parentId = parentIdOf(id);
  if (parentId === undefined || state.armResources.get(parentId)) return;
  throw parentResourceNotFound(type.slice(type.indexOf("/") + 1), parentId);
}

/** Types with regions need a location that they are offered in, and keep the one that they were created in. */
function requireLocation(body: JsonObject, target: Target, existing: ArmResource | undefined): string | null {
  const location = locationOf(body);
  if (!target.known?.isRegional) return location ?? existing?.location ?? null;
  if (location === undefined) throw locationRequired();
  if (!locationNames.includes(location)) {
    throw armError(
      400,
      "LocationNotAvailableForResourceType",
      `The provided location '${body.location}' is not available for resource type '${target.type}'. ` +
        `List of available regions for the resource type is '${locationNames.join(",")}'.`,
    );
  }
  if (existing && existing.location !== location) {
    throw armError(
      409,
      "InvalidResourceLocation",
      `The resource '${existing.name}' already exists in location '${existing.location}' in resource group ` +
        `'${resourceGroupOf(existing.id)}'. A resource with the same name cannot be created in location '${location}'. ` +
        "Please select a new resource name.",
    );
  }
  return location;
}

/** To give a resource a user-assigned identity, one needs `assign/action` on that identity. */
function requireAssignableIdentities(state: SandboxState, request: SandboxRequest, body: JsonObject): void {
  const identities = optionalObject(optionalObject(body.identity, "identity")?.userAssignedIdentities, "identity");
  for (const id of Object.keys(identities ?? {})) {
    const missing = { action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", scope: id };
    requireLinked(state, request.caller, requirementOf(request.method, request.path), missing);
  }
}

/** A system-assigned identity gets a principal, the same for the same resource. */
function identityOf(state: SandboxState, resource: ArmResource): JsonObject {
  const identity = optionalObject(resource.identity, "identity");
  if (!identity || !/SystemAssigned/i.test(String(identity.type))) return {};
  const hex = createHash("sha256").update(`principal of ${resource.id.toLowerCase()}`).digest("hex");
  const principalId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return { identity: { ...identity, principalId: principalId.join("-"), tenantId: state.tenantId } };
}

function lastOf(name: string): string {
  return name.split("/").at(-1) ?? name;
}
