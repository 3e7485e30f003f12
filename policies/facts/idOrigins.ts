/** Where the id of a permission comes from that is not known before deployment: that of an API of the same program, as a rule. */
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { partsOf } from "./applications";

/**
 * The resources that the ids in these properties come from, and those behind them: an id may be taken from the API's service principal, from its
 * application, from the resource that declares the app role or from the one that generated the id, and is the same each time.
 */
export function originsOf(
  stack: StackView,
  resource: ResourceView,
  ...properties: readonly string[]
): ReadonlySet<ResourceView> {
  const found = new Set<ResourceView>();
  const open = properties.flatMap((property) => stack.sources(resource, property));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...behind(stack, next));
  }
  return found;
}

function behind(stack: StackView, resource: ResourceView): readonly ResourceView[] {
  switch (resource.type) {
    case types.servicePrincipal:
      return stack.referred(resource, "clientId");
    case types.application:
      return stack.sources(resource, "appRoles");
    case types.applicationRegistration:
      return partsOf(stack, resource, types.applicationAppRole);
    case types.applicationAppRole:
      return stack.sources(resource, "roleId");
    default:
      return [];
  }
}

/** Whether two sets of origins have one in common. */
export const shareOrigin = (one: ReadonlySet<ResourceView>, other: ReadonlySet<ResourceView>) =>
  [...one].some((resource) => other.has(resource));
