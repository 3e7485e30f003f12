import { CannotLook, type LiveReader } from "../../look";
import { key, quoted } from "./paths";

/** What an id turned out to be in a tenant. */
export interface Identified {
  readonly kind: "clientId" | "application" | "servicePrincipal" | "user" | "group" | "deleted" | "other";
  /** e.g. `the Object ID of the app registration "Spoke", whose client ID is …`. */
  readonly what: string;
  readonly appId?: string;
  readonly createdDateTime?: string | null;
}

interface DirectoryObject {
  readonly "@odata.type"?: string;
  readonly id: string;
  readonly appId?: string;
  readonly displayName?: string | null;
  readonly userPrincipalName?: string;
  readonly createdDateTime?: string | null;
  readonly deletedDateTime?: string | null;
}

export const readsOfIdentify = [
  "GET /directoryObjects/{id}",
  "GET /servicePrincipals",
  "GET /directory/deletedItems/{id}",
];

/** What an id means in a tenant: three ids of an application are mixed up often. Undefined where nothing has it, deleted objects included. */
export async function identify(tenant: LiveReader, id: string): Promise<Identified | undefined> {
  const [object, [ofClientId] = []] = await Promise.all([
    readObject(tenant, id),
    tenant.graph.list<DirectoryObject>(
      `/servicePrincipals?$filter=appId eq ${quoted(id)}&$select=id,appId,displayName`,
    ),
  ]);
  if (object) return describe(object);
  if (ofClientId) {
    return {
      kind: "clientId",
      what: `the Application (client) ID of "${ofClientId.displayName}", whose service principal has the Object ID ${ofClientId.id}`,
      appId: id,
    };
  }
  const deleted = await tenant.graph.get<DirectoryObject>(`/directory/deletedItems/${key(id)}`);
  if (!deleted) return undefined;
  return {
    kind: "deleted",
    what: `${describe(deleted).what}, which was deleted${deleted.deletedDateTime ? ` on ${deleted.deletedDateTime.slice(0, 10)}` : ""}`,
  };
}

/** One request where all of the directory may be read, else one for each kind. */
async function readObject(tenant: LiveReader, id: string): Promise<DirectoryObject | undefined> {
  try {
    return await tenant.graph.get<DirectoryObject>(`/directoryObjects/${key(id)}`);
  } catch (error) {
    if (!(error instanceof CannotLook)) throw error;
  }
  for (const kind of ["servicePrincipal", "application", "user", "group"]) {
    const found = await tenant.graph.get<DirectoryObject>(`/${kind}s/${key(id)}`);
    if (found) return { "@odata.type": `#microsoft.graph.${kind}`, ...found };
  }
  return undefined;
}

function describe(object: DirectoryObject): Identified {
  const { id, appId, displayName, userPrincipalName, createdDateTime } = object;
  const type = object["@odata.type"]?.replace("#microsoft.graph.", "") ?? "";
  const rest = { appId, createdDateTime };
  switch (type) {
    case "application":
      return {
        kind: "application",
        what: `the Object ID of the app registration "${displayName}", whose client ID is ${appId}`,
        ...rest,
      };
    case "servicePrincipal":
      return {
        kind: "servicePrincipal",
        what: `the Object ID of the service principal (enterprise application) "${displayName}", whose client ID is ${appId}`,
        ...rest,
      };
    case "user":
      return { kind: "user", what: `the Object ID of the user ${userPrincipalName ?? displayName}`, ...rest };
    case "group":
      return { kind: "group", what: `the Object ID of the group "${displayName}"`, ...rest };
    default:
      return { kind: "other", what: `the Object ID of "${displayName ?? id}" (${type || "an object"})`, ...rest };
  }
}
