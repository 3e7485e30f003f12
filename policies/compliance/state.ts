/** A deployed stack as rules see it, from what `pulumi stack export` writes. */
import { canonicalType, type ResourceView } from "../model/resource";
import { type Properties, unknown, type Value } from "../model/value";

/** Raised where a file is not the state of a stack. `advice` says what to do, for the user. */
export class StateError extends Error {
  readonly advice = "Give a file that `pulumi stack export` wrote.";
}

export interface DeployedResource {
  /** As a resource rule sees it: by its inputs. Dependencies are those of the deployment. */
  readonly declared: ResourceView;
  /** As a stack rule sees it: by its outputs. */
  readonly deployed: ResourceView;
  /** The program only reads it. */
  readonly isRead: boolean;
}

/** The members of a resource in a state file that matter here. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Record<string, readonly string[] | null>;
}

/** The resources of an exported stack. Raises a StateError for anything else. */
export function resourcesOf(exported: unknown): readonly DeployedResource[] {
  const { deployment } = (exported ?? {}) as { deployment?: { resources?: readonly StateResource[] | null } };
  if (deployment === undefined) {
    throw new StateError('This is no exported stack: it has no member "deployment".');
  }
  return (deployment.resources ?? [])
    .filter((resource) => !resource.delete && !resource.type.startsWith("pulumi:providers:"))
    .map((resource) => ({
      declared: viewOf(resource, resource.inputs),
      deployed: viewOf(resource, resource.outputs ?? resource.inputs),
      isRead: resource.external === true,
    }));
}

function viewOf(resource: StateResource, properties: Record<string, unknown> = {}): ResourceView {
  return {
    type: canonicalType(resource.type),
    urn: resource.urn,
    name: resource.urn.slice(resource.urn.lastIndexOf("::") + 2),
    properties: plainValue(properties) as Properties,
    protect: resource.protect ?? false,
    ignoreChanges: resource.ignoreChanges ?? [],
    dependencies: resource.dependencies ?? [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
    ),
    parent: resource.parent,
  };
}

/** Member by which Pulumi marks values that are more than JSON, and the mark of a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** A secret that the file holds in encrypted form is not known; members that begin with "__" are the providers' own. */
function plainValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plainValue);
  if (value === null || typeof value !== "object") return value as Value;
  const members = value as Record<string, unknown>;
  if (members[signature] === secret) {
    return typeof members.plaintext === "string" ? plainValue(JSON.parse(members.plaintext)) : unknown;
  }
  const own = Object.entries(members).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(own.map(([key, member]) => [key, plainValue(member)]));
}
