import type { Environment, SandboxRequest } from "../operation";
import type { AdministrativeUnit, Application, DirectoryRole, Group, ServicePrincipal, User } from "../state/entities";
import type { SandboxState } from "../state/state";
import { badRequest, notFound } from "./errors";
import { objectBody } from "./schema/body";
import { isVisible } from "./visibility";

/** An object of the directory and what it is. */
export type DirectoryEntry =
  | { readonly kind: "user"; readonly object: User }
  | { readonly kind: "group"; readonly object: Group }
  | { readonly kind: "servicePrincipal"; readonly object: ServicePrincipal }
  | { readonly kind: "application"; readonly object: Application }
  | { readonly kind: "administrativeUnit"; readonly object: AdministrativeUnit }
  | { readonly kind: "directoryRole"; readonly object: DirectoryRole };

export type DirectoryKind = DirectoryEntry["kind"];

/** The object with that id, whatever it is. */
export function findEntry(state: SandboxState, id: string): DirectoryEntry | undefined {
  const user = state.users.get(id);
  if (user) return { kind: "user", object: user };
  const group = state.groups.get(id);
  if (group) return { kind: "group", object: group };
  const servicePrincipal = state.servicePrincipals.get(id);
  if (servicePrincipal) return { kind: "servicePrincipal", object: servicePrincipal };
  const application = state.applications.get(id);
  if (application) return { kind: "application", object: application };
  const unit = state.administrativeUnits.get(id);
  if (unit) return { kind: "administrativeUnit", object: unit };
  const role = state.directoryRoles.get(id);
  if (role) return { kind: "directoryRole", object: role };
  return undefined;
}

/** The object with that id, as a read sees it; a 404 where there is none. */
export function entryById(state: SandboxState, id: string, environment: Environment): DirectoryEntry {
  const entry = findEntry(state, id);
  if (!entry || !isVisible(entry.object, environment)) throw notFound(id);
  return entry;
}

/** `{"@odata.id": "…/directoryObjects/{id}"}`, the body of every `…/$ref`. */
export function referencedEntry(
  state: SandboxState,
  request: SandboxRequest,
  environment: Environment,
): DirectoryEntry {
  const url = objectBody(request)["@odata.id"];
  if (typeof url !== "string") {
    throw badRequest("Invalid URL format specified in @odata.id for POST/PUT/PATCH request.");
  }
  return entryOfUrl(state, url, environment);
}

/** The objects that `{name}@odata.bind` of a body refers to. */
export function boundEntries(
  state: SandboxState,
  body: Readonly<Record<string, unknown>>,
  name: string,
  environment: Environment,
): DirectoryEntry[] {
  const value = body[`${name}@odata.bind`];
  if (value === undefined || value === null) return [];
  const urls = Array.isArray(value) ? value : [value];
  return urls.map((url) => {
    if (typeof url !== "string") throw badRequest(`Invalid value specified for property '${name}@odata.bind'.`, name);
    return entryOfUrl(state, url, environment);
  });
}

/** The object that a URL refers to: its last segment is an id, or the sign-in name of a user. */
export function entryOfUrl(state: SandboxState, url: string, environment: Environment): DirectoryEntry {
  const id = idOfUrl(url);
  const user = id.includes("@") ? userByName(state, id) : undefined;
  return user ? entryById(state, user.id, environment) : entryById(state, id, environment);
}

function idOfUrl(url: string): string {
  const path = url.replace(/[?#].*$/, "").replace(/\/+$/, "");
  const key = /\('([^']*)'\)$/.exec(path)?.[1] ?? path.split("/").at(-1) ?? "";
  const id = decoded(key);
  if (id === "" || (!url.includes("/") && !id.includes("-"))) {
    throw badRequest("Invalid URL format specified in @odata.id for POST/PUT/PATCH request.");
  }
  return id;
}

/** Empty where the text is not well encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The user who signs in with that name. */
export function userByName(state: SandboxState, userPrincipalName: string): User | undefined {
  const wanted = userPrincipalName.toLowerCase();
  return state.users.find((user) => user.userPrincipalName.toLowerCase() === wanted);
}

/** The refusal where a reference is there already. */
export function alreadyReferenced(property: string) {
  return badRequest(
    `One or more added object references already exist for the following modified properties: '${property}'.`,
  );
}

/** The refusal where a reference to be removed is not there. */
export function notReferenced(property: string) {
  return badRequest(
    `One or more removed object references do not exist for the following modified properties: '${property}'.`,
  );
}
