/** Directory roles of a principal, over the whole tenant or a part of it. */
import { directoryRoleById } from "../../../catalogue/directoryRoles";
import type { LiveReader } from "../../look";
import { key, quoted } from "./paths";

export interface HeldRole {
  /** Name; the id of a role that is not built in. */
  readonly name: string;
  /** Object id of the administrative unit that it is limited to; undefined over the whole tenant. */
  readonly unit?: string;
  /** Display name of the group through which it is held. */
  readonly group?: string;
}

export interface DirectoryUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly accountEnabled?: boolean;
}

export const readsOfUser = ["GET /users/{id}"];

export function findUser(tenant: LiveReader, user: string): Promise<DirectoryUser | undefined> {
  return tenant.graph.get<DirectoryUser>(`/users/${key(user)}?$select=id,userPrincipalName,accountEnabled`);
}

interface Membership {
  readonly "@odata.type"?: string;
  readonly id: string;
  readonly displayName?: string | null;
  readonly isAssignableToRole?: boolean | null;
}

/** More groups than this that can hold roles, nobody has. */
const mostGroups = 10;

export const readsOfRoles = ["GET /roleManagement/directory/roleAssignments", "GET /users/{id}/transitiveMemberOf"];

/** Roles that are active now, directly or through a group. */
export async function rolesOf(
  tenant: LiveReader,
  collection: "users" | "servicePrincipals",
  id: string,
): Promise<HeldRole[]> {
  const [own, memberships] = await Promise.all([assignedTo(tenant, id), membershipsOf(tenant, collection, id)]);
  const groups = memberships.filter(({ isAssignableToRole }) => isAssignableToRole === true).slice(0, mostGroups);
  const through = await Promise.all(
    groups.map(async (group) =>
      (await assignedTo(tenant, group.id)).map((role) => ({ ...role, group: group.displayName ?? group.id })),
    ),
  );
  return [...own, ...through.flat()];
}

export async function membershipsOf(
  tenant: LiveReader,
  collection: "users" | "servicePrincipals",
  id: string,
): Promise<readonly Membership[]> {
  const path = `/${collection}/${key(id)}/transitiveMemberOf?$select=id,displayName,isAssignableToRole&$top=999`;
  return (await tenant.graph.list<Membership>(path)) ?? [];
}

async function assignedTo(tenant: LiveReader, id: string): Promise<HeldRole[]> {
  const found = await tenant.graph.list<{ roleDefinitionId: string; directoryScopeId?: string | null }>(
    `/roleManagement/directory/roleAssignments?$filter=principalId eq ${quoted(id)}`,
  );
  return (found ?? []).map(({ roleDefinitionId, directoryScopeId }) => ({
    name: directoryRoleById(roleDefinitionId)?.name ?? roleDefinitionId,
    unit: /^\/administrativeUnits\/(.+)$/i.exec(directoryScopeId ?? "/")?.[1],
  }));
}

/** Display name of an administrative unit; its id where it may not be read. */
export async function unitName(tenant: LiveReader, id: string): Promise<string> {
  const path = `/directory/administrativeUnits/${key(id)}?$select=id,displayName`;
  const unit = await tenant.graph.get<{ displayName?: string }>(path).catch(() => undefined);
  return unit?.displayName ? `"${unit.displayName}"` : id;
}

/** `User Administrator`, `Helpdesk Administrator (through the group "Service desk")`. */
export const roleTitle = ({ name, group }: HeldRole): string =>
  group ? `${name} (through the group "${group}")` : name;
