import type { Credential } from "../components/credential";
import type { GrantedPermission } from "../components/permissions";

/**
 * One integration in the stack's output `integrations`: the contract between the program and the command line.
 * `credential.value` and `details.serviceAccount.password` are secrets of the stack; nothing else is.
 */
export interface IntegrationRecord {
  readonly kind: string;
  readonly name: string;
  readonly tenantId: string;
  /** The application (client) id. */
  readonly clientId: string;
  /** Absent where the application is another tenant's: then there is a service principal only. */
  readonly applicationObjectId?: string;
  readonly servicePrincipalObjectId: string;
  /** The v2.0 token endpoint. */
  readonly tokenUrl: string;
  /** The scope to ask a token for. */
  readonly scope: string;
  readonly credential: Credential;
  /** The application permissions that were declared and consented. */
  readonly permissions: readonly GrantedPermission[];
  /** What only this kind knows, as its `declare` put it there. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly handover: Handover;
}

/** What is left for the administrator of the other product, in the order in which to do it. */
export interface Handover {
  /** e.g. `ServiceNow`. */
  readonly product: string;
  readonly steps: readonly HandoverStep[];
  /** Roles that the user in that product needs, e.g. `sn_si.admin`. */
  readonly requiredRoles: readonly string[];
  readonly references: readonly { readonly title: string; readonly url?: string }[];
}

export interface HandoverStep {
  /** Where in the product, as its menus say it. */
  readonly where: string;
  readonly action: string;
  /** What to enter. A field whose value is the secret says so and holds none. */
  readonly fields?: readonly HandoverField[];
}

export type HandoverField =
  | { readonly label: string; readonly value: string }
  | { readonly label: string; readonly secret: "credential" | "serviceAccountPassword" };
