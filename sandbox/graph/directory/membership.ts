import type { Environment, SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { badRequest } from "../errors";
import { type GraphOperation, operation } from "../operation";
import type { DirectoryEntry } from "../references";
import { actionReply, listReply } from "../reply";
import { type Body, isObject } from "../schema/body";
import { isVisible } from "../visibility";
import { mixedRows, mixedView } from "./show";

/** What an object is a member of: groups, administrative units, and roles that it holds over the whole tenant. */
export function memberOf(state: SandboxState, id: string): DirectoryEntry[] {
  const roles = new Set(
    state.directoryRoleAssignments
      .filter(({ principalId, directoryScopeId }) => principalId === id && directoryScopeId === "/")
      .map(({ roleDefinitionId }) => roleDefinitionId),
  );
  return [
    ...state.groups
      .filter(({ members }) => members.includes(id))
      .map((object): DirectoryEntry => ({ kind: "group", object })),
    ...state.administrativeUnits
      .filter(({ members }) => members.includes(id))
      .map((object): DirectoryEntry => ({ kind: "administrativeUnit", object })),
    ...state.directoryRoles
      .filter(({ roleTemplateId }) => roles.has(roleTemplateId))
      .map((object): DirectoryEntry => ({ kind: "directoryRole", object })),
  ];
}

/** The same through groups within groups, each once. */
export function transitiveMemberOf(state: SandboxState, id: string): DirectoryEntry[] {
  const seen = new Map<string, DirectoryEntry>();
  const queue = [id];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const entry of memberOf(state, next)) {
      if (seen.has(entry.object.id)) continue;
      seen.set(entry.object.id, entry);
      if (entry.kind === "group") queue.push(entry.object.id);
    }
  }
  return [...seen.values()];
}

/** Object ids of the groups that an object is in, directly or through other groups. */
export function groupIdsOf(state: SandboxState, id: string): string[] {
  return transitiveMemberOf(state, id)
    .filter(({ kind }) => kind === "group")
    .map(({ object }) => object.id);
}

const casts: Readonly<Record<string, DirectoryEntry["kind"]>> = {
  "microsoft.graph.group": "group",
  "microsoft.graph.administrativeunit": "administrativeUnit",
  "microsoft.graph.directoryrole": "directoryRole",
  "microsoft.graph.user": "user",
  "microsoft.graph.serviceprincipal": "servicePrincipal",
  "microsoft.graph.application": "application",
};

/** A list of objects of several kinds, of which a cast in the path (`/members/microsoft.graph.user`) picks one. */
export function mixedReply(
  entries: readonly DirectoryEntry[],
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
) {
  const { cast } = request.params;
  const kind = cast === undefined ? undefined : casts[cast.toLowerCase()];
  if (cast !== undefined && kind === undefined) {
    throw badRequest(`Unrecognized type cast segment '${cast}'.`);
  }
  const shown = entries.filter((entry) => isVisible(entry.object, environment) && (!kind || entry.kind === kind));
  return listReply(mixedRows(shown), mixedView(state), request, environment);
}

type Finder = (state: SandboxState, key: string, environment: Environment) => { readonly id: string };

/** The memberships of a kind of object: lists, and the actions that answer with ids. `path` is e.g. `/users`. */
export function membershipOperations(path: string, find: Finder): GraphOperation[] {
  const idOf = (state: SandboxState, request: SandboxRequest, environment: Environment) =>
    find(state, request.params.id ?? "", environment).id;
  const list = (name: string, of: typeof memberOf) => (suffix: string) =>
    operation(
      "GET",
      `${path}/:id/${name}${suffix}`,
      (state, request, environment) =>
        mixedReply(of(state, idOf(state, request, environment)), state, request, environment),
      { permissionsOf: `GET ${path}/{id}/${name}` },
    );
  const ids = (name: string, kind: string, pick: (state: SandboxState, id: string, body: Body) => string[]) =>
    operation("POST", `${path}/:id/${name}`, (state, request, environment) => {
      const value = pick(state, idOf(state, request, environment), isObject(request.body) ? request.body : {});
      return actionReply(`Collection(${kind})`, { value }, request, environment);
    });
  const lists = [list("memberOf", memberOf), list("transitiveMemberOf", transitiveMemberOf)];
  return [
    ...lists.flatMap((make) => [make(""), make("/:cast")]),
    ids("getMemberGroups", "Edm.String", (state, id, body) => groupIds(state, id, body.securityEnabledOnly === true)),
    ids("getMemberObjects", "Edm.String", (state, id) => transitiveMemberOf(state, id).map(({ object }) => object.id)),
    ids("checkMemberGroups", "Edm.String", (state, id, body) => among(body.groupIds, groupIdsOf(state, id))),
    ids("checkMemberObjects", "Edm.String", (state, id, body) =>
      among(
        body.ids,
        transitiveMemberOf(state, id).map(({ object }) => object.id),
      ),
    ),
  ];
}

function groupIds(state: SandboxState, id: string, securityOnly: boolean): string[] {
  const all = groupIdsOf(state, id);
  return securityOnly ? all.filter((groupId) => state.groups.get(groupId)?.properties.securityEnabled === true) : all;
}

function among(wanted: unknown, held: readonly string[]): string[] {
  if (!Array.isArray(wanted)) throw badRequest("The list of ids to check is missing.");
  return wanted.filter((id): id is string => typeof id === "string" && held.includes(id.toLowerCase()));
}
