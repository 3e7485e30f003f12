/** A tenant seen as a stack of resources, so that the rules of the policy pack judge it as they judge a program. */
import type { ResourceView } from "../../policies/model/resource";
import { StackView } from "../../policies/model/stack";
import { types } from "../../policies/model/types";
import type { Properties } from "../../policies/model/value";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantAzureRoleAssignment,
  TenantDelegatedGrant,
  TenantDirectoryRoleAssignment,
  TenantFederatedCredential,
  TenantServicePrincipal,
  TenantUser,
} from "../../tenant/model";
import { accountOf } from "../../tenant/parts";
import { type HeldKey, isKey } from "./credentials";
import type { Facts } from "./facts";

/** What a resource of the stack stands for. */
export type Source =
  | { readonly kind: "application"; readonly application: TenantApplication }
  | { readonly kind: "consent"; readonly principal: TenantServicePrincipal; readonly consent: TenantAppRoleAssignment }
  | { readonly kind: "grant"; readonly principal: TenantServicePrincipal; readonly grant: TenantDelegatedGrant }
  | { readonly kind: "key"; readonly application: TenantApplication; readonly held: HeldKey }
  | {
      readonly kind: "federated";
      readonly application: TenantApplication;
      readonly credential: TenantFederatedCredential;
    }
  | { readonly kind: "user"; readonly user: TenantUser }
  | {
      readonly kind: "directoryRole";
      readonly holder: TenantServicePrincipal | TenantUser;
      readonly role: TenantDirectoryRoleAssignment;
    }
  | {
      readonly kind: "azureRole";
      readonly principal: TenantServicePrincipal;
      readonly role: TenantAzureRoleAssignment;
    };

export interface TenantStack {
  readonly stack: StackView;
  /** The resources that are judged one by one. */
  readonly judged: readonly ResourceView[];
  sourceOf(urn: string): Source | undefined;
}

/**
 * The resources that matter: applications of the tenant, and what applications that are not Microsoft's hold. Managed identities are left
 * out of Azure roles, which are what they are made for.
 */
export function stackOf(facts: Facts): TenantStack {
  const sources = new Map<string, Source>();
  const context: ResourceView[] = [];
  const judged: ResourceView[] = [];
  const add = (source: Source, type: string, id: string, name: string, properties: Properties) => {
    const resource = resourceOf(type, id, name, properties);
    sources.set(resource.urn, source);
    judged.push(resource);
  };

  for (const principal of facts.snapshot.servicePrincipals) context.push(principalResource(principal));
  for (const application of facts.snapshot.applications) {
    const resource = applicationResource(application);
    sources.set(resource.urn, { kind: "application", application });
    judged.push(resource);
    for (const held of facts.credentialsOf(application)) {
      if (isKey(held)) addKey(add, application, facts.principalOf(application), held);
      else addFederated(add, application, held.credential);
    }
  }
  for (const principal of facts.others) {
    for (const consent of facts.consentsOf(principal)) {
      add({ kind: "consent", principal, consent }, types.appRoleAssignment, consent.id, principal.displayName, {
        appRoleId: consent.appRoleId,
        principalObjectId: principal.id,
        resourceObjectId: consent.resourceId,
      });
    }
    for (const grant of facts.grantsOf(principal)) addGrant(add, principal, grant);
    for (const role of facts.directoryRolesOf(principal)) addDirectoryRole(add, principal, role);
    if (principal.servicePrincipalType === "ManagedIdentity") continue;
    for (const role of facts.azureRolesOf(principal)) {
      const { scope, principalId, roleDefinitionId, condition } = role;
      const properties = { scope, principalId, roleDefinitionId, condition };
      add({ kind: "azureRole", principal, role }, types.roleAssignment, role.id, principal.displayName, properties);
    }
  }
  for (const user of facts.snapshot.users) {
    const { id, userPrincipalName } = user;
    add({ kind: "user", user }, types.user, id, userPrincipalName, { id, objectId: id, userPrincipalName });
    for (const role of facts.directoryRolesOf(user)) addDirectoryRole(add, user, role);
  }
  const own = new Set(judged.map(({ urn }) => urn));
  return {
    stack: new StackView([...context, ...judged], (urn) => !own.has(urn)),
    judged,
    sourceOf: (urn) => sources.get(urn),
  };
}

