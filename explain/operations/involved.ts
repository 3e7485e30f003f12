/** Operations of Microsoft Graph that an input is about, named by a request, by a resource of Pulumi or Terraform, by a command, or by an action of ServiceNow. */
import { findOperation, type GraphOperation } from "../../catalogue/operations";
import { findSpokeAction, operationsOfSpokeActions, spokeActionNames } from "../../catalogue/servicenowActions";
import type { Product } from "../facts/context";
import type { ApiRequest } from "../facts/requests";
import { operationsOfBuilders, operationsOfCommands } from "./commands";

export interface InvolvedOperation {
  readonly operation: GraphOperation;
  /** The path as called. */
  readonly path: string;
  /** What named it. */
  readonly by: "request" | "resource" | "action" | "command";
  /** As written in the input: the action's, the resource's or the command's name; empty for a request. */
  readonly name: string;
}

/** What creating a resource of azuread calls. */
const resources: Readonly<Record<string, string>> = {
  application: "POST /applications",
  applicationregistration: "POST /applications",
  applicationpassword: "POST /applications/{id}/addPassword",
  applicationfederatedidentitycredential: "POST /applications/{id}/federatedIdentityCredentials",
  applicationapiaccess: "PATCH /applications/{id}",
  serviceprincipal: "POST /servicePrincipals",
  serviceprincipalpassword: "POST /servicePrincipals/{id}/addPassword",
  approleassignment: "POST /servicePrincipals/{id}/appRoleAssignedTo",
  serviceprincipaldelegatedpermissiongrant: "POST /oauth2PermissionGrants",
  user: "POST /users",
  group: "POST /groups",
  groupmember: "POST /groups/{id}/members/$ref",
  directoryrole: "POST /directoryRoles",
  directoryroleassignment: "POST /roleManagement/directory/roleAssignments",
  administrativeunit: "POST /directory/administrativeUnits",
};

export function involvedOperations(
  line: string,
  requests: readonly ApiRequest[],
  products: readonly Product[],
): InvolvedOperation[] {
  const found: InvolvedOperation[] = [];
  for (const { method, path, service } of requests) {
    if (service === "graph" && method !== null) add("request", method, path, "");
  }
  const action = findSpokeAction(line);
  if (action) addAction(action);
  if (found.length === 0 && products.includes("ServiceNow")) spokeActionNames.filter(isNamed).forEach(addAction);
  if (found.length === 0) {
    for (const { method, path, name } of [...operationsOfBuilders(line), ...operationsOfCommands(line)])
      add("command", method, path, name);
  }
  if (found.length === 0) addResources();
  return unique(found).slice(0, 10);

  function add(by: InvolvedOperation["by"], method: string, path: string, name: string): void {
    const operation = findOperation(method, path);
    if (operation) found.push({ operation, path, by, name });
  }

  function addAction(name: string): void {
    for (const { method, path } of operationsOfSpokeActions([name])) add("action", method, path, name);
  }

  function isNamed(name: string): boolean {
    return new RegExp(`\\b${name}\\b`).test(line);
  }

  function addResources(): void {
    const names = [
      ...line.matchAll(/\bazuread_([a-z_]{4,60})\b/g),
      ...line.matchAll(/\bazuread:index(?:\/[a-zA-Z]+)?:([A-Z][A-Za-z]+)/g),
      ...line.matchAll(/\b([A-Z][A-Za-z]{3,40}?)s?Client\.BaseClient\.Post\(\)/g),
    ];
    for (const [whole, type = ""] of names) {
      const creates = resources[type.toLowerCase().replaceAll("_", "")];
      if (creates === undefined || new RegExp(`data\\.${whole}`).test(line)) continue;
      const [method = "", path = ""] = creates.split(" ");
      add("resource", method, path, whole.replace(/\.BaseClient.*/, ""));
    }
  }
}

function unique(found: readonly InvolvedOperation[]): InvolvedOperation[] {
  const byOperation = new Map<GraphOperation, InvolvedOperation>();
  for (const one of found) if (!byOperation.has(one.operation)) byOperation.set(one.operation, one);
  return [...byOperation.values()];
}
