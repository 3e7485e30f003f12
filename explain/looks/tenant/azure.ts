/** Azure roles of a principal at a scope. */
import { actionMatches, findAzureRole, roleAllows } from "../../../catalogue/azureRoles";
import type { Ask, LiveReader } from "../../look";
import { appOf } from "./application";
import { quoted } from "./paths";

export interface HeldAzureRole {
  readonly name: string;
  /** Where it was assigned. */
  readonly scope: string;
  /** ISO 8601; null where Azure does not tell. */
  readonly since: string | null;
  readonly allows: (action: string) => boolean;
}

interface Assignment {
  readonly name: string;
  readonly properties: {
    readonly roleDefinitionId: string;
    readonly principalId: string;
    readonly scope: string;
    readonly createdOn?: string | null;
    readonly createdBy?: string | null;
  };
}

export type RoleAssignment = Assignment;

interface Actions {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

const version = "api-version=2022-04-01";
const authorization = "providers/Microsoft.Authorization";

export const readsOfAssignments = ["azure GET roleAssignments"];

const groupOf = (scope: string) => /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+(?=\/)/i.exec(scope)?.[0];

/**
 * Roles at a scope or above it, groups' included. A resource that is yet to be made has those of its resource group. Undefined where the
 * scope is not there.
 */
export async function rolesAt(
  tenant: LiveReader,
  scope: string,
  principal: string,
): Promise<HeldAzureRole[] | undefined> {
  const filter = `atScope() and assignedTo(${quoted(principal)})`;
  const found = await assignments(tenant, scope, filter);
  const group = groupOf(scope);
  return named(tenant, found ?? (group ? await assignments(tenant, group, filter) : undefined));
}

/** Roles anywhere in a subscription, those of groups not included. */
export async function rolesIn(tenant: LiveReader, subscription: string, principal: string): Promise<HeldAzureRole[]> {
  const found = await assignments(tenant, `/subscriptions/${subscription}`, `principalId eq ${quoted(principal)}`);
  return (await named(tenant, found)) ?? [];
}

export function assignments(
  tenant: LiveReader,
  scope: string,
  filter?: string,
): Promise<readonly Assignment[] | undefined> {
  const path = `${scope}/${authorization}/roleAssignments?${filter ? `$filter=${filter}&` : ""}${version}`;
  return tenant.arm.list<Assignment>(path);
}

async function named(
  tenant: LiveReader,
  found: readonly Assignment[] | undefined,
): Promise<HeldAzureRole[] | undefined> {
  return found && Promise.all(found.map((assignment) => roleOf(tenant, assignment)));
}

/** A built-in role of the catalogue, or what Azure tells of another. */
export async function roleOf(tenant: LiveReader, { properties }: Assignment): Promise<HeldAzureRole> {
  const { roleDefinitionId, scope, createdOn } = properties;
  const place = { scope, since: createdOn ?? null };
  const known = findAzureRole(roleDefinitionId);
  if (known) return { name: known.name, ...place, allows: (action) => roleAllows(known, action) };
  const definition = await tenant.arm.get<{
    properties: { roleName?: string; permissions?: readonly Actions[] };
  }>(`${roleDefinitionId}?${version}`);
  const { roleName = roleDefinitionId, permissions = [] } = definition?.properties ?? {};
  return { name: roleName, ...place, allows: (action) => permissions.some((one) => covers(one, action)) };
}

/** Whether whoever looks may do something at a scope. */
export async function lookerMay(tenant: LiveReader, scope: string, action: string): Promise<boolean> {
  const held = await tenant.arm.list<Actions>(`${scope}/${authorization}/permissions?${version}`);
  return (held ?? []).some((one) => covers(one, action));
}

/** Display names of deny assignments at a scope that keep a principal, or everyone, from an action. */
export async function denials(tenant: LiveReader, scope: string, principal: string, action: string): Promise<string[]> {
  const found = await tenant.arm.list<{
    properties: {
      denyAssignmentName?: string;
      permissions?: readonly Actions[];
      principals?: readonly { id: string }[];
      excludePrincipals?: readonly { id: string }[];
    };
  }>(`${scope}/${authorization}/denyAssignments?$filter=atScope()&${version}`);
  const everyone = "00000000-0000-0000-0000-000000000000";
  return (found ?? []).flatMap(
    ({ properties: { denyAssignmentName = "", permissions, principals, excludePrincipals } }) => {
      const meant = (principals ?? []).some(({ id }) => id === everyone || id.toLowerCase() === principal);
      const spared = (excludePrincipals ?? []).some(({ id }) => id.toLowerCase() === principal);
      return meant && !spared && (permissions ?? []).some((one) => covers(one, action)) ? [denyAssignmentName] : [];
    },
  );
}

function covers({ actions = [], notActions = [] }: Actions, action: string): boolean {
  const matches = (pattern: string) => actionMatches(pattern, action);
  return actions.some(matches) && !notActions.some(matches);
}

/** Object id of who was refused: in the message, or the service principal of the application. */
export async function refusedPrincipal(ask: Ask): Promise<string | undefined> {
  if (ask.subject.principal) return ask.subject.principal;
  const app = await appOf(ask);
  return typeof app === "string" ? undefined : app.principal?.id;
}

/** `Reader on /subscriptions/…`. */
export const azureRoleTitle = ({ name, scope }: HeldAzureRole): string => `${name} on ${scope || "/"}`;
