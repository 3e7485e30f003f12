import type { SandboxRequest } from "../../operation";
import type { DeletedItem, DeletedItemKind, User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, notFound } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { type DirectoryEntry, userByName } from "../references";
import { entityReply, listReply, noContent, type View } from "../reply";
import { directoryObjectType } from "../schema/others";
import { restoreItem } from "./deletion";
import { showBriefly } from "./show";

const view = (state: SandboxState): View<DeletedItem> => ({
  type: directoryObjectType,
  set: "directoryObjects",
  polymorphic: true,
  show: (item) => ({
    ...showBriefly({ kind: item.kind, object: item.object } as DirectoryEntry, state),
    deletedDateTime: item.deletedDateTime,
  }),
});

const casts: Readonly<Record<string, DeletedItemKind>> = {
  "microsoft.graph.application": "application",
  "microsoft.graph.serviceprincipal": "servicePrincipal",
  "microsoft.graph.user": "user",
  "microsoft.graph.group": "group",
  "microsoft.graph.administrativeunit": "administrativeUnit",
};

/** What a caller needs depends on what was deleted; `{}` stands for the collection of its kind. */
const collections: Readonly<Record<DeletedItemKind, string>> = {
  application: "/applications",
  servicePrincipal: "/servicePrincipals",
  user: "/users",
  group: "/groups",
  administrativeUnit: "/directory/administrativeUnits",
};

function permissionsFor(method: "GET" | "DELETE") {
  return (state: SandboxState, request: SandboxRequest): string => {
    const item = state.deletedItems.get(request.params.id ?? "");
    return `${method} ${collections[item?.kind ?? "user"]}/{id}`;
  };
}

function itemOf(state: SandboxState, request: SandboxRequest): DeletedItem {
  const { id = "" } = request.params;
  const item = state.deletedItems.get(id);
  if (!item) throw notFound(id);
  return item;
}

const path = "/directory/deletedItems";

export const deletedItemOperations: readonly GraphOperation[] = [
  ...Object.entries(casts).map(([cast, kind]) =>
    operation(
      "GET",
      `${path}/${cast}`,
      (state, request, environment) => {
        const items = state.deletedItems.filter((item) => item.kind === kind);
        return listReply(items, view(state), request, environment);
      },
      { permissionsOf: `GET ${collections[kind]}` },
    ),
  ),
  operation(
    "GET",
    `${path}/:id`,
    (state, request, environment) => entityReply(itemOf(state, request), view(state), request, environment),
    { permissionsFor: permissionsFor("GET") },
  ),
  operation(
    "DELETE",
    `${path}/:id`,
    (state, request) => {
      state.deletedItems.remove(itemOf(state, request).id);
      return noContent;
    },
    { permissionsFor: permissionsFor("DELETE") },
  ),
  operation(
    "POST",
    `${path}/:id/restore`,
    (state, request, environment) => {
      const item = itemOf(state, request);
      checkFree(state, item);
      const object = restoreItem(state, item, environment);
      const restored = { ...item, object };
      return entityReply(restored, { ...view(state), show: (one) => showRestored(one, state) }, request, environment);
    },
    { permissionsFor: permissionsFor("DELETE") },
  ),
];

function showRestored(item: DeletedItem, state: SandboxState) {
  return { ...showBriefly({ kind: item.kind, object: item.object } as DirectoryEntry, state), deletedDateTime: null };
}

/** The names that must be unique may have been taken meanwhile. */
function checkFree(state: SandboxState, item: DeletedItem): void {
  if (item.kind === "user" && userByName(state, (item.object as User).userPrincipalName)) {
    throw badRequest(
      "Another object with the same value for property userPrincipalName already exists.",
      "userPrincipalName",
      "ObjectConflict",
    );
  }
  if (item.kind === "servicePrincipal") {
    const { appId } = item.object as { appId?: string };
    if (state.servicePrincipals.find((one) => one.appId === appId)) {
      throw badRequest(
        `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
        "servicePrincipalNames",
        "ObjectConflict",
      );
    }
  }
}
