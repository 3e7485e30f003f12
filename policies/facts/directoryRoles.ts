/** Assignments of Entra directory roles, whichever kind of resource makes them. */
import { type DirectoryRole, directoryRoleById, findDirectoryRole } from "../../catalogue/directoryRoles";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { isAbsent, knownText, text, type Unknown, unknown } from "../model/value";

/** The types of resources that assign a directory role, with the properties that name the role, the holder and the scope. */
export const assignmentTypes = {
  [types.directoryRoleAssignment]: { role: "roleId", holder: "principalObjectId", scope: "directoryScopeId" },
  [types.directoryRoleMember]: { role: "roleObjectId", holder: "memberObjectId", scope: undefined },
  [types.administrativeUnitRoleMember]: {
    role: "roleObjectId",
    holder: "memberObjectId",
    scope: "administrativeUnitObjectId",
  },
} as const;

type AssignmentType = keyof typeof assignmentTypes;

export const assigningTypes = Object.keys(assignmentTypes) as readonly AssignmentType[];

const keysOf = (assignment: ResourceView) => assignmentTypes[assignment.type as AssignmentType];

/**
 * The built-in role that is assigned; undefined for a custom role or one that the catalogue does not know. An activated role's object id differs
 * by tenant, so it is known by the `DirectoryRole` that it comes from.
 */
export function assignedRole(assignment: ResourceView, stack?: StackView): DirectoryRole | Unknown | undefined {
  const { role } = keysOf(assignment);
  const id = text(assignment.properties[role]);
  const known = typeof id === "string" ? directoryRoleById(id) : undefined;
  if (known !== undefined) return known;
  const [source] = stack?.referred(assignment, role) ?? [];
  if (source?.type === types.directoryRole) return roleOf(source);
  if (id === unknown) return source === undefined ? unknown : undefined;
  return undefined;
}

/** The role that a `DirectoryRole` activates. */
export function roleOf({ properties }: ResourceView): DirectoryRole | Unknown | undefined {
  const { templateId, displayName } = properties;
  const id = knownText(templateId);
  if (id !== undefined) return directoryRoleById(id);
  const name = text(displayName);
  if (name === unknown) return unknown;
  return name === undefined ? unknown : findDirectoryRole(name);
}

/** The resources of the stack that assign a role to this user or service principal. */
export function assignmentsTo(stack: StackView, holder: ResourceView): readonly ResourceView[] {
  return assigningTypes.flatMap((type) => stack.referring(holder, assignmentTypes[type].holder, type));
}

/** Whether the assignment holds in the whole directory, not in an administrative unit or another limited scope. */
export function isTenantWide(assignment: ResourceView): boolean {
  const { scope } = keysOf(assignment);
  const value = scope === undefined ? undefined : assignment.properties[scope];
  return isAbsent(value) || value === "/";
}
