import type { Adaptation } from "./adaptation";
import {
  federatedSubjectIsExact,
  httpsRedirects,
  oneCredentialPerIntegration,
  secretsExpire,
  singleTenant,
} from "./applications";
import { delegatedGrantNamesItsUser, serviceAccountIsDedicated } from "./grants";
import {
  applicationPermissionsAreConsented,
  noConsentWithoutDeclaration,
  noDelegatedOnly,
  noTierZeroPermissions,
  permissionExists,
} from "./permissions";
import { noStandingGlobalAdministrator, roleAssignmentScope } from "./roles";

/**
 * By the name of the rule. `first-party-principal-is-protected` is about programs; `prefer-least-privilege` is advice to whoever writes
 * one, and in a tenant would name every second application. `provider-registered-before-use` and `licenses-are-removable` judge what a
 * program says of a tenant; the tenant itself is judged by checks of these names.
 */
export const adaptations: Readonly<Record<string, Adaptation>> = {
  "no-delegated-only": noDelegatedOnly,
  "application-permissions-are-consented": applicationPermissionsAreConsented,
  "no-consent-without-declaration": noConsentWithoutDeclaration,
  "permission-exists": permissionExists,
  "no-tier-0-permissions": noTierZeroPermissions,
  "single-tenant": singleTenant,
  "https-redirects": httpsRedirects,
  "secrets-expire": secretsExpire,
  "one-credential-per-integration": oneCredentialPerIntegration,
  "federated-subject-is-exact": federatedSubjectIsExact,
  "delegated-grant-names-its-user": delegatedGrantNamesItsUser,
  "service-account-is-dedicated": serviceAccountIsDedicated,
  "no-standing-global-administrator": noStandingGlobalAdministrator,
  "role-assignment-scope": roleAssignmentScope,
};

/** How a rule holds in a tenant, where that differs from a program. */
export const adaptedIn: Readonly<Record<string, string>> = {
  "no-delegated-only": "of applications that can sign in by themselves and that nobody signs in to",
  "application-permissions-are-consented": "of applications that can sign in by themselves",
  "no-tier-0-permissions": "consented: critical; only declared: medium",
  "single-tenant": "low, of integrations that nobody signs in to",
  "https-redirects": "of integrations",
  "secrets-expire": "medium, high from two years on; of what has ended `credential-has-ended` tells",
  "one-credential-per-integration": "low, of integrations; two of a rotation are one",
  "delegated-grant-names-its-user":
    "high where the permissions take a directory role; medium where nobody signs in to the application, or where it has a secret and may write; else people just use it",
  "service-account-is-dedicated":
    "of accounts for which an application has permissions that take a directory role, groups included",
  "no-standing-global-administrator": "of service principals and service accounts, not of people",
  "role-assignment-scope": "of applications, not of managed identities",
};
