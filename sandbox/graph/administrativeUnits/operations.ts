import type { SandboxRequest } from "../../operation";
import type { AdministrativeUnit } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { deleteEntry } from "../directory/deletion";
import { mixedReply } from "../directory/membership";
import { entriesOf, showRelated } from "../directory/show";
import { badRequest, invalidValue, notFound } from "../errors";
import { newId } from "../ids";
import { type GraphOperation, operation } from "../operation";
import { boundEntries, referencedEntry } from "../references";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { checkedProperties, merged, objectBody } from "../schema/body";
import { administrativeUnitType } from "../schema/others";
import { find, nowMs, visibleItems } from "../visibility";
import { scopedRoleMemberOperations } from "./scopedRoleMembers";
import { showAdministrativeUnit } from "./show";

const key = (request: SandboxRequest) => request.params.id ?? "";

function unitView(state: SandboxState): View<AdministrativeUnit> {
  return {
    type: administrativeUnitType,
    set: "directory/administrativeUnits",
    show: showAdministrativeUnit,
    expand: ({ members }, name) => (name === "members" ? showRelated(members, state) : undefined),
  };
}

const listMembers: GraphOperation["run"] = (state, request, environment) => {
  const { members } = find(state.administrativeUnits, key(request), environment);
  return mixedReply(entriesOf(members, state), state, request, environment);
};

/** @param path `/directory/administrativeUnits`, or the older `/administrativeUnits` of beta */
function operationsAt(path: string): GraphOperation[] {
  return [
    operation("GET", path, (state, request, environment) =>
      listReply(visibleItems(state.administrativeUnits, environment), unitView(state), request, environment),
    ),
    operation("POST", path, (state, request, environment) => {
      const body = objectBody(request);
      const given = checkedProperties(administrativeUnitType, body);
      const { displayName, ...properties } = given;
      if (typeof displayName !== "string" || displayName === "") {
        throw badRequest(
          "A value is required for property 'displayName' of resource 'AdministrativeUnit'.",
          "displayName",
        );
      }
      const unit = state.administrativeUnits.insert({
        id: newId(),
        createdMs: nowMs(environment),
        displayName,
        members: boundEntries(state, body, "members", environment).map(({ object }) => object.id),
        properties: merged(administrativeUnitType.properties, {}, properties),
      });
      return createdReply(unit, unitView(state), request, environment);
    }),
    operation("GET", `${path}/:id`, (state, request, environment) =>
      entityReply(find(state.administrativeUnits, key(request), environment), unitView(state), request, environment),
    ),
    operation("PATCH", `${path}/:id`, (state, request, environment) => {
      const unit = find(state.administrativeUnits, key(request), environment);
      const shown = showAdministrativeUnit(unit);
      const given = checkedProperties(administrativeUnitType, objectBody(request), shown);
      const { displayName = unit.displayName, ...properties } = given;
      if (typeof displayName !== "string" || displayName === "") {
        throw invalidValue("displayName", "AdministrativeUnit");
      }
      state.administrativeUnits.update(unit.id, {
        displayName,
        properties: merged(administrativeUnitType.properties, unit.properties, properties),
      });
      return noContent;
    }),
    operation("DELETE", `${path}/:id`, (state, request, environment) => {
      const object = find(state.administrativeUnits, key(request), environment);
      deleteEntry(state, { kind: "administrativeUnit", object }, environment);
      return noContent;
    }),
    operation("GET", `${path}/:id/members`, listMembers),
    operation("GET", `${path}/:id/members/:cast`, listMembers, { permissionsOf: `GET ${path}/{id}/members` }),
    operation("POST", `${path}/:id/members/$ref`, (state, request, environment) => {
      const unit = find(state.administrativeUnits, key(request), environment);
      const { kind, object } = referencedEntry(state, request, environment);
      if (kind !== "user" && kind !== "group") {
        throw badRequest("Only users, groups and devices can be members of an administrative unit.", "members");
      }
      if (unit.members.includes(object.id)) {
        throw badRequest(
          "A conflicting object with one or more of the specified property values is present in the directory.",
          "members",
          "ConflictingObjects",
        );
      }
      state.administrativeUnits.update(unit.id, { members: [...unit.members, object.id] });
      return noContent;
    }),
    operation("DELETE", `${path}/:id/members/:memberId/$ref`, (state, request, environment) => {
      const unit = find(state.administrativeUnits, key(request), environment);
      const wanted = request.params.memberId ?? "";
      const members = unit.members.filter((id) => id !== wanted.toLowerCase());
      if (members.length === unit.members.length) throw notFound(wanted);
      state.administrativeUnits.update(unit.id, { members });
      return noContent;
    }),
    ...scopedRoleMemberOperations(path),
  ];
}

const beta: readonly GraphOperation[] = operationsAt("/administrativeUnits").map((one) => ({
  ...one,
  versions: ["beta"],
  permissionsOf: (one.permissionsOf ?? `${one.method} ${one.path.replace(/:(\w+)/g, "{$1}")}`).replace(
    " /administrativeUnits",
    " /directory/administrativeUnits",
  ),
}));

export const administrativeUnitOperations: readonly GraphOperation[] = [
  ...operationsAt("/directory/administrativeUnits"),
  ...beta,
];
