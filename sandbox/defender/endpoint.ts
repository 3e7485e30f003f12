import { apis } from "../../catalogue/apis";
import type { ApplicationPermission, DelegatedPermission } from "../../catalogue/permissions";
import { ServiceError } from "../errors";
import { isObject } from "../graph/schema/body";
import type { Environment, Method, Operation, SandboxRequest, ServiceDefinition } from "../operation";
import type { Alert } from "../state/entities";
import type { SandboxState } from "../state/state";
import { authorizeDefender, type DefenderOperation, defenderErrorBody } from "./permissions";
import { rowsReply } from "./query";

type App = ApplicationPermission<"windowsDefenderAtp">;
type Scope = DelegatedPermission<"windowsDefenderAtp">;

const readAlerts: readonly [App[], Scope[]] = [
  ["Alert.Read.All", "Alert.ReadWrite.All"],
  ["Alert.Read", "Alert.ReadWrite"],
];
const writeAlerts: readonly [App[], Scope[]] = [["Alert.ReadWrite.All"], ["Alert.ReadWrite"]];
const readMachines: readonly [App[], Scope[]] = [
  ["Machine.Read.All", "Machine.ReadWrite.All"],
  ["Machine.Read", "Machine.ReadWrite"],
];

/** What may be changed of an alert, and to what. */
const writable: Readonly<Record<string, readonly string[] | "text">> = {
  status: ["New", "InProgress", "Resolved"],
  assignedTo: "text",
  classification: ["TruePositive", "InformationalExpectedActivity", "FalsePositive", "Unknown"],
  determination: "text",
  comment: "text",
};

/** `/api/…` and `/api/v1.0/…` are the same. */
function at(
  method: Method,
  path: string,
  [application, delegated]: readonly [App[], Scope[]],
  run: Operation["run"],
): DefenderOperation[] {
  return ["/api", "/api/v1.0"].map((prefix) => ({
    service: "defender",
    method,
    path: `${prefix}${path}`,
    application,
    delegated,
    run,
  }));
}

const context = (environment: Environment, set: string) => `${environment.baseUrls.defender}/api/$metadata#${set}`;

const updateAlert: Operation["run"] = (state, request, environment) => {
  const alert = alertOf(state, request);
  const body = isObject(request.body) ? request.body : {};
  const { comment, ...changes } = body;
  for (const [name, value] of Object.entries(body)) {
    const allowed = writable[name];
    const fits = typeof value === "string" && (allowed === "text" || allowed?.includes(value));
    if (!fits) throw new ServiceError(400, "InvalidRequestBody", `Request body is incorrect: ${name}.`);
  }
  const now = environment.clock.now().toISOString();
  const made = { comment, createdBy: request.caller.appId, createdTime: now };
  const changed = state.defenderAlerts.insert({
    ...alert,
    ...changes,
    lastUpdateTime: now,
    ...(changes.status === "Resolved" ? { resolvedTime: now } : {}),
    ...(comment === undefined ? {} : { comments: [...((alert.comments ?? []) as readonly unknown[]), made] }),
  });
  return { status: 200, body: { "@odata.context": context(environment, "Alerts/$entity"), ...changed } };
};

function alertOf(state: SandboxState, request: SandboxRequest): Alert {
  const { id = "" } = request.params;
  const alert = state.defenderAlerts.get(id);
  if (!alert) throw new ServiceError(404, "ResourceNotFound", `Alert ${id} was not found.`);
  return alert;
}

const { publicResource, otherResources, appId } = apis.windowsDefenderAtp;

/** The WindowsDefenderATP API: alerts and devices of Defender for Endpoint. */
export const defenderService: ServiceDefinition = {
  service: "defender",
  basePath: "/defender",
  operations: [
    ...at("GET", "/alerts", readAlerts, (state, request, environment) =>
      rowsReply(state.defenderAlerts.list(), request, context(environment, "Alerts")),
    ),
    ...at("GET", "/alerts/:id", readAlerts, (state, request, environment) => ({
      status: 200,
      body: { "@odata.context": context(environment, "Alerts/$entity"), ...alertOf(state, request) },
    })),
    ...at("PATCH", "/alerts/:id", writeAlerts, updateAlert),
    ...at("GET", "/machines", readMachines, (state, request, environment) =>
      rowsReply(state.machines.list(), request, context(environment, "Machines")),
    ),
    ...at("GET", "/machines/:id", readMachines, (state, request, environment) => {
      const { id = "" } = request.params;
      const machine = state.machines.find((one) => one.id === id || one.computerDnsName === id);
      if (!machine) throw new ServiceError(404, "ResourceNotFound", `Machine ${id} was not found.`);
      return { status: 200, body: { "@odata.context": context(environment, "Machines/$entity"), ...machine } };
    }),
  ],
  audiences: ({ baseUrls }) => [
    ...[baseUrls.defender, publicResource, ...otherResources].flatMap((url) => [url, `${url}/`]),
    appId,
  ],
  authorize: authorizeDefender,
  errorBody: defenderErrorBody,
};
