/** A resource as rules see it, whoever asks: the engine before or after deployment, or a state file. */
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { knownText, type Properties, plain } from "./value";

export interface ResourceView {
  /** Type token, for example `azuread:index/application:Application`. */
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
}

export function fromValidation(args: ResourceValidationArgs): ResourceView {
  return {
    type: args.type,
    urn: args.urn,
    name: args.name,
    properties: plain(args.props) as Properties,
    protect: args.opts.protect,
    ignoreChanges: args.opts.ignoreChanges,
    dependencies: [],
    propertyDependencies: {},
  };
}

export function fromStackResource(resource: PolicyResource): ResourceView {
  return {
    type: resource.type,
    urn: resource.urn,
    name: resource.name,
    properties: plain(resource.props) as Properties,
    protect: resource.opts.protect,
    ignoreChanges: resource.opts.ignoreChanges,
    dependencies: resource.dependencies.map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, needed]) => [key, needed.map(({ urn }) => urn)]),
    ),
  };
}

/** The name that an administrator sees in the portal, or else the name in the program. */
export function displayName(resource: ResourceView): string {
  return knownText(resource.properties.displayName) ?? resource.name;
}
