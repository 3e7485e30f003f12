import { apis } from "../catalogue/apis";
import { actionMatches, rolesAllowing } from "../catalogue/azureRoles";
import { type DeployerOperation, deployerOperations } from "../catalogue/deployerOperations";
import { findDirectoryRole, rolesThatAllow, rolesThatConsent } from "../catalogue/directoryRoles";
import { RestError } from "../components/restClient";
import type { CallerClaims, TenantAccess } from "../components/tenantAccess";
import type { Needs } from "./integration";

/** A right that the deploying identity lacks. */
export interface MissingRight {
  /** What it could not do, e.g. `consent SecurityIncident.Read.All`. */
  readonly what: string;
  /** The least privileged ways to get it. */
  readonly advice: string;
}

/** What deploying takes of the identity that does it, on Microsoft Graph. */
interface GraphRight {
  readonly what: string;
  readonly operation: DeployerOperation;
  /** Directory roles that give it, where the catalogue's rule for the operation is not the whole story. */
  readonly roles?: readonly string[];
}

const { registerApplication, consent, createUser, assignDirectoryRole, grantDelegatedPermissions } = deployerOperations;

/** Which rights of these needs the deploying identity lacks, as far as can be told before anything is created. */
export async function missingRights(needs: Needs, access: TenantAccess): Promise<MissingRight[]> {
  const caller = await access.caller();
  const graph = graphRights(needs).filter((right) => !holds(caller, right));
  return [...graph.map((right) => adviseGraph(caller, right)), ...(await missingAzureRights(needs, access))];
}

function graphRights({ permissions, directoryRoles = [], registersApplication = true }: Needs): GraphRight[] {
  const rights: GraphRight[] = registersApplication
    ? [{ what: "register an application", operation: registerApplication }]
    : [];
  for (const api of new Set(permissions.map((permission) => permission.api))) {
    const names = permissions.filter((permission) => permission.api === api).map(({ value }) => value);
    rights.push({
      what: `consent ${names.join(", ")} on ${apis[api].displayName}`,
      operation: consent,
      roles: rolesThatConsent(apis[api].appId, "application"),
    });
  }
  if (directoryRoles.length > 0) {
    rights.push(
      { what: "create the service account", operation: createUser },
      {
        what: `assign the directory role ${directoryRoles.join(", ")}`,
        operation: assignDirectoryRole,
      },
      { what: "grant delegated permissions to the service account", operation: grantDelegatedPermissions },
    );
  }
  return rights;
}

function holds(caller: CallerClaims, right: GraphRight): boolean {
  const held = new Set(caller.wids ?? []);
  if (rolesFor(right).some((name) => held.has(findDirectoryRole(name)?.templateId ?? ""))) return true;
  // A person's rights are their directory roles; an application's are its permissions too.
  if (caller.scp !== undefined) return false;
  const { application, companions } = right.operation;
  const one = (names: readonly string[]) => names.some((name) => caller.roles?.includes(name));
  return one(application) && (companions === undefined || one(companions));
}

function rolesFor({ operation, roles }: GraphRight): readonly string[] {
  return roles ?? rolesThatAllow(operation.method, operation.path) ?? [];
}

function adviseGraph(caller: CallerClaims, right: GraphRight): MissingRight {
  const { application, companions } = right.operation;
  const [role] = rolesFor(right);
  const permission = [application[0], companions?.[0]].filter(Boolean).join(" and ");
  const asRole = role ? `the directory role ${role}` : "";
  const asPermission = `the application permission ${permission}, with admin consent`;
  const ways = (caller.scp === undefined ? [asPermission, asRole] : [asRole]).filter(Boolean);
  return { what: right.what, advice: `Give the deploying identity ${ways.join(", or ")}.` };
}

async function missingAzureRights({ azure }: Needs, access: TenantAccess): Promise<MissingRight[]> {
  if (!azure?.subscriptionId) return [];
  const subscription = `/subscriptions/${azure.subscriptionId}`;
  const group = `${subscription}/resourceGroups/${azure.resourceGroup}`;
  const wanted: { what: string; action: string; scope: string; where: string }[] = [];
  if (azure.createsResourceGroup) {
    const action = "Microsoft.Resources/subscriptions/resourceGroups/write";
    wanted.push({
      what: `create the resource group ${azure.resourceGroup}`,
      action,
      scope: subscription,
      where: "the subscription",
    });
  }
  const scope = azure.createsResourceGroup ? subscription : group;
  wanted.push({
    what: `assign ${azure.roles.join(", ")} on the resource group ${azure.resourceGroup}`,
    action: "Microsoft.Authorization/roleAssignments/write",
    scope,
    where: azure.createsResourceGroup ? "the subscription" : "the resource group",
  });
  for (const namespace of azure.resourceProviders) {
    if (await isRegistered(access, subscription, namespace)) continue;
    wanted.push({
      what: `register the resource provider ${namespace}`,
      action: `${namespace}/register/action`,
      scope: subscription,
      where: "the subscription",
    });
  }
  const missing: MissingRight[] = [];
  for (const { what, action, scope: at, where } of wanted) {
    if ((await actionsAt(access, at)).some((allowed) => allows(allowed, action))) continue;
    const role = rolesAllowing([action]).find(({ name }) => name !== "Owner")?.name ?? "Owner";
    missing.push({
      what,
      advice: `Give the deploying identity ${action} on ${where}; the least built-in role that has it is ${role}.`,
    });
  }
  return missing;
}

interface AzurePermission {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

const allows = ({ actions = [], notActions = [] }: AzurePermission, action: string): boolean =>
  actions.some((pattern) => actionMatches(pattern, action)) &&
  !notActions.some((pattern) => actionMatches(pattern, action));

/** What the deploying identity may do at a scope; nothing where it may not even look. */
async function actionsAt(access: TenantAccess, scope: string): Promise<readonly AzurePermission[]> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  return access.arm.list<AzurePermission>(path).catch(nothingIfRefused([]));
}

async function isRegistered(access: TenantAccess, subscription: string, namespace: string): Promise<boolean> {
  const path = `${subscription}/providers/${namespace}?api-version=2021-04-01`;
  const found = await access.arm
    .get<{ registrationState?: string }>(path)
    .catch(nothingIfRefused({ registrationState: "" }));
  return found.registrationState === "Registered";
}

function nothingIfRefused<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof RestError && (error.status === 403 || error.status === 404)) return nothing;
    throw error;
  };
}
