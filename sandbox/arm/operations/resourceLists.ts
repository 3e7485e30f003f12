import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { ArmResource } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { may } from "../access";
import { type Filter, meetsField, meetsTags, parseFilter } from "../filter";
import { normalizeLocation } from "../locations";
import { armOperation } from "../operation";
import { page } from "../paging";
import { renderGenericResource, renderResource } from "../renderResource";
import { isResourceGroup, requireResourceGroup } from "../resourceGroups";
import { covers, parentIdOf, resourceGroupOf, segmentsOf } from "../resourceId";
import { customRoleType } from "../roleDefinitions";
import { locate } from "../target";

const subscription = "/subscriptions/:subscriptionId";
const resourceGroup = `${subscription}/resourceGroups/:resourceGroup`;

/** Lists of resources, of all types or of one; each shows what its caller may read. */
export const resourceListOperations = [
  armOperation("GET", `${subscription}/resources`, listAll, "visible"),
  armOperation("GET", `${resourceGroup}/resources`, listAll, "visible"),
  ...[subscription, resourceGroup].flatMap((scope) => [
    armOperation("GET", `${scope}/providers/:namespace/:type`, listOfType, "visible"),
    armOperation("GET", `${scope}/providers/:namespace/:type/:name/:type2`, listOfType, "visible"),
  ]),
];

const filterFields = ["resourcetype", "resourcegroup", "name", "location", "tagname", "tagvalue"];

function listAll(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const scope = scopeOf(request.path, 1);
  if (resourceGroupOf(scope) !== undefined) requireResourceGroup(state, scope);
  const filter = parseFilter(request.query.get("$filter"), filterFields);
  const expand = (request.query.get("$expand") ?? "").toLowerCase().split(",");
  const found = state.armResources.filter(
    (resource) =>
      isListed(resource) && covers(scope, resource.id) && meets(filter, resource) && visible(state, request, resource),
  );
  return {
    status: 200,
    body: page(
      found.map((each) => renderGenericResource(each, expand)),
      request,
      environment,
    ),
  };
}

function listOfType(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const target = locate(state, request, environment);
  const parent = parentIdOf(`${target.id}/any`) ?? scopeOf(request.path, 3);
  const found = state.armResources.filter(
    (resource) =>
      resource.type.toLowerCase() === target.type.toLowerCase() &&
      covers(parent, resource.id) &&
      visible(state, request, resource),
  );
  return { status: 200, body: page(found.map(renderResource), request, environment) };
}

function scopeOf(path: string, segmentsBehind: number): string {
  return `/${segmentsOf(path).slice(0, -segmentsBehind).join("/")}`;
}

/** Resource groups and what belongs to the authorization service are not resources in these lists. */
function isListed(resource: ArmResource): boolean {
  const [authorization] = customRoleType.split("/");
  return !isResourceGroup(resource) && resource.type.split("/")[0] !== authorization;
}

function visible(state: SandboxState, { caller }: SandboxRequest, { id, type }: ArmResource): boolean {
  return may(state, caller, { action: `${type}/read`, scope: id });
}

function meets(filter: Filter, resource: ArmResource): boolean {
  const location = filter.equals.get("location");
  return (
    meetsField(filter, "resourcetype", resource.type) &&
    meetsField(filter, "resourcegroup", resourceGroupOf(resource.id) ?? "") &&
    meetsField(filter, "name", resource.name) &&
    (location === undefined || normalizeLocation(location) === resource.location) &&
    meetsTags(filter, resource.tags)
  );
}
