/** What an operation of Azure Resource Manager takes. */
import { azureServiceManagement } from "../../catalogue/apis";
import { rolesAllowing } from "../../catalogue/azureRoles";
import type { ExplainedOperation } from "../explanation";

/**
 * The action of Azure role-based access control that a request means: PUT on an automation account is
 * `Microsoft.Automation/automationAccounts/write`. Undefined for a path that is no resource.
 * Source: learn.microsoft.com/azure/role-based-access-control/role-definitions, "Actions format".
 */
export function azureAction(method: string, path: string): string | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  const at = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const [namespace, ...rest] = at < 0 ? [] : segments.slice(at + 1);
  if (namespace === undefined) return subscriptionAction(method, segments);
  const types = rest.filter((_, index) => index % 2 === 0);
  const verb = { GET: "read", HEAD: "read", PUT: "write", PATCH: "write", DELETE: "delete" }[method];
  if (method === "POST") {
    // POST {namespace}/register, and POST {type}/{name}/{action}.
    return rest.length > 0 && rest.length % 2 === 1 ? [namespace, ...types, "action"].join("/") : undefined;
  }
  if (verb === undefined) return undefined;
  return types.length === 0 ? `${namespace}/${verb}` : [namespace, ...types, verb].join("/");
}

function subscriptionAction(method: string, segments: readonly string[]): string | undefined {
  const [first, , second] = segments.map((segment) => segment.toLowerCase());
  const verb = { GET: "read", HEAD: "read", PUT: "write", PATCH: "write", DELETE: "delete" }[method];
  if (first !== "subscriptions" || verb === undefined) return undefined;
  if (second === "resourcegroups") return `Microsoft.Resources/subscriptions/resourceGroups/${verb}`;
  return segments.length === 2 ? `Microsoft.Resources/subscriptions/${verb}` : undefined;
}

/** Names of the built-in roles that allow an action, least privileged first, at most four. */
export function leastAzureRoles(action: string): string[] {
  const names = rolesAllowing([action]).map(({ name }) => name);
  // Roles of single products may read resource groups in passing; nobody would take one of them for it.
  const general = /^Microsoft\.(?:Resources|Authorization|Support|Insights)\/.*\/read$/i.test(action);
  return (general && names.includes("Reader") ? ["Reader", ...names.filter((name) => name !== "Reader")] : names).slice(
    0,
    4,
  );
}

/** What an action of Azure takes that the user asks for by its name alone: `Microsoft.Automation/automationAccounts/write`. */
export function explainAzureAction(line: string): ExplainedOperation | undefined {
  const action =
    /^["']?(Microsoft\.[A-Za-z.]{2,60}(?:\/[A-Za-z]{2,80}){1,8}\/(?:read|write|delete|action))["']?$/i.exec(line)?.[1];
  if (action === undefined) return undefined;
  const verb = action.split("/").at(-1)?.toLowerCase() ?? "";
  return ofAction({ read: "GET", write: "PUT", delete: "DELETE" }[verb] ?? "POST", action);
}

export function explainAzureOperation(method: string, path: string): ExplainedOperation | undefined {
  const action = azureAction(method, path);
  return action === undefined ? undefined : ofAction(method, action);
}

function ofAction(method: string, action: string): ExplainedOperation {
  return {
    method,
    operation: action,
    api: azureServiceManagement.displayName,
    application: null,
    delegated: null,
    azureRoles: leastAzureRoles(action),
    configuration: null,
    source: azureServiceManagement.documentation,
  };
}
