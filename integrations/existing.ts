import { findAzureRole } from "../catalogue/azureRoles";
import { type FoundConsent, findPrincipal } from "../components/foreignPrincipal";
import { RestError } from "../components/restClient";
import type { TenantAccess } from "../components/tenantAccess";
import { type ImportedGrants, type ImportedOptions, lookAtImported } from "./imported";
import type { AzureNeeds, Needs } from "./integration";

/** What an application that exists already holds: adopted instead of made once more, which Microsoft refuses. */
export interface ExistingGrants {
  readonly consents: readonly FoundConsent[];
  /** Resource id of the assignment on the integration's resource group, by role as the options name it. */
  readonly roleAssignments: Readonly<Record<string, string>>;
  /** An application that was imported into the stack, in place of `consents`. */
  readonly imported?: ImportedGrants;
}

/**
 * Looks at the application that the options adopt (`existingClientId`, `imported`); undefined where they adopt none, or the
 * tenant does not know it, which the program tells later. @throws RestError
 */
export async function lookAtExisting(
  options: unknown,
  { azure, account }: Needs,
  access: TenantAccess,
): Promise<ExistingGrants | undefined> {
  const { existingClientId, imported: chosen } = options as { existingClientId?: string; imported?: ImportedOptions };
  if (chosen) {
    const imported = await lookAtImported(chosen, account, access.graph);
    if (!imported) return undefined;
    const { principalObjectId } = imported;
    const roleAssignments = azure && principalObjectId ? await assignmentsOf(principalObjectId, azure, access) : {};
    return { consents: imported.consents, roleAssignments, imported };
  }
  if (!existingClientId) return undefined;
  const principal = await findPrincipal(access.graph, existingClientId);
  if (!principal) return undefined;
  return {
    consents: principal.consents,
    roleAssignments: azure ? await assignmentsOf(principal.objectId, azure, access) : {},
  };
}

interface Assignment {
  readonly id: string;
  readonly properties: { readonly roleDefinitionId: string; readonly scope: string };
}

async function assignmentsOf(
  principalId: string,
  { subscriptionId, resourceGroup, roles, createsResourceGroup }: AzureNeeds,
  { arm }: TenantAccess,
): Promise<Record<string, string>> {
  if (!subscriptionId || createsResourceGroup) return {};
  const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const filter = encodeURIComponent(`principalId eq '${principalId}'`);
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=${filter}`;
  const found = await arm.list<Assignment>(path).catch((error: unknown) => {
    if (error instanceof RestError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  });
  const here = found.filter(({ properties }) => properties.scope.toLowerCase() === scope.toLowerCase());
  return Object.fromEntries(
    roles.flatMap((role) => {
      const definition = (findAzureRole(role)?.id ?? role.split("/").pop() ?? role).toLowerCase();
      const same = here.find(({ properties }) => properties.roleDefinitionId.toLowerCase().endsWith(definition));
      return same ? [[role, same.id]] : [];
    }),
  );
}