type Add = (source: Source, type: string, id: string, name: string, properties: Properties) => void;

function addKey(
  add: Add,
  application: TenantApplication,
  principal: TenantServicePrincipal | undefined,
  held: HeldKey,
): void {
  const { credential, kind, place } = held;
  const ofApplication = place === "application";
  const owner = ofApplication
    ? { applicationId: `/applications/${application.id}` }
    : { servicePrincipalId: `/servicePrincipals/${principal?.id}` };
  const type = {
    secret: ofApplication ? types.applicationPassword : types.servicePrincipalPassword,
    certificate: ofApplication ? types.applicationCertificate : types.servicePrincipalCertificate,
  }[kind];
  add({ kind: "key", application, held }, type, credential.keyId, credential.displayName || credential.keyId, {
    ...owner,
    startDate: credential.startDateTime,
    endDate: credential.endDateTime,
  });
}

function addFederated(add: Add, application: TenantApplication, credential: TenantFederatedCredential): void {
  const { id, name, issuer, subject } = credential;
  const properties = { applicationId: `/applications/${application.id}`, issuer, subject };
  add({ kind: "federated", application, credential }, types.federatedCredential, id, name, properties);
}

/** Grants for everyone, and those of service accounts: what people let an application do with their own data is theirs. */
function addGrant(add: Add, principal: TenantServicePrincipal, grant: TenantDelegatedGrant): void {
  if (grant.consentType === "Principal" && accountOf(grant).length === 0) return;
  add({ kind: "grant", principal, grant }, types.delegatedPermissionGrant, grant.id, principal.displayName, {
    servicePrincipalObjectId: principal.id,
    resourceServicePrincipalObjectId: grant.resourceId,
    userObjectId: grant.principalId,
    claimValues: grant.scope.split(/\s+/).filter(Boolean),
  });
}

function addDirectoryRole(
  add: Add,
  holder: TenantServicePrincipal | TenantUser,
  role: TenantDirectoryRoleAssignment,
): void {
  const name = "appId" in holder ? holder.displayName : holder.userPrincipalName;
  // A role that comes through a group counts as the holder's own.
  const id = `${role.id} of ${holder.id}`;
  add({ kind: "directoryRole", holder, role }, types.directoryRoleAssignment, id, name, {
    roleId: role.roleDefinitionId,
    principalObjectId: holder.id,
    directoryScopeId: role.directoryScopeId,
  });
}

/** An application as the rules see it. */
export function applicationResource(application: TenantApplication): ResourceView {
  return resourceOf(types.application, application.id, application.displayName, applicationProperties(application));
}

function applicationProperties(application: TenantApplication): Properties {
  const { id, appId, displayName, signInAudience, tags, web, spa, publicClient } = application;
  const grant = web?.implicitGrantSettings;
  return {
    id: `/applications/${id}`,
    objectId: id,
    clientId: appId,
    displayName,
    signInAudience,
    tags,
    requiredResourceAccesses: application.requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => ({
      resourceAppId,
      resourceAccesses: resourceAccess.map((entry) => ({ ...entry })),
    })),
    web: {
      redirectUris: web?.redirectUris ?? [],
      logoutUrl: web?.logoutUrl,
      implicitGrant: {
        accessTokenIssuanceEnabled: grant?.enableAccessTokenIssuance,
        idTokenIssuanceEnabled: grant?.enableIdTokenIssuance,
      },
    },
    singlePageApplication: { redirectUris: spa?.redirectUris ?? [] },
    publicClient: { redirectUris: publicClient?.redirectUris ?? [] },
    fallbackPublicClientEnabled: application.isFallbackPublicClient,
    api: { oauth2PermissionScopes: Array.from({ length: application.exposedScopes ?? 0 }, () => ({})) },
  };
}

function principalResource({ id, appId, displayName }: TenantServicePrincipal): ResourceView {
  return resourceOf(types.servicePrincipal, id, displayName, {
    id: `/servicePrincipals/${id}`,
    objectId: id,
    clientId: appId,
    displayName,
  });
}

function resourceOf(type: string, id: string, name: string, properties: Properties): ResourceView {
  return {
    type,
    urn: `tenant:${type}:${id}`,
    name,
    properties,
    protect: false,
    ignoreChanges: [],
    dependencies: [],
    propertyDependencies: {},
  };
}
