import type { PermissionType } from "../catalogue/permissions";
import type { PreflightContext } from "./integration";

/** What a tenant holds of one application: what a kind of integration is recognised by, and what a migration is planned from. */
export interface Evidence {
  /** Tenant that it was seen in. */
  readonly tenantId: string;
  readonly clientId: string;
  readonly displayName: string;
  /** Tenant that the application belongs to, where Entra tells. */
  readonly ownerTenantId?: string;
  /** The app registration; absent where it is in another tenant. */
  readonly application?: ApplicationEvidence;
  /** Its identity in this tenant; absent where nobody made one yet. */
  readonly principal?: PrincipalEvidence;
  readonly declared: readonly PermissionEvidence[];
  readonly consents: readonly ConsentEvidence[];
  readonly grants: readonly GrantEvidence[];
  readonly azureRoles: readonly AzureRoleEvidence[];
  /** State by namespace, by subscription id: of the subscriptions that it has roles in, and of the configured one. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The subscription that is configured for deployments. */
  readonly subscriptionId?: string;
  /** What could not be read, a sentence each. */
  readonly unread: readonly string[];
}

export interface ApplicationEvidence {
  readonly objectId: string;
  readonly tags: readonly string[];
  readonly redirectUris: readonly string[];
  /** Whether people can sign in to it: a redirect URI, or public client flows. */
  readonly servesPeople: boolean;
  readonly signInAudience?: string;
  readonly credentials: readonly CredentialEvidence[];
  /** `requiredResourceAccess` as Microsoft Graph tells it, to go back to. */
  readonly requiredResourceAccess: readonly unknown[];
}

export interface CredentialEvidence {
  readonly type: "secret" | "certificate" | "federated";
  /** Key id, or id of the federated credential. */
  readonly id: string;
  readonly name?: string;
  readonly endDate?: string;
}

export interface PrincipalEvidence {
  readonly objectId: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
}

export interface PermissionEvidence {
  /** Client id of the API, in lower case. */
  readonly api: string;
  readonly apiName: string;
  /** App role id or scope id. */
  readonly id: string;
  /** Name; absent where neither the catalogue nor the tenant knows it. */
  readonly value?: string;
  readonly type: PermissionType;
}

export interface ConsentEvidence extends PermissionEvidence {
  /** `/servicePrincipals/{api}/appRoleAssignedTo/{id}`. */
  readonly importId: string;
  readonly assignmentId: string;
}

export interface GrantEvidence {
  readonly id: string;
  readonly api: string;
  readonly apiName: string;
  readonly scopes: readonly string[];
  /** Whom the application may act for; absent where that is everyone. */
  readonly account?: AccountEvidence;
}

export interface AccountEvidence {
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly roles: readonly DirectoryRoleEvidence[];
  /** Other applications that may act for it. */
  readonly otherClients: number;
}

export interface DirectoryRoleEvidence {
  readonly assignmentId: string;
  readonly templateId: string;
  readonly name: string;
  /** `/`, or what it is limited to. */
  readonly scope: string;
}

export interface AzureRoleEvidence {
  readonly id: string;
  readonly scope: string;
  /** Name of a built-in role, else the id of the definition. */
  readonly role: string;
}

/** How an application is recognised as one kind of integration, and what is then different about it. */
export interface Adoption<Options> {
  /**
   * What speaks for this kind; undefined where it cannot be this one.
   *
   * @param asked options that the user gave, which decide what else is derived
   */
  recognise(evidence: Evidence, asked: Readonly<Record<string, unknown>>): Recognition | undefined;
  /** Whether the right configuration does without this permission, which people give by hand in its place. */
  replaces(permission: PermissionEvidence, options: Options): boolean;
  /** What else the plan should say, from a look at the tenant of this kind's own. @throws RestError */
  sections?(options: Options, context: PreflightContext): Promise<readonly PlanSection[]>;
}

export interface PlanSection {
  readonly title: string;
  /** Lines of Markdown. */
  readonly lines: readonly string[];
}

export interface Recognition {
  /** 0: nothing tells; 2: likely; from 3 on: nearly certain. */
  readonly strength: number;
  /** What speaks for it, a clause each. */
  readonly because: readonly string[];
  /** Options as far as they can be told. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What was guessed, or cannot be told, a sentence each; for the plan. */
  readonly remarks?: readonly string[];
}

/** Adds up what was seen; `telling` weighs 2, the others 1. */
export function recognition(
  options: Readonly<Record<string, unknown>>,
  signs: readonly (readonly [weight: 1 | 2, seen: string | undefined | false])[],
  remarks: readonly string[] = [],
): Recognition {
  const seen = signs.filter((sign): sign is readonly [1 | 2, string] => Boolean(sign[1]));
  // A name or a redirect URI alone is not enough: half the tenant is called after the same product.
  const tells = seen.some(([weight]) => weight === 2);
  return {
    strength: tells ? seen.reduce((sum, [weight]) => sum + weight, 0) : 0,
    because: seen.map(([, sentence]) => sentence),
    options,
    remarks,
  };
}

/** Names of permissions on an API that it declares, was consented or was granted, as this type. */
export function namesOn({ declared, consents, grants }: Evidence, api: string, type?: PermissionType): string[] {
  const listed = [...declared, ...consents].filter((one) => one.api === api && (!type || one.type === type));
  const granted = type === "application" ? [] : grants.filter((one) => one.api === api).flatMap(({ scopes }) => scopes);
  return [...new Set([...listed.flatMap(({ value }) => value ?? []), ...granted])];
}

const serviceNowRedirect = /^https:\/\/[^/]+\.service-now\.com\/oauth_redirect\.do$/i;

/** Where ServiceNow takes the authorization code, and the instance that is. */
export function serviceNowRedirects({ application }: Evidence): string[] {
  return (application?.redirectUris ?? []).filter((uri) => serviceNowRedirect.test(uri));
}

export function serviceNowSign(evidence: Evidence): string | undefined {
  const [uri] = serviceNowRedirects(evidence);
  return uri && `it sends people back to ServiceNow (${uri})`;
}

export function nameSign({ displayName, application, principal }: Evidence, pattern: RegExp): string | undefined {
  const word = [displayName, ...(application?.tags ?? []), ...(principal?.tags ?? [])].find((text) =>
    pattern.test(text),
  );
  return word && `it is called "${word}"`;
}
