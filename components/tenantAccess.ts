import type { TokenCredential } from "@azure/core-auth";
import { armScope, type Cloud, scopeOf } from "../catalogue/clouds";
import { type RestReader, restClient, tokenOf } from "./restClient";

/** What the identity that deploys may read before anything is created. */
export interface TenantAccess {
  /** Microsoft Graph v1.0; paths such as `/users?$top=1`. */
  readonly graph: RestReader;
  /** Azure Resource Manager; paths carry their `api-version`. */
  readonly arm: RestReader;
  /**
   * Claims of the deploying identity's own token for Microsoft Graph: `oid`, `tid`, and `roles`, its application
   * permissions. @throws RestError with what sign-in answered
   */
  caller(): Promise<CallerClaims>;
}

export interface CallerClaims {
  readonly tid?: string;
  readonly oid?: string;
  readonly appid?: string;
  /** Application permissions on Microsoft Graph, of an application. */
  readonly roles?: readonly string[];
  /** Delegated permissions, space-separated, of a person. */
  readonly scp?: string;
  /** Template ids of the directory roles of a person. */
  readonly wids?: readonly string[];
  /** Name of the application that the token was issued to. */
  readonly app_displayname?: string;
  /** Sign-in name of a person. */
  readonly upn?: string;
}

/** Reads as whoever the credential belongs to. Signs in at the first read. */
export function tenantAccess(cloud: Cloud, credential: TokenCredential, send?: typeof fetch): TenantAccess {
  const graphScope = scopeOf(cloud, "microsoftGraph");
  return {
    graph: restClient({ baseUrl: `${cloud.microsoftGraph}/v1.0`, scope: graphScope, credential, fetch: send }),
    arm: restClient({ baseUrl: cloud.resourceManager, scope: armScope(cloud), credential, fetch: send }),
    async caller() {
      const token = await tokenOf(credential, graphScope);
      return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8") || "{}") as CallerClaims;
    },
  };
}
