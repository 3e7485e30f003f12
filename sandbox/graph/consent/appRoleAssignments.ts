import type { Environment, SandboxRequest } from "../../operation";
import type { AppRoleAssignment } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, invalidValue, notFound } from "../errors";
import { findGroup } from "../groups/find";
import { isGuid, newAppRoleAssignmentId } from "../ids";
import { type GraphOperation, operation } from "../operation";
import { type DirectoryEntry, findEntry } from "../references";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { objectBody } from "../schema/body";
import { appRoleAssignmentType } from "../schema/others";
import { findServicePrincipal } from "../servicePrincipals/find";
import { findUser } from "../users/find";
import { isVisible, nowMs, timestamp } from "../visibility";
import { showAssignment } from "./show";

/** Consent to application permissions, from both of its sides. */

/** Assigns the application as such, with none of its roles. */
const defaultAccess = "00000000-0000-0000-0000-000000000000";

const resource = appRoleAssignmentType.resource;

function view(state: SandboxState, set: string): View<AppRoleAssignment> {
  return { type: appRoleAssignmentType, set, show: (assignment) => showAssignment(assignment, state) };
}

type Finder = (state: SandboxState, key: string, environment: Environment) => { readonly id: string };

/** A list of assignments at an object that is one side of them. */
interface Side {
  readonly path: string;
  readonly find: Finder;
  readonly member: "principalId" | "resourceId";
}

const sides: readonly Side[] = [
  { path: "/servicePrincipals/:id/appRoleAssignedTo", find: findServicePrincipal, member: "resourceId" },
  { path: "/servicePrincipals/:id/appRoleAssignments", find: findServicePrincipal, member: "principalId" },
  { path: "/users/:id/appRoleAssignments", find: findUser, member: "principalId" },
  { path: "/groups/:id/appRoleAssignments", find: findGroup, member: "principalId" },
];

export const appRoleAssignmentOperations: readonly GraphOperation[] = sides.flatMap(operationsOf);

function operationsOf({ path, find, member }: Side): GraphOperation[] {
  const idOf = (state: SandboxState, request: SandboxRequest, environment: Environment) =>
    find(state, request.params.id ?? "", environment).id;
  const assignments = (state: SandboxState, id: string, environment: Environment) =>
    state.appRoleAssignments.filter((one) => one[member] === id && isVisible(one, environment));
  const [, collection = "", , name = ""] = path.split("/");
  const setOf = (id: string) => `${collection}('${id}')/${name}`;
  return [
    operation("GET", path, (state, request, environment) => {
      const id = idOf(state, request, environment);
      return listReply(assignments(state, id, environment), view(state, setOf(id)), request, environment);
    }),
    operation("POST", path, (state, request, environment) => {
      const id = idOf(state, request, environment);
      const body = objectBody(request);
      if (typeof body[member] === "string" && body[member].toLowerCase() !== id) throw invalidValue(member, resource);
      const assignment = createAssignment(state, { ...body, [member]: id }, environment);
      return createdReply(assignment, view(state, setOf(id)), request, environment);
    }),
    operation(
      "GET",
      `${path}/:assignmentId`,
      (state, request, environment) => {
        const id = idOf(state, request, environment);
        const wanted = request.params.assignmentId ?? "";
        const found = assignments(state, id, environment).find((one) => one.id === wanted);
        if (!found) throw notFound(wanted);
        return entityReply(found, view(state, setOf(id)), request, environment);
      },
      { permissionsOf: `GET ${path.replace(":id", "{id}")}` },
    ),
    operation("DELETE", `${path}/:assignmentId`, (state, request, environment) => {
      const id = idOf(state, request, environment);
      const wanted = request.params.assignmentId ?? "";
      const found = state.appRoleAssignments.get(wanted);
      if (!found || found[member] !== id) {
        throw badRequest("EntitlementGrant being updated or deleted is not found.");
      }
      state.appRoleAssignments.remove(wanted);
      return noContent;
    }),
  ];
}

function createAssignment(
  state: SandboxState,
  body: Readonly<Record<string, unknown>>,
  environment: Environment,
): AppRoleAssignment {
  const { principalId, resourceId, appRoleId } = body;
  for (const [name, value] of Object.entries({ principalId, resourceId, appRoleId })) {
    if (value === undefined || value === null) {
      throw badRequest(`A value is required for property '${name}' of resource '${resource}'.`, name);
    }
    if (!isGuid(value)) throw invalidValue(name, resource);
  }
  const principal = findEntry(state, String(principalId));
  if (!principal || !isVisible(principal.object, environment)) throw notFound(String(principalId));
  const api = findServicePrincipal(state, String(resourceId), environment);
  const roleId = String(appRoleId).toLowerCase();
  checkRole(api, roleId, principal);
  const duplicate = state.appRoleAssignments.find(
    (one) => one.principalId === principal.object.id && one.resourceId === api.id && one.appRoleId === roleId,
  );
  if (duplicate) throw badRequest("Permission being assigned already exists on the object");
  return state.appRoleAssignments.insert({
    id: newAppRoleAssignmentId(principal.object.id),
    createdMs: nowMs(environment),
    appRoleId: roleId,
    principalId: principal.object.id,
    principalType: principalTypes[principal.kind] ?? "ServicePrincipal",
    resourceId: api.id,
    createdDateTime: timestamp(environment),
  });
}

const principalTypes: Partial<Record<DirectoryEntry["kind"], AppRoleAssignment["principalType"]>> = {
  servicePrincipal: "ServicePrincipal",
  user: "User",
  group: "Group",
};

function checkRole(api: ReturnType<typeof findServicePrincipal>, roleId: string, principal: DirectoryEntry): void {
  if (principalTypes[principal.kind] === undefined) throw invalidValue("principalId", resource);
  if (roleId === defaultAccess) return;
  const role = api.appRoles.find(({ id }) => id.toLowerCase() === roleId);
  // A delegated permission's id ends here too: it is no app role.
  if (!role?.isEnabled) throw badRequest(`Permission being assigned was not found on application '${api.appId}'.`);
  const member = principal.kind === "servicePrincipal" ? "Application" : "User";
  if (!role.allowedMemberTypes.includes(member)) {
    throw badRequest(`Permission being assigned does not allow member type '${member}'.`);
  }
}
