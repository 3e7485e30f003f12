import { z } from "zod";
import { apis } from "../catalogue/apis";
import { findDirectoryRole } from "../catalogue/directoryRoles";
import { findPrincipal } from "../components/foreignPrincipal";
import type { KeptAccess } from "../components/importedAccess";
import type { ImportedApplication } from "../components/importedApplication";
import { RestError, type RestReader } from "../components/restClient";
import type { ImportedAccount } from "../components/serviceAccount";
import { guid } from "./guid";
import type { AccountNeeds } from "./integration";

/** The option `imported`, as `npm run adopt` writes it. */
export const importedOptions = z
  .strictObject({
    clientId: guid.describe("Its application (client) id."),
    existed: z
      .array(z.string())
      .optional()
      .describe("Ids of what was there before this stack: `pulumi destroy` leaves it in place."),
    keep: z
      .array(
        z.strictObject({
          api: guid.describe("Client id of the API."),
          application: z.array(guid).optional().describe("Ids of application permissions (app roles)."),
          delegated: z.array(guid).optional().describe("Ids of delegated permissions (scopes)."),
        }),
      )
      .optional()
      .describe("Permissions that it had before and may still use, beside what the integration needs."),
  })
  .describe(
    "Declares an application that exists and was imported into the stack: `npm run adopt` writes this option and the file for `pulumi import`. The stack owns which permissions it declares; all else of it stays as it is, and it survives `pulumi destroy`.",
  );

export type ImportedOptions = z.infer<typeof importedOptions>;

/** Options that say what is the application's own, where it is made here. */
const ownOptions = ["displayName", "existingClientId", "notes", "owners"];

/** Reports options that contradict `imported`. */
export function refineImported(value: unknown, context: z.core.$RefinementCtx): void {
  if (typeof value !== "object" || value === null || !("imported" in value) || value.imported === undefined) return;
  for (const key of ownOptions.filter((name) => (value as Record<string, unknown>)[name] !== undefined)) {
    const message = `is given beside imported: an imported application keeps its own. Remove one of the two.`;
    context.addIssue({ code: "custom", path: [key], message });
  }
}

/** An imported application as the tenant has it now, with the account that it acts for. */
export interface ImportedGrants extends ImportedApplication {
  readonly account?: ImportedAccount;
}

export const existedOf = ({ existed = [] }: ImportedOptions): ReadonlySet<string> => new Set(existed);

export const keptOf = ({ keep = [] }: ImportedOptions): KeptAccess[] =>
  keep.map(({ api, application = [], delegated = [] }) => ({ api: api.toLowerCase(), application, delegated }));

interface GraphApplication {
  readonly id: string;
  readonly appId: string;
  readonly requiredResourceAccess?: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string }[];
  }[];
}

/** Looks at an imported application; undefined where the tenant has none of that client id. @throws RestError */
export async function lookAtImported(
  options: ImportedOptions,
  account: AccountNeeds | undefined,
  graph: RestReader,
): Promise<ImportedGrants | undefined> {
  const [application] = await graph.list<GraphApplication>(
    `/applications?$filter=appId eq '${options.clientId}'&$select=id,appId,requiredResourceAccess`,
  );
  if (!application) return undefined;
  const principal = await findPrincipal(graph, options.clientId);
  return {
    clientId: application.appId,
    objectId: application.id,
    principalObjectId: principal?.objectId,
    declared: (application.requiredResourceAccess ?? []).flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map(({ id }) => `${resourceAppId}/${id}`),
    ),
    consents: principal?.consents ?? [],
    account: account && (await lookAtAccount(options, account, principal?.objectId, graph)),
  };
}

/** The account, where it was there before the stack; one that the stack made is not imported. */
async function lookAtAccount(
  options: ImportedOptions,
  { userPrincipalName, directoryRole, delegatedPermissions }: AccountNeeds,
  principalObjectId: string | undefined,
  graph: RestReader,
): Promise<ImportedAccount | undefined> {
  const existed = existedOf(options);
  const user = await graph
    .get<{ id: string }>(`/users/${encodeURIComponent(userPrincipalName)}?$select=id`)
    .catch((error: unknown) => {
      if (error instanceof RestError && error.status === 404) return undefined;
      throw error;
    });
  if (!user || !existed.has(`/users/${user.id}`)) return undefined;
  const roles = await graph.list<{ id: string; roleDefinitionId: string; directoryScopeId: string }>(
    `/roleManagement/directory/roleAssignments?$filter=principalId eq '${user.id}'`,
  );
  const template = findDirectoryRole(directoryRole)?.templateId;
  const role = roles.find((one) => one.roleDefinitionId === template && one.directoryScopeId === "/");
  return {
    objectId: user.id,
    roleAssignment: role && `/roleManagement/directory/roleAssignments/${role.id}`,
    grants: principalObjectId
      ? await grantsOf(user.id, principalObjectId, new Set(delegatedPermissions.map(({ api }) => api)), graph)
      : {},
    existed,
  };
}

async function grantsOf(
  userId: string,
  principalObjectId: string,
  wanted: ReadonlySet<keyof typeof apis>,
  graph: RestReader,
): Promise<ImportedAccount["grants"]> {
  const all = await graph.list<{ id: string; principalId: string | null; resourceId: string; scope: string }>(
    `/oauth2PermissionGrants?$filter=clientId eq '${principalObjectId}'`,
  );
  const grants: Record<string, { id: string; scopes: readonly string[] }> = {};
  for (const { id, resourceId, scope } of all.filter(({ principalId }) => principalId === userId)) {
    const { appId } = await graph.get<{ appId: string }>(`/servicePrincipals/${resourceId}?$select=id,appId`);
    const api = [...wanted].find((name) => apis[name].appId === appId);
    if (api) grants[api] = { id: `/oauth2PermissionGrants/${id}`, scopes: scope.split(/\s+/).filter(Boolean) };
  }
  return grants;
}
