import * as pulumi from "@pulumi/pulumi";
import { resourceProviderProblem } from "../../catalogue/resourceProviders";
import type { RegistrationInputs } from "./handler";

export interface ProviderRegistrationArgs {
  readonly subscriptionId: pulumi.Input<string>;
  /** Namespace of the resource provider, e.g. `Microsoft.Automation`. */
  readonly namespace: string;
  /** Unregisters it when the resource goes. Off, because others in the subscription may use it. @default false */
  readonly unregisterOnDestroy?: boolean;
  /** Seconds to wait for `Registered`. @default 600 */
  readonly timeoutSeconds?: number;
}

/**
 * Registers a resource provider in a subscription and waits until it is `Registered`: azure-native cannot, having no
 * POST actions. One that is registered already is fine, and so are two stacks that register it at once.
 *
 * The deployer needs `{namespace}/register/action` on the subscription, e.g. by Contributor there; Contributor on a
 * resource group does not have it. Credentials come from azure-native's configuration and variables.
 */
export class ProviderRegistration extends pulumi.dynamic.Resource {
  declare readonly namespace: pulumi.Output<string>;
  declare readonly subscriptionId: pulumi.Output<string>;
  /** `Registered` after every `pulumi up`; what `pulumi refresh` found in between. */
  declare readonly registrationState: pulumi.Output<string>;

  constructor(name: string, args: ProviderRegistrationArgs, opts?: pulumi.CustomResourceOptions) {
    const problem = resourceProviderProblem(args.namespace);
    if (problem) throw new pulumi.RunError(`Provider registration "${name}" cannot be declared: namespace: ${problem}`);
    super(
      provider,
      name,
      {
        subscriptionId: args.subscriptionId,
        namespace: args.namespace,
        unregisterOnDestroy: args.unregisterOnDestroy ?? false,
        timeoutSeconds: args.timeoutSeconds ?? 600,
        registrationState: undefined,
      },
      opts,
      "azure",
      "ProviderRegistration",
    );
  }
}

/**
 * What Pulumi writes into the state to run later is only this: it loads the handler from the project. So a change of
 * the handler is no change of the resource, and nothing of it, no credential above all, is in the state.
 */
const provider: pulumi.dynamic.ResourceProvider = {
  configure: async (request) => loadHandler().configure((key) => request.config.get(key)),
  check: async (_, news) => loadHandler().check(news),
  diff: async (_, olds, news) => loadHandler().diff(olds, news),
  create: async (inputs) => loadHandler().create(inputs),
  read: async (id, props) => loadHandler().read(id, props as RegistrationInputs),
  update: async (_, __, news) => loadHandler().update(news),
  delete: async (_, props) => loadHandler().remove(props),
};

/** Runs in the process of Pulumi's dynamic provider, whose folder is the project's. */
function loadHandler(): typeof import("./handler") {
  return require(require("node:path").resolve("components", "dynamic", "load.cjs"))("providerRegistration");
}
