import { type DirectoryRoleName, mayActOn } from "../../catalogue/directoryRoles";
import { type Ask, confirmed, type Finding, open, ruledOut } from "../look";
import { listed } from "./tenant/consent";
import { findUser, rolesOf, roleTitle } from "./tenant/directoryRoles";
import { key } from "./tenant/paths";

export const readsOfTarget = ["GET /users/{id}"];

/** Administrators are protected from applications, and from most roles. */
export async function protectedUser(ask: Ask): Promise<Finding> {
  const { tenant, subject } = ask;
  if (subject.target?.collection !== "users") return open("The input does not name the user that is changed.");
  const target = await findUser(tenant, subject.target.id);
  if (!target) return open(`The tenant has no user ${subject.target.id}.`);
  const held = await rolesOf(tenant, "users", target.id);
  if (held.length === 0)
    return ruledOut(`${target.userPrincipalName} holds no directory role, so nothing protects the account.`);
  const caller = subject.user ? await findUser(tenant, subject.user) : undefined;
  const callers = caller
    ? (await rolesOf(tenant, "users", caller.id)).map(({ name }) => name as DirectoryRoleName)
    : [];
  const names = held.map(({ name }) => name);
  const protectedBy = `${target.userPrincipalName} holds ${listed(held.map(roleTitle))}`;
  return [undefined, ...callers].some((role) => mayActOn(role, names))
    ? ruledOut(`${protectedBy}, which does not protect from ${caller?.userPrincipalName ?? "the caller"}.`)
    : confirmed(
        `${protectedBy}, which protects the account from ${caller ? `${caller.userPrincipalName} (${listed(callers)})` : "applications and most roles"}.`,
      );
}

export async function roleAssignableGroup(ask: Ask): Promise<Finding> {
  const { target } = ask.subject;
  if (target?.collection !== "groups") return open("The input does not name the group that is changed.");
  const group = await ask.tenant.graph.get<{ displayName: string; isAssignableToRole?: boolean | null }>(
    `/groups/${key(target.id)}?$select=id,displayName,isAssignableToRole`,
  );
  if (!group) return open(`The tenant has no group ${target.id}.`);
  return group.isAssignableToRole
    ? confirmed(`Directory roles can be assigned to the group "${group.displayName}".`)
    : ruledOut(`The group "${group.displayName}" cannot hold directory roles.`);
}
