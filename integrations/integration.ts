import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Cloud } from "../catalogue/clouds";
import type { Credential, DeclaredCredential } from "../components/credential";
import type { LicenseReplacementArgs } from "../components/licenseReplacement";
import type { ApplicationPermissionRef, DelegatedPermissionRef } from "../components/permissions";
import type { Tenant } from "../components/tenant";
import type { TenantAccess } from "../components/tenantAccess";
import type { Check } from "./check";
import type { Adoption } from "./evidence";
import type { ExistingGrants } from "./existing";
import type { Handover, IntegrationRecord } from "./record";

/** What an integration needs of the tenant, before anything is created. */
export interface Needs {
  /** Application permissions to declare and consent. */
  readonly permissions: readonly ApplicationPermissionRef[];
  /** Whether it has an application of its own. @default true */
  readonly registersApplication?: boolean;
  /** Directory roles for its service account, by name; none where it has no such account. */
  readonly directoryRoles?: readonly string[];
  /** The account whose delegated token it works with; none where it has no such account. */
  readonly account?: AccountNeeds;
  readonly azure?: AzureNeeds;
}

export interface AccountNeeds {
  readonly userPrincipalName: string;
  /** Name of its role in the whole directory, or in an administrative unit. */
  readonly directoryRole: string;
  readonly delegatedPermissions: readonly DelegatedPermissionRef[];
}

export interface AzureNeeds {
  /** Undefined where none is configured. */
  readonly subscriptionId?: string;
  /** Name of the resource group. */
  readonly resourceGroup: string;
  readonly createsResourceGroup: boolean;
  /** Azure roles on that resource group. */
  readonly roles: readonly string[];
  /** Namespaces to register. */
  readonly resourceProviders: readonly string[];
}

/** What a program gives every integration. */
export interface IntegrationContext {
  readonly tenant: Tenant;
  /** Name of the stack, for notes in the portal. */
  readonly stack: string;
  /** The subscription that azure-native is configured for. */
  readonly subscriptionId?: string;
  /** What this integration's own `preflight` saw of the tenant. */
  readonly seen?: unknown;
  /** What the application that it adopts holds already. */
  readonly existing?: ExistingGrants;
}

/** What a preflight works with. */
export interface PreflightContext {
  /** Name of the integration. */
  readonly name: string;
  /** Name of the stack. */
  readonly stack: string;
  readonly cloud: Cloud;
  /** Reads the tenant as the identity that deploys. */
  readonly access: TenantAccess;
  /** The subscription that azure-native is configured for. */
  readonly subscriptionId?: string;
}

/** Something that a preflight found. An error stops the deployment before anything is created. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}

/** What was seen of the tenant before anything is declared. */
export interface Preflight {
  readonly findings: readonly Finding[];
  /** Handed to `declare` as `context.seen`. */
  readonly seen?: unknown;
  /** What stands in the way of a replacement of licences: shown to policies, also where nothing is deployed because of it. */
  readonly licenses?: LicenseReplacementArgs;
}

/** A record of which each value may still be an output. */
export type DeclaredRecord = {
  readonly [Key in keyof Omit<IntegrationRecord, "credential">]: pulumi.Input<IntegrationRecord[Key]>;
} & { readonly credential: DeclaredCredential };

/** What a hand-over is made from: the record without its secret. */
export type HandoverInput = Omit<IntegrationRecord, "handover" | "credential"> & {
  readonly credential: Pick<Credential, "type">;
};

/** A component that declares an integration and describes it. */
export interface DeclaredIntegration extends pulumi.ComponentResource {
  readonly record: DeclaredRecord;
}

/**
 * A kind of integration: everything the product knows of one third-party product, in one file. `index.ts`, `verify`,
 * `handover` and the reference documentation read these parts; none of them knows a vendor by name.
 */
export interface Integration<Options = unknown> {
  /** Type of the component that `declare` answers, as it is in URNs. */
  readonly component: string;
  /** As it is written in the configuration, e.g. `servicenow-defender`. */
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  /** The configuration's `options` of this kind. */
  readonly options: z.ZodType<Options>;
  needs(options: Options): Needs;
  /**
   * Looks at the tenant before anything is declared, in previews too. What it cannot read, it lets fail: a `RestError` is told
   * as an error of the integration.
   */
  preflight?(options: Options, context: PreflightContext): Promise<Preflight>;
  declare(
    name: string,
    options: Options,
    context: IntegrationContext,
    resourceOptions?: pulumi.ComponentResourceOptions,
  ): DeclaredIntegration;
  /** What proves an integration of this kind. */
  checks(record: IntegrationRecord): readonly Check[];
  /** How one is recognised that was clicked together. Absent where none can be. */
  readonly adoption?: Adoption<Options>;
  /** What is left to do by hand in the other product. Pure; needs no secret. */
  handover(record: HandoverInput): Handover;
}
