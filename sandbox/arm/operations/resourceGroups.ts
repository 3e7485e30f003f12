import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { ArmResource } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { may } from "../access";
import { type JsonObject, locationOf, objectBody, tagsOf } from "../body";
import { deletionTimeOf, startDeletion } from "../deletion";
import { armError, locationRequired, resourceGroupBeingDeleted } from "../errors";
import { meetsField, meetsTags, parseFilter } from "../filter";
import { locationNames } from "../locations";
import { operationResultUrl } from "../longRunning";
import { armOperation } from "../operation";
import { page } from "../paging";
import {
  isResourceGroup,
  requireResourceGroup,
  requireValidName,
  requireWritableResourceGroup,
  resourceGroupType,
} from "../resourceGroups";
import { normalizeId, subscriptionOf } from "../resourceId";

const collection = "/subscriptions/:subscriptionId/resourceGroups";
const item = `${collection}/:resourceGroup`;

/** Resource groups. Deleting one takes a moment: 202, then its operation result is polled. */
export const resourceGroupOperations = [
  armOperation("GET", collection, list, "visible"),
  armOperation("GET", item, read),
  armOperation("HEAD", item, exists),
  armOperation("PUT", item, createOrUpdate),
  armOperation("PATCH", item, update),
  armOperation("DELETE", item, remove),
];

function list(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const filter = parseFilter(request.query.get("$filter"), ["tagname", "tagvalue", "name", "location"]);
  const groups = state.armResources.filter(
    (resource) =>
      isResourceGroup(resource) &&
      subscriptionOf(resource.id)?.toLowerCase() === request.params.subscriptionId?.toLowerCase() &&
      meetsField(filter, "name", resource.name) &&
      meetsField(filter, "location", resource.location ?? "") &&
      meetsTags(filter, resource.tags) &&
      may(state, request.caller, {
        action: "Microsoft.Resources/subscriptions/resourceGroups/read",
        scope: resource.id,
      }),
  );
  return { status: 200, body: page(groups.map(render), request, environment) };
}

function read(state: SandboxState, { path }: SandboxRequest): Reply {
  return { status: 200, body: render(requireResourceGroup(state, path)) };
}

/** 204 where there is such a group; 404 without a body where there is not. */
function exists(state: SandboxState, { path }: SandboxRequest): Reply {
  return { status: state.armResources.get(normalizeId(path)) ? 204 : 404 };
}

function createOrUpdate(state: SandboxState, { path, params, body }: SandboxRequest): Reply {
  const name = params.resourceGroup ?? "";
  requireValidName(name);
  const content = objectBody(body);
  const location = requireLocation(content);
  const existing = state.armResources.get(normalizeId(path));
  if (existing && deletionTimeOf(existing) !== undefined) throw resourceGroupBeingDeleted(existing.name);
  if (existing && existing.location !== location) {
    throw armError(
      409,
      "InvalidResourceGroupLocation",
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  const group = state.armResources.insert({
    id: existing?.id ?? normalizeId(path),
    name: existing?.name ?? name,
    type: resourceGroupType,
    location,
    tags: tagsOf(content) ?? {},
    ...(typeof content.managedBy === "string" && { managedBy: content.managedBy }),
    properties: { provisioningState: "Succeeded" },
  });
  return { status: existing ? 200 : 201, body: render(group) };
}

function update(state: SandboxState, { path, body }: SandboxRequest): Reply {
  const existing = requireWritableResourceGroup(state, path);
  const content = objectBody(body);
  const group = state.armResources.insert({
    ...existing,
    tags: tagsOf(content) ?? existing.tags,
    ...(typeof content.managedBy === "string" && { managedBy: content.managedBy }),
  });
  return { status: 200, body: render(group) };
}

function remove(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const group = requireResourceGroup(state, request.path);
  startDeletion(state, group, environment.clock.now());
  return { status: 202, headers: { location: operationResultUrl(group, request, environment), "retry-after": "1" } };
}

function requireLocation(content: JsonObject): string {
  const location = locationOf(content);
  if (location === undefined) throw locationRequired();
  if (locationNames.includes(location)) return location;
  throw armError(
    400,
    "LocationNotAvailableForResourceGroup",
    `The provided location '${content.location}' is not available for resource group. List of available regions is '${locationNames.join(",")}'.`,
  );
}

function render({ id, name, type, location, managedBy, tags, properties }: ArmResource) {
  return {
    id,
    name,
    type,
    location,
    ...(managedBy !== undefined && { managedBy }),
    ...(Object.keys(tags).length > 0 && { tags }),
    properties: { provisioningState: properties.provisioningState },
  };
}
