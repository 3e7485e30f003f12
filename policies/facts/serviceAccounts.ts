/** Delegated permission grants by the account that they are for. */
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownList, knownText, list, unknown } from "../model/value";
import { assignmentsTo } from "./directoryRoles";

export interface ServiceAccount {
  /** The account where it is in the stack. */
  readonly user?: ResourceView;
  /** How messages call it. */
  readonly name: string;
  readonly grants: readonly ResourceView[];
}

/** The accounts for which the program grants delegated permissions. */
export function serviceAccounts(stack: StackView): readonly ServiceAccount[] {
  const accounts = new Map<string, { user?: ResourceView; name: string; grants: ResourceView[] }>();
  for (const grant of stack.declared(types.delegatedPermissionGrant)) {
    const user = stack.referred(grant, "userObjectId").find(({ type }) => type === types.user);
    const id = user?.urn ?? knownText(grant.properties.userObjectId);
    if (id === undefined) continue;
    const account = accounts.get(id) ?? {
      user,
      name: user === undefined ? id : (knownText(user.properties.userPrincipalName) ?? user.name),
      grants: [],
    };
    account.grants.push(grant);
    accounts.set(id, account);
  }
  return [...accounts.values()];
}

/** Grants of which it is not known yet for whom they are: for one of the accounts above, or for another. */
export function grantsForSomebody(stack: StackView): readonly ResourceView[] {
  return stack
    .declared(types.delegatedPermissionGrant)
    .filter((grant) => grant.properties.userObjectId === unknown && stack.referred(grant, "userObjectId").length === 0);
}

/** Whether it is not known yet which application acts for the account by one of its grants. */
export function hasUnknownClient(stack: StackView, { grants }: ServiceAccount): boolean {
  const key = "servicePrincipalObjectId";
  return grants.some((grant) => grant.properties[key] === unknown && stack.referred(grant, key).length === 0);
}

/** Whether it is not known yet what an account's grants contain. */
export function hasUnknownClaims({ grants }: ServiceAccount): boolean {
  return grants.some(({ properties: { claimValues } }) => {
    const claims = list(claimValues);
    return claims === unknown || claims.includes(unknown);
  });
}

/** The applications that act for an account, told apart by their service principals as far as these are known. */
export function clientsOf(stack: StackView, { grants }: ServiceAccount): ReadonlyMap<string, ResourceView> {
  const clients = new Map<string, ResourceView>();
  for (const grant of grants) {
    const principal = stack.referred(grant, "servicePrincipalObjectId")[0];
    const id = principal?.urn ?? knownText(grant.properties.servicePrincipalObjectId);
    if (id !== undefined && !clients.has(id)) clients.set(id, principal ?? grant);
  }
  return clients;
}

/** Names of the delegated permissions that an account's grants contain. */
export function claimsOf({ grants }: ServiceAccount): readonly string[] {
  return grants.flatMap(({ properties }) =>
    knownList(properties.claimValues).flatMap((claim) => knownText(claim) ?? []),
  );
}

/** The assignments of directory roles to a user, also through groups of the program. */
export function rolesOf(stack: StackView, user: ResourceView): readonly ResourceView[] {
  const memberships = stack.referring(user, "memberObjectId", types.groupMember);
  const groups = [
    ...memberships.flatMap((membership) => stack.referred(membership, "groupObjectId")),
    ...stack.referring(user, "members", types.group),
  ];
  return [user, ...groups].flatMap((holder) => assignmentsTo(stack, holder));
}
