/** Built-in Azure roles, and whether a role allows an action of Azure Resource Manager. */
import { type AzureRole, type AzureRoleName, azureRoleTable } from "./azureRoleTable";
import { didYouMean } from "./suggest";

export type { AzureRole, AzureRoleName } from "./azureRoleTable";

/** All built-in roles of the catalogue. */
export const azureRoles: readonly AzureRole[] = Object.entries(azureRoleTable).map(([name, role]) => ({
  name,
  ...role,
}));

/** The role of that name, in any letter case, or of that role definition id (the GUID alone, or an id that ends in it). */
export function findAzureRole(nameOrId: string): AzureRole | undefined {
  const wanted = nameOrId.trim().toLowerCase();
  const id = wanted.slice(wanted.lastIndexOf("/") + 1);
  return azureRoles.find((role) => role.name.toLowerCase() === wanted || role.id === id);
}

/**
 * What is wrong with a role that a user gave, with what was probably meant; undefined when it is known. A GUID that is not in the
 * catalogue may be another built-in or a custom role, and is no problem.
 */
export function azureRoleProblem(name: string): string | undefined {
  const found = findAzureRole(name);
  if (found !== undefined) {
    const spelt = found.name === name || found.name.toLowerCase() !== name.trim().toLowerCase();
    return spelt ? undefined : `"${name}" is spelt "${found.name}".`;
  }
  if (/(^|\/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name.trim())) return undefined;
  const names = azureRoles.map((role) => role.name);
  return `"${name}" is not a role that this catalogue knows.${didYouMean(name, names)} Any other role can be given by the id of its definition.`;
}

/**
 * Path of a role definition at a scope, as a role assignment refers to it.
 *
 * @param scope subscription scope, or "" for the path without one, which Azure Resource Manager accepts for built-in roles
 */
export function roleDefinitionId(role: Pick<AzureRole, "id">, scope = ""): string {
  return `${scope.replace(/\/+$/, "")}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`;
}

/** Whether a role allows an action such as `Microsoft.Automation/automationAccounts/write`: letter case does not matter, `*` is any text. */
export function roleAllows(role: Pick<AzureRole, "actions" | "notActions">, action: string): boolean {
  const matches = (pattern: string) => actionMatches(pattern, action);
  return role.actions.some(matches) && !role.notActions.some(matches);
}

/** The roles of the catalogue that allow all of these actions, least privileged first: those that allow the fewest other things. */
export function rolesAllowing(actions: readonly string[]): AzureRole[] {
  return azureRoles
    .filter((role) => actions.every((action) => roleAllows(role, action)))
    .sort((a, b) => breadth(a) - breadth(b));
}

/** Whether a pattern of a role definition covers an action. */
export function actionMatches(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() as string;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Owner 4, Contributor 3, roles over a whole aspect (`star/read`, assignments) 2, roles over one product 1. */
function breadth(role: AzureRole): number {
  if (role.actions.includes("*")) return role.notActions.length === 0 ? 4 : 3;
  return role.actions.some((action) => action.startsWith("*") || action === "Microsoft.Authorization/*") ? 2 : 1;
}

/** Roles that can give their holder any other role: never for an integration. */
export const accessManagingRoles: readonly AzureRoleName[] = [
  "Owner",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];
