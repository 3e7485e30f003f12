import { getClientConfigOutput } from "@pulumi/azuread/getClientConfig";
import { getServicePrincipalOutput } from "@pulumi/azuread/getServicePrincipal";
import type * as pulumi from "@pulumi/pulumi";
import { type ApiName, apis } from "../catalogue/apis";
import type { Cloud } from "../catalogue/clouds";

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

export function lookUpTenant(cloud: Cloud, options: pulumi.InvokeOutputOptions = {}): Tenant {
  // Takes its options first, unlike every other look-up.
  const client = getClientConfigOutput(options);
  const principals = new Map<ApiName, pulumi.Output<string>>();
  return {
    cloud,
    tenantId: client.tenantId,
    deployerObjectId: client.objectId,
    apiPrincipal(api) {
      const known = principals.get(api);
      if (known) return known;
      const objectId = getServicePrincipalOutput({ clientId: apis[api].appId }, options).objectId;
      principals.set(api, objectId);
      return objectId;
    },
  };
}
