import { badRequest } from "../errors";
import { type GraphOperation, operation } from "../operation";
import { type DirectoryEntry, entryById } from "../references";
import { entityReply, noContent } from "../reply";
import { objectBody } from "../schema/body";
import { isVisible } from "../visibility";
import { deleteEntry } from "./deletion";
import { membershipOperations } from "./membership";
import { entriesOf, mixedView, showBriefly } from "./show";

const maximumIds = 1000;

/** Objects of any kind by their id. */
export const directoryObjectOperations: readonly GraphOperation[] = [
  operation("GET", "/directoryObjects/:id", (state, request, environment) => {
    const entry = entryById(state, request.params.id ?? "", environment);
    return entityReply({ id: entry.object.id, entry }, mixedView(state), request, environment);
  }),
  operation(
    "DELETE",
    "/directoryObjects/:id",
    (state, request, environment) => {
      const entry = entryById(state, request.params.id ?? "", environment);
      if (entry.kind === "directoryRole") throw badRequest("A directory role cannot be deleted.");
      deleteEntry(state, entry, environment);
      return noContent;
    },
    {
      permissionsFor: (state, request) =>
        `DELETE ${collections[kindOf(entriesOf([request.params.id ?? ""], state)[0])]}/{id}`,
    },
  ),
  operation("POST", "/directoryObjects/getByIds", (state, request, environment) => {
    const { ids, types } = objectBody(request);
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) {
      throw badRequest("The property 'ids' must be a list of object ids.", "ids");
    }
    if (ids.length > maximumIds) throw badRequest(`No more than ${maximumIds} ids can be given in one request.`, "ids");
    const named = Array.isArray(types) ? types : [];
    const wanted = named.filter((type) => typeof type === "string").map((type: string) => type.toLowerCase());
    const value = entriesOf(ids, state)
      .filter(({ object }) => isVisible(object, environment))
      .filter(
        ({ kind }) => wanted.length === 0 || wanted.includes("directoryobject") || wanted.includes(kind.toLowerCase()),
      )
      .map((entry) => showBriefly(entry, state));
    const base = `${environment.baseUrls.graph}/${request.version}`;
    return { status: 200, body: { "@odata.context": `${base}/$metadata#directoryObjects`, value } };
  }),
  ...membershipOperations(
    "/directoryObjects",
    (state, id, environment) => entryById(state, id, environment).object,
  ).filter(({ method }) => method === "POST"),
];

const collections = {
  user: "/users",
  group: "/groups",
  servicePrincipal: "/servicePrincipals",
  application: "/applications",
  administrativeUnit: "/directory/administrativeUnits",
} as const;

function kindOf(entry: DirectoryEntry | undefined): keyof typeof collections {
  return entry && entry.kind !== "directoryRole" ? entry.kind : "user";
}
