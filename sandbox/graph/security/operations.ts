import { ServiceError } from "../../errors";
import type { Environment, SandboxRequest } from "../../operation";
import type { Collection } from "../../state/collection";
import type { Alert, Incident } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badQuery } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { actionReply, entityReply, listReply, type View } from "../reply";
import { type Body, objectBody } from "../schema/body";
import type { EntityType } from "../schema/property";
import { alertType, incidentType } from "../schema/security";
import { timestamp } from "../visibility";

type Item = Incident | Alert;

function incidentView(state: SandboxState): View<Item> {
  return {
    type: incidentType,
    set: "security/incidents",
    show: (incident) => ({ ...incident }),
    expand: ({ id }, name) =>
      name === "alerts" ? state.securityAlerts.filter(({ incidentId }) => incidentId === id) : undefined,
  };
}

const alertView: View<Item> = { type: alertType, set: "security/alerts_v2", show: (alert) => ({ ...alert }) };

const unknownFields = (name: string) => badQuery(`The property '${name}' cannot be updated.`);

/** Checks and applies a PATCH; the answer is the object as it then is. */
function patched<T extends Item>(
  collection: Collection<T>,
  item: T,
  type: EntityType,
  request: SandboxRequest,
  environment: Environment,
): T {
  const changes: Body = {};
  for (const [name, value] of Object.entries(objectBody(request))) {
    if (name.includes("@")) continue;
    const property = type.properties[name];
    if (!property || property.readOnly) throw unknownFields(name);
    const fits =
      value === null ||
      (property.kind === "strings"
        ? Array.isArray(value) && value.every((one) => typeof one === "string")
        : typeof value === "string" && (property.values?.includes(value) ?? true));
    if (!fits) throw badQuery(`The value of the property '${name}' is not valid: ${JSON.stringify(value)}.`);
    changes[name] = value;
  }
  const stamp = { lastUpdateDateTime: timestamp(environment), ...modifier(type, request) };
  return collection.insert({ ...item, ...changes, ...stamp });
}

function modifier(type: EntityType, request: SandboxRequest): Body {
  return type === incidentType ? { lastModifiedBy: `API-App:${request.caller.appId}` } : {};
}

function commented<T extends Item>(
  collection: Collection<T>,
  item: T,
  request: SandboxRequest,
  environment: Environment,
): readonly unknown[] {
  const { comment } = objectBody(request);
  if (typeof comment !== "string" || comment === "") throw badQuery("The property 'comment' is required.");
  const made = {
    "@odata.type": "#microsoft.graph.security.alertComment",
    comment,
    createdByDisplayName: `API-App:${request.caller.appId}`,
    createdDateTime: timestamp(environment),
  };
  const comments = [...((item.comments ?? []) as readonly unknown[]), made];
  collection.insert({ ...item, comments, lastUpdateDateTime: timestamp(environment) });
  return comments;
}

function itemOf<T extends Item>(collection: Collection<T>, request: SandboxRequest, what: string): T {
  const { id = "" } = request.params;
  const item = collection.get(id);
  if (!item) throw new ServiceError(404, "NotFound", `${what} with id '${id}' was not found.`);
  return item;
}

const incidents = "/security/incidents";
const alerts = "/security/alerts_v2";

/** List, read, change and comment, of incidents and of their alerts. */
export const securityOperations: readonly GraphOperation[] = [
  operation("GET", incidents, (state, request, environment) =>
    listReply(state.incidents.list(), incidentView(state), request, environment),
  ),
  operation("GET", `${incidents}/:id`, (state, request, environment) =>
    entityReply(itemOf(state.incidents, request, "Incident"), incidentView(state), request, environment),
  ),
  operation("PATCH", `${incidents}/:id`, (state, request, environment) => {
    const incident = itemOf(state.incidents, request, "Incident");
    const changed = patched(state.incidents, incident, incidentType, request, environment);
    return entityReply(changed, incidentView(state), request, environment);
  }),
  operation(
    "POST",
    `${incidents}/:id/comments`,
    (state, request, environment) => {
      const value = commented(state.incidents, itemOf(state.incidents, request, "Incident"), request, environment);
      return actionReply("security/incidents/comments", { value }, request, environment);
    },
    { permissionsOf: "PATCH /security/incidents/{id}" },
  ),
  operation("GET", alerts, (state, request, environment) =>
    listReply(state.securityAlerts.list(), alertView, request, environment),
  ),
  operation("GET", `${alerts}/:id`, (state, request, environment) =>
    entityReply(itemOf(state.securityAlerts, request, "Alert"), alertView, request, environment),
  ),
  operation("PATCH", `${alerts}/:id`, (state, request, environment) => {
    const alert = itemOf(state.securityAlerts, request, "Alert");
    return entityReply(
      patched(state.securityAlerts, alert, alertType, request, environment),
      alertView,
      request,
      environment,
    );
  }),
  operation(
    "POST",
    `${alerts}/:id/comments`,
    (state, request, environment) => {
      const value = commented(
        state.securityAlerts,
        itemOf(state.securityAlerts, request, "Alert"),
        request,
        environment,
      );
      return actionReply("security/alerts_v2/comments", { value }, request, environment);
    },
    { permissionsOf: "PATCH /security/alerts_v2/{id}" },
  ),
];
