import { createHash } from "node:crypto";
import type { SandboxRequest } from "../../operation";
import { deleteEntry } from "../directory/deletion";
import { membershipOperations, mixedReply } from "../directory/membership";
import { entriesOf, showEntry } from "../directory/show";
import { badRequest, notFound } from "../errors";
import { assignLicences, licenceChange } from "../licences/assign";
import { licenseDetails } from "../licences/details";
import { type GraphOperation, operation } from "../operation";
import { findEntry, referencedEntry } from "../references";
import { actionReply, countReply, createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { type Body, objectBody } from "../schema/body";
import { directoryObjectType } from "../schema/others";
import { ownedBy } from "../servicePrincipals/operations";
import { timestamp, visibleItems } from "../visibility";
import { findUser } from "./find";
import { reportsOf, userView } from "./view";
import { createUser, updateUser } from "./write";

const key = (request: SandboxRequest) => request.params.id ?? "";

const assignLicense: GraphOperation["run"] = (state, request, environment) => {
  const user = findUser(state, key(request), environment);
  const updated = assignLicences(state, user, licenceChange(request), request, environment);
  return entityReply(updated, userView(state), { ...request, query: new URLSearchParams() }, environment);
};

const endSessions: GraphOperation["run"] = (state, request, environment) => {
  const user = findUser(state, key(request), environment);
  const properties = { ...user.properties, signInSessionsValidFromDateTime: timestamp(environment) };
  state.users.update(user.id, { properties });
  return actionReply("Edm.Boolean", { value: true }, request, environment);
};

const anyView: View<Body & { id: string }> = {
  type: directoryObjectType,
  set: "directoryObjects",
  polymorphic: true,
  show: (item) => item,
};

/** What holds for a user: of each there is one for `/me` too. */
const ofOneUser: readonly GraphOperation[] = [
  operation("GET", "/users/:id", (state, request, environment) =>
    entityReply(findUser(state, key(request), environment), userView(state), request, environment),
  ),
  operation("PATCH", "/users/:id", (state, request, environment) => {
    updateUser(state, findUser(state, key(request), environment), request, environment);
    return noContent;
  }),
  operation("GET", "/users/:id/manager", (state, request, environment) => {
    const { managerId } = findUser(state, key(request), environment).properties;
    const manager = typeof managerId === "string" ? findEntry(state, managerId) : undefined;
    if (!manager) throw notFound("manager");
    const shown = { ...showEntry(manager, state), id: manager.object.id };
    return entityReply(shown, { ...anyView, typeOf: () => userView(state).type }, request, environment);
  }),
  operation("GET", "/users/:id/directReports", (state, request, environment) => {
    const { id } = findUser(state, key(request), environment);
    return mixedReply(entriesOf(reportsOf(state, id), state), state, request, environment);
  }),
  operation("GET", "/users/:id/ownedObjects", (state, request, environment) => {
    const { id } = findUser(state, key(request), environment);
    return mixedReply(ownedBy(state, id), state, request, environment);
  }),
  operation("GET", "/users/:id/licenseDetails", (state, request, environment) => {
    const details = licenseDetails(state, findUser(state, key(request), environment));
    const view = { ...anyView, set: `users('${key(request)}')/licenseDetails`, polymorphic: false };
    return listReply(details, view, request, environment);
  }),
  operation("POST", "/users/:id/revokeSignInSessions", endSessions),
  ...membershipOperations("/users", findUser),
];

export const userOperations: readonly GraphOperation[] = [
  operation("GET", "/users", (state, request, environment) =>
    listReply(visibleItems(state.users, environment), userView(state), request, environment),
  ),
  operation("GET", "/users/$count", (state, request, environment) =>
    countReply(visibleItems(state.users, environment), userView(state), request),
  ),
  operation("POST", "/users", (state, request, environment) =>
    createdReply(createUser(state, request, environment), userView(state), request, environment),
  ),
  ...ofOneUser,
  operation("DELETE", "/users/:id", (state, request, environment) => {
    deleteEntry(state, { kind: "user", object: findUser(state, key(request), environment) }, environment);
    return noContent;
  }),
  operation("PUT", "/users/:id/manager/$ref", (state, request, environment) => {
    const user = findUser(state, key(request), environment);
    const manager = referencedEntry(state, request, environment);
    if (manager.kind !== "user" || manager.object.id === user.id) {
      throw badRequest("Invalid value specified for property 'manager' of resource 'User'.", "manager");
    }
    state.users.update(user.id, { properties: { ...user.properties, managerId: manager.object.id } });
    return noContent;
  }),
  operation("DELETE", "/users/:id/manager/$ref", (state, request, environment) => {
    const user = findUser(state, key(request), environment);
    const { managerId, ...properties } = user.properties;
    if (managerId === undefined) throw notFound("manager");
    state.users.update(user.id, { properties });
    return noContent;
  }),
  operation("POST", "/users/:id/assignLicense", assignLicense),
  operation("POST", "/users/:id/microsoft.graph.assignLicense", assignLicense, {
    permissionsOf: "POST /users/{id}/assignLicense",
  }),
  operation("POST", "/users/:id/microsoft.graph.revokeSignInSessions", endSessions, {
    permissionsOf: "POST /users/{id}/revokeSignInSessions",
  }),
];

/** The signed-in user. */
export const meOperations: readonly GraphOperation[] = [
  ...ofOneUser.map(
    (one): GraphOperation => ({
      ...one,
      path: one.path.replace("/users/:id", "/me"),
      run: (state, request, environment) => {
        const params = { ...request.params, id: request.caller.objectId };
        return one.run(state, { ...request, params }, environment);
      },
    }),
  ),
  operation(
    "POST",
    "/me/changePassword",
    (state, request, environment) => {
      const user = findUser(state, request.caller.objectId, environment);
      const { currentPassword, newPassword } = objectBody(request);
      const hash = createHash("sha256").update(String(currentPassword), "utf8").digest("hex");
      if (hash !== user.passwordHash) {
        throw badRequest("The specified password does not match. Please provide the correct current password.");
      }
      const body = { passwordProfile: { password: newPassword, forceChangePasswordNextSignIn: false } };
      updateUser(state, user, { ...request, body }, environment);
      return noContent;
    },
    { permissionsOf: "POST /users/{id}/changePassword" },
  ),
];
