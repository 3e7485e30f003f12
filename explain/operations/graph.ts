/** What an operation of Microsoft Graph takes. */
import { apis } from "../../catalogue/apis";
import { rolesThatAllow, rolesThatConsent } from "../../catalogue/directoryRoles";
import type { GraphOperation } from "../../catalogue/operations";
import type { PermissionType } from "../../catalogue/permissions";
import { permissionProblem } from "../../catalogue/permissions";
import { spokeActionNames, spokeActionProblem, spokeActions } from "../../catalogue/servicenowActions";
import type { ExplainedOperation, PermissionChoice } from "../explanation";
import { integration } from "../yaml";

const graph = apis.microsoftGraph;

export function explainGraphOperation(operation: GraphOperation): ExplainedOperation {
  const { method, path } = operation;
  const roles = rolesThatAllow(method, path);
  return {
    method,
    operation: path,
    api: graph.displayName,
    application: choice(operation, "application"),
    delegated: { ...choice(operation, "delegated"), directoryRoles: roles ?? null },
    azureRoles: null,
    configuration: configurationFor(operation),
    source: operation.source ?? graph.documentation,
  };
}

function choice(operation: GraphOperation, type: PermissionType): PermissionChoice {
  const least = (type === "application" ? operation.leastApplication : operation.leastDelegated) ?? null;
  return {
    least,
    also: operation.also?.[type] ?? [],
    alternatives: operation[type].filter((name) => name !== least),
    consent: rolesThatConsent(graph.appId, type),
  };
}

/** The entry of the stack's configuration with which an integration may perform the operation; null where no application may. */
export function configurationFor(operation: GraphOperation): string | null {
  const least = operation.leastApplication;
  if (least === undefined || permissionProblem("microsoftGraph", least, "application") !== undefined) return null;
  if (operation.path.startsWith("/security/incidents")) return integration("servicenow-defender", "sir-defender");
  const action = actionFor(operation);
  return integration("servicenow-entra-spoke", "entra-spoke", {
    mode: "application",
    ...(action ? { actions: [action] } : { permissions: [least, ...(operation.also?.application?.slice(0, 1) ?? [])] }),
  });
}

/** The spoke's action that calls exactly this operation and works with application permissions. */
export function actionFor({ method, path }: GraphOperation): string | undefined {
  const same = (template: string) => template.replace(/\{[^}]*\}/g, "{}").toLowerCase();
  return spokeActionNames.find((name) => {
    const [only, ...others] = spokeActions[name].operations;
    return (
      only !== undefined &&
      others.length === 0 &&
      only.method === method &&
      !("properties" in only) &&
      same(only.path) === same(path) &&
      spokeActionProblem(name, "application") === undefined
    );
  });
}
