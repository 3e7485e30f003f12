/** A resource as rules see it, whoever asks: the engine before or after deployment, or a state file. */
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { knownText, type Properties, plain } from "./value";

export interface ResourceView {
  /** Type token without a version of the API, for example `azure-native:authorization:RoleAssignment`. */
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  /** Inputs in a resource rule, outputs in a stack rule (before a first deployment: the inputs and what the provider plans). */
  readonly properties: Properties;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  /** URNs of the resources that this one needs. Empty in a resource rule. */
  readonly dependencies: readonly string[];
  /** URNs of the resources that each property comes from. Empty in a resource rule. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of the component that it belongs to. */
  readonly parent?: string;
}

export function fromValidation(args: ResourceValidationArgs): ResourceView {
  return {
    type: canonicalType(args.type),
    urn: args.urn,
    name: args.name,
    properties: plain(args.props) as Properties,
    protect: args.opts.protect,
    ignoreChanges: args.opts.ignoreChanges,
    dependencies: [],
    propertyDependencies: {},
    parent: args.opts.parent,
  };
}

export function fromStackResource(resource: PolicyResource): ResourceView {
  let properties: Properties | undefined;
  return {
    type: canonicalType(resource.type),
    urn: resource.urn,
    name: resource.name,
    // Most resources of a large stack are never looked into.
    get properties() {
      properties ??= plain(resource.props) as Properties;
      return properties;
    },
    protect: resource.opts.protect,
    ignoreChanges: resource.opts.ignoreChanges,
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, needed]) => [key, needed.map(({ urn }) => urn)]),
    ),
    parent: resource.opts.parent,
  };
}

/**
 * The type token without the version of the Azure API, which azure-native writes as `azure-native:authorization/v20220401:RoleAssignment` and in
 * locally generated packages as `azure-native_authorization_v20220401:authorization:RoleAssignment`.
 */
export function canonicalType(type: string): string {
  return type.startsWith("azure-native") ? type.replace(/^azure-native[^:]*:([^:/]+)[^:]*:/, "azure-native:$1:") : type;
}

/** The name that an administrator sees in the portal, or else the name in the program. */
export function displayName(resource: ResourceView): string {
  return knownText(resource.properties.displayName) ?? resource.name;
}
