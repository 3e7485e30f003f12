import { apis } from "../../catalogue/apis";
import type { ApplicationPermission, DelegatedPermission } from "../../catalogue/permissions";
import { ServiceError } from "../errors";
import { isObject } from "../graph/schema/body";
import type { Method, Operation, SandboxRequest, ServiceDefinition } from "../operation";
import type { Incident } from "../state/entities";
import type { SandboxState } from "../state/state";
import { authorizeDefender, type DefenderOperation, defenderErrorBody } from "./permissions";
import { rowsReply } from "./query";

type App = ApplicationPermission<"microsoftThreatProtection">;
type Scope = DelegatedPermission<"microsoftThreatProtection">;

const read: readonly [App[], Scope[]] = [
  ["Incident.Read.All", "Incident.ReadWrite.All"],
  ["Incident.Read", "Incident.ReadWrite"],
];
const write: readonly [App[], Scope[]] = [["Incident.ReadWrite.All"], ["Incident.ReadWrite"]];

function at(
  method: Method,
  path: string,
  [application, delegated]: readonly [App[], Scope[]],
  run: Operation["run"],
): DefenderOperation {
  return { service: "threatProtection", method, path: `/api${path}`, application, delegated, run };
}

/** An incident in the words of this API; Microsoft Graph shows the same one in its own. */
function show(incident: Incident, state: SandboxState): Record<string, unknown> {
  const { id, displayName, status, severity, classification, determination } = incident;
  return {
    incidentId: Number(id),
    redirectIncidentId: null,
    incidentName: displayName,
    createdTime: incident.createdDateTime,
    lastUpdateTime: incident.lastUpdateDateTime,
    assignedTo: incident.assignedTo,
    classification: capital(classification),
    determination: capital(determination),
    status: capital(status),
    severity: capital(severity),
    tags: incident.customTags,
    comments: incident.comments,
    incidentUri: incident.incidentWebUrl,
    alerts: state.defenderAlerts
      .filter(({ incidentId }) => String(incidentId) === id)
      .map(({ id: alertId, computerDnsName: _device, ...alert }) => ({ alertId, ...alert })),
  };
}

/** What may be changed, under Graph's name, and to what. */
const writable: Readonly<Record<string, { readonly name: string; readonly values?: readonly string[] }>> = {
  status: { name: "status", values: ["Active", "Resolved", "InProgress", "Redirected"] },
  assignedTo: { name: "assignedTo" },
  classification: {
    name: "classification",
    values: ["Unknown", "FalsePositive", "TruePositive", "InformationalExpectedActivity"],
  },
  determination: { name: "determination" },
};

const update: Operation["run"] = (state, request, environment) => {
  const incident = incidentOf(state, request);
  const body = isObject(request.body) ? request.body : {};
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const known = writable[name];
    if (name === "tags" && Array.isArray(value)) changes.customTags = value;
    else if (name === "comment" && typeof value === "string") {
      const made = {
        comment: value,
        createdBy: request.caller.appId,
        createdTime: environment.clock.now().toISOString(),
      };
      changes.comments = [...((incident.comments ?? []) as readonly unknown[]), made];
    } else if (known && typeof value === "string" && (known.values?.includes(value) ?? true)) {
      changes[known.name] = name === "assignedTo" ? value : value.charAt(0).toLowerCase() + value.slice(1);
    } else throw new ServiceError(400, "InvalidRequestBody", `Request body is incorrect: ${name}.`);
  }
  const lastUpdateDateTime = environment.clock.now().toISOString();
  const changed = state.incidents.insert({ ...incident, ...changes, lastUpdateDateTime });
  return { status: 200, body: show(changed, state) };
};

function incidentOf(state: SandboxState, request: SandboxRequest): Incident {
  const { id = "" } = request.params;
  const incident = state.incidents.get(id);
  if (!incident) throw new ServiceError(404, "NotFound", `Incident ${id} was not found.`);
  return incident;
}

function capital(text: unknown): unknown {
  return typeof text === "string" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const { publicResource, otherResources, appId } = apis.microsoftThreatProtection;

/** The Microsoft Threat Protection API: incidents of Defender XDR. */
export const threatProtectionService: ServiceDefinition = {
  service: "threatProtection",
  basePath: "/threatprotection",
  operations: [
    at("GET", "/incidents", read, (state, request, environment) =>
      rowsReply(
        state.incidents.list().map((incident) => show(incident, state)),
        request,
        `${environment.baseUrls.threatProtection}/api/$metadata#Incidents`,
      ),
    ),
    at("GET", "/incidents/:id", read, (state, request) => ({
      status: 200,
      body: show(incidentOf(state, request), state),
    })),
    at("PATCH", "/incidents/:id", write, update),
  ],
  audiences: ({ baseUrls }) => [
    ...[baseUrls.threatProtection, publicResource, ...otherResources].flatMap((url) => [url, `${url}/`]),
    appId,
  ],
  authorize: authorizeDefender,
  errorBody: defenderErrorBody,
};
