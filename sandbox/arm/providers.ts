import * as catalogue from "../../catalogue/resourceProviders";
import { invalidNamespace } from "./errors";
import { type ResourceType, resourceTypes } from "./resourceTypes";

export interface ResourceProvider {
  readonly namespace: string;
  readonly registrationPolicy: "RegistrationRequired" | "RegistrationFree";
  readonly resourceTypes: readonly ResourceType[];
  /** True where a type or api-version that is not listed does not exist. */
  readonly isComplete: boolean;
}

/** The namespaces of the catalogue. Those that every subscription has from the start need no registration. */
export const resourceProviders: readonly ResourceProvider[] = Object.keys(catalogue.resourceProviders).map(
  (namespace) => ({
    namespace,
    registrationPolicy: (catalogue.registeredByDefault as readonly string[]).includes(namespace)
      ? "RegistrationFree"
      : "RegistrationRequired",
    resourceTypes: resourceTypes[namespace] ?? [],
    isComplete: namespace === "Microsoft.Automation",
  }),
);

export function findProvider(namespace: string): ResourceProvider | undefined {
  return resourceProviders.find((provider) => provider.namespace.toLowerCase() === namespace.toLowerCase());
}

/** Raises InvalidResourceNamespace. */
export function requireProvider(namespace: string): ResourceProvider {
  const provider = findProvider(namespace);
  if (!provider) throw invalidNamespace(namespace);
  return provider;
}

export function findResourceType(provider: ResourceProvider, type: string): ResourceType | undefined {
  return provider.resourceTypes.find((each) => each.resourceType.toLowerCase() === type.toLowerCase());
}
