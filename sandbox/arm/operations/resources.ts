import type { Environment, Reply, SandboxRequest } from "../../operation";
import type { ArmResource } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { removeWithChildren } from "../deletion";
import { resourceNotFound } from "../errors";
import { armOperation, resourcePatterns } from "../operation";
import { renderResource } from "../renderResource";
import { resourceGroupOf } from "../resourceId";
import { patchResource, putResource } from "../resourceWrite";
import { locate, type Target } from "../target";

const patterns = [
  ...resourcePatterns("/subscriptions/:subscriptionId/resourceGroups/:resourceGroup"),
  ...resourcePatterns("/subscriptions/:subscriptionId"),
];

/**
 * Resources of every type: whatever the provider, ARM treats them alike. Types that have more to them, such as
 * automation accounts, have a profile (resourceProfile.ts).
 */
export const resourceOperations = patterns.flatMap((pattern) => [
  armOperation("GET", pattern, read),
  armOperation("HEAD", pattern, exists),
  armOperation("PUT", pattern, put),
  armOperation("PATCH", pattern, patch),
  armOperation("DELETE", pattern, remove),
]);

function read(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const target = locate(state, request, environment);
  return { status: 200, body: renderResource(requireResource(state, target)) };
}

function exists(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  return { status: state.armResources.get(locate(state, request, environment).id) ? 204 : 404 };
}

function put(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const target = locate(state, request, environment);
  const existed = state.armResources.get(target.id) !== undefined;
  return { status: existed ? 200 : 201, body: renderResource(putResource(state, request, environment, target)) };
}

function patch(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const existing = requireResource(state, locate(state, request, environment));
  return { status: 200, body: renderResource(patchResource(state, request, environment, existing)) };
}

/** 200 where there was such a resource, 204 where there was none. */
function remove(state: SandboxState, request: SandboxRequest, environment: Environment): Reply {
  const { id } = locate(state, request, environment);
  if (!state.armResources.get(id)) return { status: 204 };
  removeWithChildren(state, id);
  return { status: 200 };
}

function requireResource(state: SandboxState, { id, type, name }: Target): ArmResource {
  const resource = state.armResources.get(id);
  if (!resource) throw resourceNotFound(`${type}/${name}`, resourceGroupOf(id));
  return resource;
}
