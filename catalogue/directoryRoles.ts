/** Directory roles of Microsoft Entra ID, and which of them a signed-in user needs for an operation of Microsoft Graph. */
import { type DirectoryRoleName, directoryRoleTable } from "./directoryRoleTable";
import { didYouMean } from "./suggest";

export { mayActOn, rolesThatAllow, rolesThatConsent, sensitiveUserProperties } from "./directoryRoleRules";

export type { DirectoryRoleName } from "./directoryRoleTable";

export interface DirectoryRole {
  readonly name: DirectoryRoleName;
  /** Id of the role's template and of its unified role definition; the same in every tenant. */
  readonly templateId: string;
  /** Whether Microsoft marks the role as privileged. */
  readonly privileged: boolean;
  readonly description: string;
}

type Row = readonly [templateId: string, privileged: boolean, description?: string];

/** All built-in directory roles, ordered by name. */
export const directoryRoles: readonly DirectoryRole[] = Object.entries(directoryRoleTable).map(([name, row]) => {
  const [templateId, privileged, description = ""]: Row = row;
  return { name: name as DirectoryRoleName, templateId, privileged, description };
});

/** Microsoft's own description: "For granting access to applications, not intended for users." */
const notForUsers: readonly DirectoryRoleName[] = ["Directory Writers"];

/** Of some roles those that are meant for users, in the same order; all of them where none is. */
export function rolesForUsers(roles: readonly DirectoryRoleName[]): readonly DirectoryRoleName[] {
  const meant = roles.filter((role) => !notForUsers.includes(role));
  return meant.length > 0 ? meant : roles;
}

/** The role of that name; letter case does not matter. */
export function findDirectoryRole(name: string): DirectoryRole | undefined {
  const wanted = name.trim().toLowerCase();
  return directoryRoles.find((role) => role.name.toLowerCase() === wanted);
}

/** The role of that template id (a built-in role's definition id is the same). */
export function directoryRoleById(templateId: string): DirectoryRole | undefined {
  const wanted = templateId.toLowerCase();
  return directoryRoles.find((role) => role.templateId === wanted);
}

/** What is wrong with a role name that a user gave, with the names that were probably meant; undefined when it exists. */
export function directoryRoleProblem(name: string): string | undefined {
  const found = findDirectoryRole(name);
  if (found?.name === name) return undefined;
  if (found) return `"${name}" is spelt "${found.name}".`;
  const byId = directoryRoleById(name.trim());
  if (byId) return `"${name}" is the id of the directory role "${byId.name}"; give the name.`;
  const names = directoryRoles.map((role) => role.name);
  return `"${name}" is not a directory role of Microsoft Entra ID.${didYouMean(name, names)}`;
}
