/** All resources of a stack, and which of them a property means. */
import type { ResourceView } from "./resource";
import { knownText, unknown } from "./value";

/** Members under which other resources name a resource. */
const identifiers = ["id", "objectId", "clientId"];

export class StackView {
  readonly #byUrn: ReadonlyMap<string, ResourceView>;
  readonly #byIdentifier = new Map<string, ResourceView[]>();
  readonly #byType = new Map<string, ResourceView[]>();

  constructor(readonly resources: readonly ResourceView[]) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      push(this.#byType, resource.type, resource);
      for (const key of identifiers) {
        const value = knownText(resource.properties[key]);
        if (value !== undefined) push(this.#byIdentifier, identifier(value), resource);
      }
    }
  }

  ofType(...types: readonly string[]): readonly ResourceView[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /**
   * The resources that a property refers to: by its value where that is known, else by what Pulumi says it comes from. Empty where the
   * value comes from outside of the stack.
   */
  referred(resource: ResourceView, property: string): readonly ResourceView[] {
    const value = knownText(resource.properties[property]);
    const found = value === undefined ? undefined : this.#byIdentifier.get(identifier(value));
    return found ?? this.sources(resource, property);
  }

  /** The resources that the value of a property comes from, as far as they are in the stack. */
  sources(resource: ResourceView, property: string): readonly ResourceView[] {
    const urns = resource.propertyDependencies[property];
    // Not every SDK tracks single properties; what the resource needs as a whole is then the best that is known.
    const tracked = Object.keys(resource.propertyDependencies).length > 0;
    const needed = urns ?? (!tracked && resource.properties[property] === unknown ? resource.dependencies : []);
    return needed.flatMap((urn) => this.#byUrn.get(urn) ?? []);
  }
}

/** Object ids come bare and as `/applications/{id}`, `/servicePrincipals/{id}`. */
const identifier = (value: string) => value.slice(value.lastIndexOf("/") + 1).toLowerCase();

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [value]);
  else present.push(value);
}
