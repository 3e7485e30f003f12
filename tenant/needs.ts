/** What is read of a tenant, the least privileged right to each, and what stays open without it. */
import { findOperation } from "../catalogue/operations";

export interface Need {
  /** In words, as in `SkippedRead.what`. */
  readonly what: string;
  /** Least privileged application permission on Microsoft Graph, or role in Azure. */
  readonly needs: string;
  /** What is not judged without it, a sentence. */
  readonly therefore: string;
}

/** Reads of Microsoft Graph by the operation that each calls: its permission is the catalogue's. */
const graphReads = {
  organization: ["the organisation", "/organization", "The tenant is named by its id."],
  applications: [
    "applications",
    "/applications",
    "Declared permissions, secrets, redirect URIs and audiences are not judged.",
  ],
  servicePrincipals: [
    "service principals",
    "/servicePrincipals",
    "Consents and Azure roles cannot be told whose they are.",
  ],
  appRoleAssignments: [
    "consents to application permissions",
    "/servicePrincipals/{id}/appRoleAssignedTo",
    "Which declared application permissions are consented, and which consents are not declared, is not judged.",
  ],
  delegatedGrants: [
    "grants of delegated permissions",
    "/oauth2PermissionGrants",
    "Grants for all principals and service accounts are not judged.",
  ],
  directoryRoles: [
    "directory role assignments",
    "/roleManagement/directory/roleAssignments",
    "Whether service accounts lack a directory role or hold too much is not judged.",
  ],
  users: ["service accounts", "/users", "Service accounts are named by their object ids."],
  groups: [
    "groups of service accounts",
    "/users/{id}/transitiveMemberOf",
    "Whether a service account has a directory role through a group is not known, so that none is said to lack its role.",
  ],
  federatedCredentials: [
    "federated identity credentials",
    "/applications/{id}/federatedIdentityCredentials",
    "Federated identity credentials are not judged.",
  ],
  credentialUses: [
    "sign-ins of credentials",
    "/reports/appCredentialSignInActivities",
    "Which secrets and certificates nobody uses is not judged.",
  ],
  licenses: ["licences and who bought them", "/directory/subscriptions", "Licence conflicts are not judged."],
} as const;

export type GraphRead = keyof typeof graphReads;

/** @param read which of the things that are read of Microsoft Graph */
export function needOf(read: GraphRead): Need {
  const [what, path, therefore] = graphReads[read];
  const needs = findOperation("GET", path)?.leastApplication;
  if (needs === undefined) throw new Error(`The catalogue does not know what GET ${path} needs.`);
  return { what, needs, therefore };
}

/** Azure role with which a subscription's role assignments and resource providers are read. */
export const azureNeed: Need = {
  what: "Azure subscriptions",
  needs: "Reader on the subscription",
  therefore: "Azure roles above a resource group and namespaces that are not registered are not judged.",
};

/** Everything that is read, for the documentation and the command's help. */
export function allNeeds(): readonly Need[] {
  return [...(Object.keys(graphReads) as GraphRead[]).map(needOf), azureNeed];
}

/** Few application permissions on Microsoft Graph with which nothing is skipped; each read also has one that is less privileged. */
export const enoughPermissions = ["Application.Read.All", "Directory.Read.All"] as const;

/** The operation of Microsoft Graph that each read calls. */
export const readOperations: readonly string[] = Object.values(graphReads).map(([, path]) => `GET ${path}`);
