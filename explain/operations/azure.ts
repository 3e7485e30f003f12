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
  return rolesAllowing([action])
    .map(({ name }) => name)
    .slice(0, 4);
}

export function explainAzureOperation(method: string, path: string): ExplainedOperation | undefined {
  const action = azureAction(method, path);
  if (action === undefined) return undefined;
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
