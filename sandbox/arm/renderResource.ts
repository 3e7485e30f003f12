import type { ArmResource } from "../state/entities";
import { profileOf } from "./resourceProfile";

/** A resource as its provider shows it. `name` is the last segment, also of a nested resource. */
export function renderResource(resource: ArmResource): Record<string, unknown> {
  const { id, name, type, location, tags, properties, ...others } = resource;
  return {
    id,
    name: name.split("/").at(-1),
    type: profileOf(type)?.shownType ?? type,
    ...(location !== null && { location, tags }),
    ...others,
    properties,
  };
}

/** A resource as ARM's own lists show it: without properties. */
export function renderGenericResource(resource: ArmResource, expand: readonly string[]): Record<string, unknown> {
  const { id, name, type, location, tags, kind, sku, identity, managedBy, systemData, properties } = resource;
  const { createdAt, lastModifiedAt } = (systemData ?? {}) as Record<string, unknown>;
  return {
    id,
    name,
    type,
    location,
    ...defined({ kind, sku, identity, managedBy }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...defined({
      createdTime: expand.includes("createdtime") ? createdAt : undefined,
      changedTime: expand.includes("changedtime") ? lastModifiedAt : undefined,
      provisioningState: expand.includes("provisioningstate")
        ? (properties.provisioningState ?? "Succeeded")
        : undefined,
    }),
  };
}

function defined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
