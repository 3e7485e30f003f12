import type { SandboxRequest } from "../../operation";
import type { Group } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { deleteEntry } from "../directory/deletion";
import { memberOf, membershipOperations, mixedReply } from "../directory/membership";
import { entriesOf, showBriefly, showRelated } from "../directory/show";
import { notFound } from "../errors";
import { licenceChange } from "../licences/assign";
import { changeGroupLicences, inheritLicences } from "../licences/groups";
import { type GraphOperation, operation } from "../operation";
import { ownerOperations } from "../owners";
import { alreadyReferenced, referencedEntry } from "../references";
import { countReply, createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { groupType } from "../schema/group";
import { visibleItems } from "../visibility";
import { findGroup } from "./find";
import { showGroup } from "./show";
import { checkMember, createGroup, updateGroup } from "./write";

const key = (request: SandboxRequest) => request.params.id ?? "";

function groupView(state: SandboxState): View<Group> {
  return {
    type: groupType,
    set: "groups",
    show: showGroup,
    expand(group, name) {
      if (name === "members") return showRelated(group.members, state);
      if (name === "owners") return showRelated(group.owners, state);
      if (name === "memberOf") return memberOf(state, group.id).map((entry) => showBriefly(entry, state));
      return name === "transitiveMembers" ? showRelated(transitiveMembers(state, group), state) : undefined;
    },
  };
}

function transitiveMembers(state: SandboxState, group: Group): string[] {
  const seen = new Set<string>();
  const queue = [...group.members];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(state.groups.get(id)?.members ?? []));
  }
  return [...seen];
}

const listMembers: GraphOperation["run"] = (state, request, environment) =>
  mixedReply(entriesOf(findGroup(state, key(request), environment).members, state), state, request, environment);

const listTransitiveMembers: GraphOperation["run"] = (state, request, environment) => {
  const ids = transitiveMembers(state, findGroup(state, key(request), environment));
  return mixedReply(entriesOf(ids, state), state, request, environment);
};

const assignLicense: GraphOperation["run"] = (state, request, environment) => {
  const group = findGroup(state, key(request), environment);
  const changed = changeGroupLicences(state, group, licenceChange(request));
  inheritLicences(state, environment);
  return { ...createdReply(changed, groupView(state), request, environment), status: 202, headers: {} };
};

export const groupOperations: readonly GraphOperation[] = [
  operation("GET", "/groups", (state, request, environment) =>
    listReply(visibleItems(state.groups, environment), groupView(state), request, environment),
  ),
  operation("GET", "/groups/$count", (state, request, environment) =>
    countReply(visibleItems(state.groups, environment), groupView(state), request),
  ),
  operation("POST", "/groups", (state, request, environment) =>
    createdReply(createGroup(state, request, environment), groupView(state), request, environment),
  ),
  operation("GET", "/groups/:id", (state, request, environment) =>
    entityReply(findGroup(state, key(request), environment), groupView(state), request, environment),
  ),
  operation("PATCH", "/groups/:id", (state, request, environment) => {
    updateGroup(state, findGroup(state, key(request), environment), request, environment);
    inheritLicences(state, environment);
    return noContent;
  }),
  operation("DELETE", "/groups/:id", (state, request, environment) => {
    deleteEntry(state, { kind: "group", object: findGroup(state, key(request), environment) }, environment);
    return noContent;
  }),
  operation("GET", "/groups/:id/members", listMembers),
  operation("GET", "/groups/:id/members/:cast", listMembers, { permissionsOf: "GET /groups/{id}/members" }),
  operation("GET", "/groups/:id/transitiveMembers", listTransitiveMembers),
  operation("GET", "/groups/:id/transitiveMembers/:cast", listTransitiveMembers, {
    permissionsOf: "GET /groups/{id}/transitiveMembers",
  }),
  operation("POST", "/groups/:id/members/$ref", (state, request, environment) => {
    const group = findGroup(state, key(request), environment);
    const member = checkMember(referencedEntry(state, request, environment), group.id, group.properties);
    if (group.members.includes(member)) throw alreadyReferenced("members");
    state.groups.update(group.id, { members: [...group.members, member] });
    inheritLicences(state, environment);
    return noContent;
  }),
  operation("DELETE", "/groups/:id/members/:memberId/$ref", (state, request, environment) => {
    const group = findGroup(state, key(request), environment);
    const wanted = request.params.memberId ?? "";
    const members = group.members.filter((id) => id !== wanted.toLowerCase());
    if (members.length === group.members.length) throw notFound(wanted);
    state.groups.update(group.id, { members });
    inheritLicences(state, environment);
    return noContent;
  }),
  operation("POST", "/groups/:id/assignLicense", assignLicense),
  operation("POST", "/groups/:id/microsoft.graph.assignLicense", assignLicense, {
    permissionsOf: "POST /groups/{id}/assignLicense",
  }),
  ...ownerOperations({
    path: "/groups",
    find: findGroup,
    collection: (state) => state.groups,
    keepsOne: ({ properties }) => ((properties.groupTypes ?? []) as readonly string[]).includes("Unified"),
  }),
  ...membershipOperations("/groups", findGroup),
];
