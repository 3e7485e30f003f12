import * as pulumi from "@pulumi/pulumi";

export interface ApplicationPermissionsArgs {
  /** Object id of the application. */
  readonly applicationObjectId: pulumi.Input<string>;
  /** Application id of the API, the same in every tenant. */
  readonly apiAppId: string;
  /** Ids of app roles (application permissions) to declare. */
  readonly roleIds: readonly string[];
  /** Ids of scopes (delegated permissions) to declare. */
  readonly scopeIds: readonly string[];
}

/**
 * Declares permissions on an application that is not this stack's, beside whatever it declares already, and takes back
 * only what it added. `azuread.ApplicationApiAccess` cannot: where the application lists the API at all, it asks to be
 * imported, and then owns the whole entry.
 *
 * The deployer needs Application.ReadWrite.All, or Application.ReadWrite.OwnedBy and to be an owner. Credentials come from
 * azuread's configuration and variables.
 */
export class ApplicationPermissions extends pulumi.dynamic.Resource {
  declare readonly roleIds: pulumi.Output<string[]>;
  declare readonly scopeIds: pulumi.Output<string[]>;

  constructor(name: string, args: ApplicationPermissionsArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args, addedIds: undefined }, opts, "azuread", "ApplicationPermissions");
  }
}

// One line each: what Pulumi keeps in the state loads the handler from the project (see providerRegistration).
const provider: pulumi.dynamic.ResourceProvider = {
  configure: async (request) => loadHandler().configure((key) => request.config.get(key)),
  diff: async (_, olds, news) => loadHandler().diff(olds, news),
  create: async (inputs) => loadHandler().create(inputs),
  read: async (id, props) => loadHandler().read(id ?? "", props),
  update: async (_, olds, news) => loadHandler().update(olds, news),
  delete: async (_, props) => loadHandler().remove(props),
};

function loadHandler(): typeof import("./handler") {
  return require(require("node:path").resolve("components", "dynamic", "load.cjs"))("applicationPermissions");
}
