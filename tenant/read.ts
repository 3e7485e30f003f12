import { licenseReplacingApplications } from "../catalogue/oktaOffice365";
import { readLicenses } from "../licenses/read";
import type {
  TenantApplication,
  TenantAppRoleAssignment,
  TenantCredentialUse,
  TenantServicePrincipal,
  TenantSnapshot,
} from "./model";
import { needOf } from "./needs";
import { consents, federatedCredentials, licenseLists, memberships, serviceAccounts, smallLists } from "./parts";
import { readAzure } from "./readAzure";
import { Reading, together } from "./reading";
import {
  applicationOf,
  applicationProperties,
  type GraphApplication,
  type GraphServicePrincipal,
  pageSize,
  servicePrincipalOf,
  servicePrincipalProperties,
} from "./shapes";
import type { TenantSources } from "./sources";

export interface ReadOptions {
  /** Ids of the subscriptions to read. @default all that are visible */
  readonly subscriptions?: readonly string[];
  /**
   * Licences of all users, which are many pages. `whereReplaced`: only where the tenant holds an application that is known to replace
   * them. @default "whereReplaced"
   */
  readonly licenses?: "always" | "whereReplaced" | "never";
  /** Told what goes on, a line at a time. */
  readonly report?: (line: string) => void;
  readonly now?: Date;
}

/**
 * Reads what a tenant and its subscriptions hold of integrations, with as few requests as the services take: the largest pages, small
 * lists in batches, only the properties that are used. Changes nothing; the only POST is the `$batch` of GETs.
 *
 * What the identity may not see is empty and stands in `skipped`. Raises the source's refusal where nobody is signed in, or a service
 * cannot be reached.
 */
export async function readTenant(sources: TenantSources, options: ReadOptions = {}): Promise<TenantSnapshot> {
  const { graph, graphBeta, arm, tenantId } = sources;
  const { now = new Date(), report = () => {} } = options;
  const reading = new Reading();

  report("Reading applications, service principals, grants and roles …");
  const small = smallLists();
  const [applications, principals, credentialUses, subscriptions] = await together([
    reading.list(
      graph,
      "applications",
      `/applications?$select=${applicationProperties}&$top=${pageSize}`,
      (application: GraphApplication) => applicationOf(application),
    ),
    reading.list(
      graph,
      "servicePrincipals",
      `/servicePrincipals?$select=${servicePrincipalProperties}&$top=${pageSize}`,
      (principal: GraphServicePrincipal) => servicePrincipalOf(principal),
    ),
    // Of the beta alone, and not in every cloud.
    reading.list(
      graphBeta,
      "credentialUses",
      `/reports/appCredentialSignInActivities?$top=${pageSize}`,
      useOf,
      [400, 404],
    ),
    readAzure(arm, reading, options.subscriptions),
    reading.batch(graph, small.planned),
  ]);
  if (credentialUses.length === 0 && reading.wasRead("credentialUses")) {
    reading.skip({ ...needOf("credentialUses"), needs: "Microsoft Entra ID P1" }, "the tenant keeps none");
  }

  report(`Reading the consents, credentials and service accounts of ${applications.length} applications …`);
  const consented = consents(principals);
  const federated = federatedCredentials(small.found.federatedApplications);
  const accounts = serviceAccounts(small.found.grants, principals);
  const licenses = licenseLists(wantsLicenses(principals, options.licenses));
  await reading.batch(graph, [...consented.planned, ...federated.planned, ...accounts.planned, ...licenses.planned]);
  const groups = memberships(accounts.found(), small.found.directoryRoleAssignments);
  await reading.batch(graph, groups.planned);

  const snapshot: TenantSnapshot = {
    tenantId,
    displayName: small.found.displayName,
    readAt: now.toISOString(),
    applications: applications.map(federated.complete),
    servicePrincipals: withoutUnusedRoles(principals, applications, consented.found),
    appRoleAssignments: consented.found,
    delegatedGrants: small.found.grants,
    directoryRoleAssignments: small.found.directoryRoleAssignments,
    users: accounts.found().map(groups.complete),
    credentialUses,
    subscriptions,
    skipped: [],
  };
  const licensed = await licensesOf(sources, snapshot, reading, licenses, report);
  return { ...snapshot, ...(licensed && { licenses: licensed }), skipped: reading.skipped };
}

interface GraphCredentialUse {
  readonly appId: string;
  readonly keyId: string;
  readonly signInActivity?: { readonly lastSignInDateTime?: string | null } | null;
}

function useOf({ appId, keyId, signInActivity }: GraphCredentialUse): TenantCredentialUse {
  return { appId, keyId, lastSignInDateTime: signInActivity?.lastSignInDateTime ?? undefined };
}

/** Microsoft's APIs offer thousands of permissions; only the names of those in use are looked up. */
function withoutUnusedRoles(
  principals: readonly TenantServicePrincipal[],
  applications: readonly TenantApplication[],
  assignments: readonly TenantAppRoleAssignment[],
): readonly TenantServicePrincipal[] {
  const used = new Set([
    ...assignments.map(({ resourceId }) => resourceId),
    ...applications.flatMap(({ requiredResourceAccess }) =>
      requiredResourceAccess.map(({ resourceAppId }) => resourceAppId),
    ),
  ]);
  return principals.map((principal) =>
    principal.appRoles.length === 0 || used.has(principal.id) || used.has(principal.appId)
      ? principal
      : { ...principal, appRoles: [] },
  );
}

function wantsLicenses(
  principals: readonly TenantServicePrincipal[],
  wanted: ReadOptions["licenses"] = "whereReplaced",
): boolean {
  if (wanted !== "whereReplaced") return wanted === "always";
  return principals.some(({ displayName }) => licenseReplacingApplications.includes(displayName));
}

async function licensesOf(
  { graph, tenantId }: TenantSources,
  { directoryRoleAssignments }: TenantSnapshot,
  reading: Reading,
  { planned, found: { skus, subscriptions } }: ReturnType<typeof licenseLists>,
  report: (line: string) => void,
) {
  if (planned.length === 0 || !reading.wasRead("licenses")) return undefined;
  report("Reading the licences of all users …");
  const rolesOf = (id: string) =>
    reading.wasRead("directoryRoles")
      ? directoryRoleAssignments
          .filter(({ principalId }) => principalId === id)
          .map(({ roleDefinitionId }) => roleDefinitionId)
      : undefined;
  return reading.attempt(needOf("licenses"), () =>
    readLicenses(graph, tenantId, undefined, { skus, subscriptions, rolesOf }),
  );
}
