/** The application permissions that a resource asks for or gives, whichever kind of resource it is. */
import { type Permission, permissionByIdAnywhere } from "../../catalogue/permissions";
import type { ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, text, unknown } from "../model/value";
import { apiAccessTypes, type DeclaredAccess, declaredAccess, declaredApiAccess } from "./access";
import { permissionOf } from "./permissions";

/** The types of resources that declare permissions. */
export const declaringTypes = [types.application, ...apiAccessTypes] as const;
/** The types of resources that `requestedPermissions` reads. */
export const requestingTypes = [...declaringTypes, types.appRoleAssignment] as const;

export interface RequestedPermissions {
  /** Those that the catalogue knows. An id that it does not know proves nothing. */
  readonly known: readonly Permission[];
  /** What is not known yet and may be a permission of Microsoft's; undefined when nothing is open. */
  readonly missing?: string;
}

export function requestedPermissions(resource: ResourceView, stack?: StackView): RequestedPermissions {
  if (resource.type === types.appRoleAssignment) return given(resource, stack);
  const declared = resource.type === types.application ? declaredAccess(resource) : [declaredApiAccess(resource)];
  if (declared === unknown) return { known: [], missing: "requiredResourceAccesses" };
  const wanted = declared.map((access) => ({
    ...access,
    entries: access.entries.filter(({ type }) => type !== "delegated"),
  }));
  return {
    known: wanted.flatMap((access) => access.entries.flatMap((entry) => permissionOf(access, entry) ?? [])),
    ...(wanted.some((access) => isOpen(access) && mayBeMicrosofts(access, resource, stack)) && {
      missing: "the ids of the permissions",
    }),
  };
}

function given(assignment: ResourceView, stack: StackView | undefined): RequestedPermissions {
  const id = text(assignment.properties.appRoleId);
  if (id !== undefined && id !== unknown) {
    const found = permissionByIdAnywhere(id);
    return { known: found?.type === "application" ? [found.permission] : [] };
  }
  const apis = stack?.referred(assignment, "resourceObjectId") ?? [];
  return apis.some((api) => stack !== undefined && isOfProgram(api, stack))
    ? { known: [] }
    : { known: [], missing: "appRoleId" };
}

const isOpen = ({ entries }: DeclaredAccess) => entries.some(({ id }) => id === unknown);

/** Unknown ids of an API that is Microsoft's, or may be. One that the same program declares is not. */
function mayBeMicrosofts(access: DeclaredAccess, resource: ResourceView, stack: StackView | undefined): boolean {
  if (access.apiAppId !== unknown) return access.api !== undefined;
  if (stack === undefined) return true;
  const sources = ["requiredResourceAccesses", "apiClientId", "apiAppId"].flatMap((key) =>
    stack.sources(resource, key),
  );
  return !sources.some((source) => isOfProgram(source, stack));
}

/** An application of the program, or its service principal. */
function isOfProgram(resource: ResourceView, stack: StackView): boolean {
  if (resource.type === types.application || resource.type === types.applicationRegistration) return true;
  if (resource.type !== types.servicePrincipal) return false;
  return knownText(resource.properties.clientId) === undefined
    ? stack.referred(resource, "clientId").length > 0
    : stack.referred(resource, "clientId").some(({ type }) => type !== types.servicePrincipal);
}
