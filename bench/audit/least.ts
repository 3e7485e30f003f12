import type { StateDocument } from "../../sandbox/state/state";
import { accountOf, idsPerFilter } from "../../tenant/parts";
import { pageSize } from "../../tenant/shapes";

/** Reads that one batch takes. */
const perBatch = 20;

/** The least possible number, whoever asks. */
export interface Least {
  /** HTTP requests with a token. */
  readonly requests: number;
  /** The same with each read of a batch for itself: what counts against the services' limits. */
  readonly reads: number;
}

const pages = (items: number) => Math.max(1, Math.ceil(items / pageSize));

/**
 * What the services' limits leave: 999 objects a page, a page's link is in the page before it, 20 reads a batch, 15 ids a filter, consents
 * from the side of the APIs that offer application permissions. What depends on nothing else shares a batch, each later page is a request
 * of its own; so are the pages of applications, service principals, users and credential uses, which are always whole. Azure has no batch.
 */
export function leastOf(state: StateDocument): Least {
  const count = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length;
  const offered = state.servicePrincipals.filter(({ appRoles }) =>
    appRoles.some(({ allowedMemberTypes }) => allowedMemberTypes.includes("Application")),
  );
  const further = (items: number) => pages(items) - 1;
  const federated = count(state.applications, ({ federatedIdentityCredentials: found }) => found.length > 0);
  const grants = state.oauth2PermissionGrants.map((grant) => ({ ...grant, consentType: grant.consentType }));
  const accounts = [...new Set(grants.flatMap(accountOf))];
  const holders = new Set(state.directoryRoleAssignments.map(({ principalId }) => principalId));
  const withoutRole = count(accounts, (id) => !holders.has(id));
  const consentsOf = (id: string) => count(state.appRoleAssignments, ({ resourceId }) => resourceId === id);

  const large = [
    state.applications.length,
    state.servicePrincipals.length,
    state.credentialUses?.length ?? 0,
    state.users.length,
  ];
  const largePages = large.map(pages).reduce((sum, one) => sum + one, 0);
  // The organisation, grants, directory roles, and which applications have federated credentials.
  const first = 4;
  // Licences: the products, and who bought them. Who may buy for the organisation is among the directory roles.
  const licences = 2;
  const second = offered.length + federated + Math.ceil(accounts.length / idsPerFilter) + licences;
  const furtherPages =
    [state.oauth2PermissionGrants.length, state.directoryRoleAssignments.length, federated]
      .map(further)
      .reduce((sum, one) => sum + one, 0) +
    offered.map(({ id }) => further(consentsOf(id))).reduce((sum, one) => sum + one, 0);
  const azure = 1 + 2 * state.subscriptions.length;
  const batches = Math.ceil(first / perBatch) + Math.ceil(second / perBatch) + Math.ceil(withoutRole / perBatch);
  return {
    requests: largePages + furtherPages + batches + azure,
    reads: largePages + furtherPages + first + second + withoutRole + azure,
  };
}
