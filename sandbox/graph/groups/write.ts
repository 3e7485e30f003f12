import type { Environment, SandboxRequest } from "../../operation";
import type { Group } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, invalidValue } from "../errors";
import { newId } from "../ids";
import { checkOwner } from "../ownership";
import { alreadyReferenced, boundEntries, type DirectoryEntry } from "../references";
import { type Body, checkedProperties, merged, objectBody } from "../schema/body";
import { groupType } from "../schema/group";
import { nowMs, timestamp } from "../visibility";
import { showGroup } from "./show";

/** Makes a group of the body of `POST /groups`. */
export function createGroup(state: SandboxState, request: SandboxRequest, environment: Environment): Group {
  const body = objectBody(request);
  const given = checkedProperties(groupType, body);
  for (const name of ["displayName", "mailEnabled", "mailNickname", "securityEnabled"]) {
    if (given[name] === undefined || given[name] === null) {
      throw badRequest(`A value is required for property '${name}' of resource 'Group'.`, name);
    }
  }
  validateGroup(given);
  const id = newId();
  const bound = boundEntries(state, body, "owners", environment).map(checkOwner);
  const creator = request.caller.kind === "user" ? [request.caller.objectId] : [];
  const members = boundEntries(state, body, "members", environment).map((entry) => checkMember(entry, id, given));
  return state.groups.insert({
    id,
    createdMs: nowMs(environment),
    displayName: String(given.displayName),
    members: [...new Set(members)],
    owners: [...new Set([...bound, ...creator])],
    properties: {
      createdDateTime: timestamp(environment),
      renewedDateTime: timestamp(environment),
      securityIdentifier: null,
      ...mailOf(state, given),
      ...merged(groupType.properties, {}, without(given, ["displayName"])),
    },
  });
}

/** Applies the body of `PATCH /groups/{id}`; `members@odata.bind` adds up to twenty members. */
export function updateGroup(
  state: SandboxState,
  group: Group,
  request: SandboxRequest,
  environment: Environment,
): void {
  const body = objectBody(request);
  const shown = showGroup(group);
  const given = checkedProperties(groupType, body, shown);
  if (given.isAssignableToRole !== undefined && given.isAssignableToRole !== shown.isAssignableToRole) {
    throw badRequest("Property 'isAssignableToRole' is immutable and cannot be changed.", "isAssignableToRole");
  }
  const after = merged(groupType.properties, shown, given);
  if (typeof after.displayName !== "string" || after.displayName === "") throw invalidValue("displayName", "Group");
  const bound = boundEntries(state, body, "members", environment);
  if (bound.length > 20) throw badRequest("No more than 20 members can be added in one request.", "members");
  const added = bound.map((entry) => checkMember(entry, group.id, group.properties));
  if (added.some((id) => group.members.includes(id))) throw alreadyReferenced("members");
  state.groups.insert({
    ...group,
    displayName: after.displayName,
    members: [...group.members, ...new Set(added)],
    properties: {
      ...group.properties,
      ...Object.fromEntries(Object.keys(without(given, ["displayName"])).map((name) => [name, after[name]])),
    },
  });
}

/** Whether an object may be a member; its id. */
export function checkMember(entry: DirectoryEntry, groupId: string, group: Readonly<Body>): string {
  const { kind, object } = entry;
  if (kind !== "user" && kind !== "group" && kind !== "servicePrincipal") {
    throw badRequest(`Objects of type '${kind}' cannot be members of a group.`, "members");
  }
  const types = (group.groupTypes ?? []) as readonly string[];
  if (types.includes("Unified") && kind !== "user") {
    throw badRequest("Only users can be members of a Microsoft 365 group.", "members");
  }
  if (group.isAssignableToRole === true && kind === "group") {
    throw badRequest("A group cannot be a member of a group that is assignable to a role.", "members");
  }
  if (object.id === groupId) throw badRequest("A group cannot be a member of itself.", "members");
  return object.id;
}

function validateGroup(given: Body): void {
  if (typeof given.displayName !== "string" || given.displayName.trim() === "") {
    throw invalidValue("displayName", "Group");
  }
  if (!/^[^\s@()\\[\]";:<>,]{1,64}$/.test(String(given.mailNickname))) throw invalidValue("mailNickname", "Group");
  const unified = ((given.groupTypes ?? []) as string[]).includes("Unified");
  if (!unified && given.mailEnabled === true) {
    throw badRequest(
      "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.",
    );
  }
  if (unified && given.mailEnabled !== true) throw invalidValue("mailEnabled", "Group");
  if (!unified && given.securityEnabled !== true) throw invalidValue("securityEnabled", "Group");
  if (given.isAssignableToRole === true && given.securityEnabled !== true) {
    throw invalidValue("isAssignableToRole", "Group");
  }
}

function mailOf(state: SandboxState, given: Body): Body {
  if (given.mailEnabled !== true) return {};
  const domains = state.organization.list().flatMap(({ verifiedDomains }) => verifiedDomains);
  const mail = `${String(given.mailNickname)}@${domains.find(({ isDefault }) => isDefault)?.name ?? ""}`;
  return { mail, proxyAddresses: [`SMTP:${mail}`] };
}

function without(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}
