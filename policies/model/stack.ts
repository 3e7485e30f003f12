/** All resources of a stack, and which of them a property means. */
import type { ResourceView } from "./resource";
import { knownText, unknown } from "./value";

/** Members under which other resources name a resource. */
const identifiers = ["id", "objectId", "clientId"];

export class StackView {
  readonly #byUrn: ReadonlyMap<string, ResourceView>;
  readonly #byIdentifier = new Map<string, ResourceView[]>();
  readonly #byType = new Map<string, ResourceView[]>();
  readonly #referring = new Map<string, Map<string, ResourceView[]>>();
  readonly #isRead: (urn: string) => boolean;

  /** `isRead` tells which resources a program only looks at (`Resource.get`), so that it is not what declares them. */
  constructor(
    readonly resources: readonly ResourceView[],
    isRead: (urn: string) => boolean = () => false,
  ) {
    this.#isRead = isRead;
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) {
      push(this.#byType, resource.type, resource);
      if (!resource.type.startsWith("azuread:")) continue;
      for (const key of identifiers) {
        const value = knownText(resource.properties[key]);
        if (value !== undefined) push(this.#byIdentifier, identifier(value), resource);
      }
    }
  }

  /** The resources of these types. */
  ofType(...types: readonly string[]): readonly ResourceView[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** The resources of these types that the program declares. */
  declared(...types: readonly string[]): readonly ResourceView[] {
    return this.ofType(...types).filter(({ urn }) => !this.#isRead(urn));
  }

  get(urn: string): ResourceView | undefined {
    return this.#byUrn.get(urn);
  }

  /**
   * The resources that a property refers to: by its value where that is known, else by what Pulumi says it comes from. Empty where the
   * value comes from outside of the stack.
   */
  referred(resource: ResourceView, property: string): readonly ResourceView[] {
    const value = knownText(resource.properties[property]);
    const found = value === undefined ? undefined : this.#byIdentifier.get(identifier(value));
    return found ?? this.#identities(this.sources(resource, property));
  }

  /**
   * What a value stands for that passed through resources which only hand it on, such as a timer that waits for replication: the first
   * resources of Entra or Azure on the way back, or else where it comes from directly.
   */
  #identities(direct: readonly ResourceView[]): readonly ResourceView[] {
    const found: ResourceView[] = [];
    const open = [...direct];
    const seen = new Set(open);
    for (const resource of open) {
      if (/^azure/.test(resource.type)) {
        found.push(resource);
        continue;
      }
      for (const urn of [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()]) {
        const needed = this.#byUrn.get(urn);
        if (needed === undefined || seen.has(needed)) continue;
        seen.add(needed);
        open.push(needed);
      }
    }
    return found.length > 0 ? found : direct;
  }

  /** The resources of these types whose property refers to `target`; the other way round than `referred`. */
  referring(target: ResourceView, property: string, ...types: readonly string[]): readonly ResourceView[] {
    return types.flatMap((type) => this.#referringIndex(type, property).get(target.urn) ?? []);
  }

  #referringIndex(type: string, property: string): Map<string, ResourceView[]> {
    const key = `${type} ${property}`;
    const present = this.#referring.get(key);
    if (present !== undefined) return present;
    const index = new Map<string, ResourceView[]>();
    for (const resource of this.ofType(type)) {
      for (const target of this.referred(resource, property)) push(index, target.urn, resource);
    }
    this.#referring.set(key, index);
    return index;
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
  // A resource comes with all of its identifiers in a row, some of which are the same.
  else if (present.at(-1) !== value) present.push(value);
}
