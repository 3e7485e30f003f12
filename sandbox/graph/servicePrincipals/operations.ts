import type { SandboxRequest } from "../../operation";
import type { SandboxState } from "../../state/state";
import { newPassword, passwordOfAction, showPassword, withoutPassword } from "../credentials";
import { deleteEntry } from "../directory/deletion";
import { membershipOperations, mixedReply } from "../directory/membership";
import { type GraphOperation, operation } from "../operation";
import { ownerOperations } from "../owners";
import type { DirectoryEntry } from "../references";
import { actionReply, countReply, createdReply, entityReply, listReply, noContent } from "../reply";
import { objectBody } from "../schema/body";
import { visibleItems } from "../visibility";
import { findServicePrincipal } from "./find";
import { servicePrincipalView } from "./view";
import { createServicePrincipal, updateServicePrincipal } from "./write";

const key = (request: SandboxRequest) => request.params.id ?? "";

export const servicePrincipalOperations: readonly GraphOperation[] = [
  operation("GET", "/servicePrincipals", (state, request, environment) =>
    listReply(visibleItems(state.servicePrincipals, environment), servicePrincipalView(state), request, environment),
  ),
  operation("GET", "/servicePrincipals/$count", (state, request, environment) =>
    countReply(visibleItems(state.servicePrincipals, environment), servicePrincipalView(state), request),
  ),
  operation("POST", "/servicePrincipals", (state, request, environment) =>
    createdReply(
      createServicePrincipal(state, request, environment),
      servicePrincipalView(state),
      request,
      environment,
    ),
  ),
  operation("GET", "/servicePrincipals/:id", (state, request, environment) =>
    entityReply(
      findServicePrincipal(state, key(request), environment),
      servicePrincipalView(state),
      request,
      environment,
    ),
  ),
  operation("PATCH", "/servicePrincipals/:id", (state, request, environment) => {
    updateServicePrincipal(state, findServicePrincipal(state, key(request), environment), request);
    return noContent;
  }),
  // Microsoft's own are not spared: a privileged caller who deletes one breaks the tenant, here as in Entra ID.
  operation("DELETE", "/servicePrincipals/:id", (state, request, environment) => {
    const object = findServicePrincipal(state, key(request), environment);
    deleteEntry(state, { kind: "servicePrincipal", object }, environment);
    return noContent;
  }),
  operation("POST", "/servicePrincipals/:id/addPassword", (state, request, environment) => {
    const principal = findServicePrincipal(state, key(request), environment);
    const { credential, secretText } = newPassword(passwordOfAction(request.body), environment);
    const passwordCredentials = [...principal.passwordCredentials, credential];
    state.servicePrincipals.update(principal.id, { passwordCredentials });
    return actionReply(
      "microsoft.graph.passwordCredential",
      showPassword(credential, secretText),
      request,
      environment,
    );
  }),
  operation("POST", "/servicePrincipals/:id/removePassword", (state, request, environment) => {
    const principal = findServicePrincipal(state, key(request), environment);
    const passwordCredentials = withoutPassword(objectBody(request), principal.passwordCredentials);
    state.servicePrincipals.update(principal.id, { passwordCredentials });
    return noContent;
  }),
  operation("GET", "/servicePrincipals/:id/ownedObjects", (state, request, environment) => {
    const { id } = findServicePrincipal(state, key(request), environment);
    return mixedReply(ownedBy(state, id), state, request, environment);
  }),
  operation("GET", "/servicePrincipals/:id/createdObjects", (state, request, environment) => {
    findServicePrincipal(state, key(request), environment);
    return mixedReply([], state, request, environment);
  }),
  ...ownerOperations({
    path: "/servicePrincipals",
    find: findServicePrincipal,
    collection: (state) => state.servicePrincipals,
  }),
  ...membershipOperations("/servicePrincipals", findServicePrincipal),
];

/** The applications, service principals and groups that a principal owns. */
export function ownedBy(state: SandboxState, id: string): DirectoryEntry[] {
  return [
    ...state.applications
      .filter(({ owners }) => owners.includes(id))
      .map((object): DirectoryEntry => ({ kind: "application", object })),
    ...state.servicePrincipals
      .filter(({ owners }) => owners.includes(id))
      .map((object): DirectoryEntry => ({ kind: "servicePrincipal", object })),
    ...state.groups
      .filter(({ owners }) => owners.includes(id))
      .map((object): DirectoryEntry => ({ kind: "group", object })),
  ];
}
