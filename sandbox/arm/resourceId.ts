/**
 * Resource ids of Azure Resource Manager, e.g. `/subscriptions/{id}/resourceGroups/{name}/providers/{namespace}/{type}/{name}`.
 * They are compared without regard to case and shown in the case in which they came.
 */

/** Segments of a path; empty ones (`//`) are dropped, as ARM does. */
export function segmentsOf(path: string): string[] {
  return path.split("/").filter(Boolean);
}

/** The id with one slash between segments and the keywords in their usual spelling; names and types as they came. */
export function normalizeId(path: string): string {
  const segments = segmentsOf(path);
  const spelled = segments.map((segment, index) => {
    const lower = segment.toLowerCase();
    if (index === 0 && lower === "subscriptions") return "subscriptions";
    if (index === 2 && lower === "resourcegroups") return "resourceGroups";
    return lower === "providers" ? "providers" : segment;
  });
  return `/${spelled.join("/")}`;
}

export function sameId(left: string, right: string): boolean {
  return normalizeId(left).toLowerCase() === normalizeId(right).toLowerCase();
}

/**
 * True where `scope` is `id` or lies above it. `/` lies above everything, a management group above every subscription:
 * the sandbox's one subscription is in the tenant root group, and there is no other group.
 */
export function covers(scope: string, id: string): boolean {
  if (isManagementGroup(scope) && subscriptionOf(id) !== undefined) return true;
  const above = segmentsOf(scope);
  const below = segmentsOf(id);
  return above.every((segment, index) => below[index]?.toLowerCase() === segment.toLowerCase());
}

function isManagementGroup(scope: string): boolean {
  return /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/i.test(normalizeId(scope));
}

export function subscriptionOf(id: string): string | undefined {
  const [keyword, subscriptionId] = segmentsOf(id);
  return keyword?.toLowerCase() === "subscriptions" ? subscriptionId : undefined;
}

/** Name of the resource group in which `id` lies, or which it is. */
export function resourceGroupOf(id: string): string | undefined {
  const [, , keyword, name] = segmentsOf(id);
  return keyword?.toLowerCase() === "resourcegroups" ? name : undefined;
}

/** The id of the resource group in which `id` lies, or which it is. */
export function resourceGroupIdOf(id: string): string | undefined {
  const name = resourceGroupOf(id);
  return name === undefined ? undefined : `/subscriptions/${subscriptionOf(id)}/resourceGroups/${name}`;
}

/** What stands behind the last `providers` of an id. */
interface ProviderPart {
  /** The id before it: what the resource lies in, or what an extension such as a role assignment applies to. */
  readonly scope: string;
  readonly namespace: string;
  /** Type segments, e.g. ["automationAccounts", "variables"]. */
  readonly types: readonly string[];
  /** One name a type; one fewer for a collection. */
  readonly names: readonly string[];
}

/** Undefined where the id has no provider: a subscription, a resource group. */
export function providerPartOf(id: string): ProviderPart | undefined {
  const segments = segmentsOf(id);
  const at = segments.map((segment) => segment.toLowerCase()).lastIndexOf("providers");
  const namespace = segments[at + 1];
  if (at < 0 || namespace === undefined) return undefined;
  const rest = segments.slice(at + 2);
  return {
    scope: normalizeId(segments.slice(0, at).join("/")),
    namespace,
    types: rest.filter((_, index) => index % 2 === 0),
    names: rest.filter((_, index) => index % 2 === 1),
  };
}

/** `Microsoft.Automation/automationAccounts`, or the type of a subscription or resource group. */
export function typeOf(id: string): string {
  const part = providerPartOf(id);
  if (part) return [part.namespace, ...part.types].join("/");
  return resourceGroupOf(id) === undefined ? "Microsoft.Resources/subscriptions" : "Microsoft.Resources/resourceGroups";
}

/** The resource that a nested resource lies in, e.g. the automation account of a variable; undefined for a top-level one. */
export function parentIdOf(id: string): string | undefined {
  const part = providerPartOf(id);
  if (!part || part.types.length < 2) return undefined;
  return normalizeId(segmentsOf(id).slice(0, -2).join("/"));
}
