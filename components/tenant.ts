import { getClientConfig } from "@pulumi/azuread/getClientConfig";
import { getServicePrincipal } from "@pulumi/azuread/getServicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import { type ApiName, apis } from "../catalogue/apis";
import type { Cloud } from "../catalogue/clouds";
import { lookUp } from "./lookUp";

/** The tenant that a program deploys to, looked up once and shared by all its integrations. */
export interface Tenant {
  readonly cloud: Cloud;
  readonly tenantId: pulumi.Output<string>;
  /** Object id of the identity that runs Pulumi: the owner of what it creates. */
  readonly deployerObjectId: pulumi.Output<string>;
  /**
   * Object id of an API's service principal, which differs by tenant. Looked up, never declared: a declared
   * `ServicePrincipal { useExisting: true }` is deleted with the stack, and the API with it
   * (https://github.com/pulumi/pulumi-azuread/issues/2045).
   */
  apiPrincipal(api: ApiName): pulumi.Output<string>;
}

export function lookUpTenant(cloud: Cloud, options: pulumi.InvokeOptions = {}): Tenant {
  const client = lookUp(
    "The identity that runs Pulumi",
    "Sign in: set ARM_TENANT_ID, ARM_CLIENT_ID and a credential, or run `az login`.",
    getClientConfig(options),
  );
  const principals = new Map<ApiName, pulumi.Output<string>>();
  return {
    cloud,
    tenantId: client.tenantId,
    deployerObjectId: client.objectId,
    apiPrincipal(api) {
      const known = principals.get(api);
      if (known) return known;
      const { appId, displayName } = apis[api];
      const principal = lookUp(
        `The service principal of ${displayName} (${appId})`,
        "The deployer needs Application.Read.All. A tenant that never used this API has no such principal: an administrator makes it with `az ad sp create --id`.",
        getServicePrincipal({ clientId: appId }, options),
      );
      principals.set(api, principal.objectId);
      return principal.objectId;
    },
  };
}
