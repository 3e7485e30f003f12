import { apis } from "../../catalogue/apis";
import {
  findPermission,
  type Permission,
  type PermissionType,
  permissionById,
  permissionByIdAnywhere,
} from "../../catalogue/permissions";
import { consented } from "../exampleParts";
import { type AccessEntry, apiTitle, type DeclaredAccess, declaredAccess, declaredApiAccess } from "../facts/access";
import { requestingTypes } from "../facts/requested";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { knownText, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const permissionExists = defineRule({
  name: "permission-exists",
  demand: "The id of a permission and its type belong together, on the API that it is asked of.",
  severity: "high",
  why: "Entra accepts any id. A delegated permission's id with type Role, an application permission's with type Scope, or an id of another API gives nothing: consent fails, or the token lacks the permission.",
  remedy: "Use the id that the API publishes for the permission as this type.",
  source: apis.microsoftGraph.documentation,
  examples: {
    bad: consented(
      "servicenow-defender",
      "delegated SecurityIncident.Read.All",
      " # the id of the delegated permission",
    ),
    good: consented("servicenow-defender", "application SecurityIncident.Read.All"),
  },
  resource: {
    types: requestingTypes,
    traces: true,
    check(resource, _context, stack) {
      if (resource.type === types.appRoleAssignment) return checkAssignment(resource);
      const declared = resource.type === types.application ? declaredAccess(resource) : [declaredApiAccess(resource)];
      if (declared === unknown) return stack && isTaken(resource, stack) ? [] : [undecided(resource)];
      return declared.flatMap((access) => [
        ...access.entries.flatMap((entry) => checkEntry(resource, access, entry)),
        ...(isOpen(access) && !(stack && isTaken(resource, stack)) ? [undecided(resource)] : []),
      ]);
    },
  },
});

/** An id is to come for an API whose permissions the catalogue knows. */
const isOpen = ({ api, entries }: DeclaredAccess) => api !== undefined && entries.some(({ id }) => id === unknown);

/** Ids that are taken from a service principal (`appRoleIds`) are the API's own. */
function isTaken(resource: ResourceView, stack: StackView): boolean {
  return ["requiredResourceAccesses", "roleIds", "scopeIds"]
    .flatMap((key) => stack.sources(resource, key))
    .some(({ type }) => type === types.servicePrincipal);
}

function checkEntry(resource: ResourceView, access: DeclaredAccess, { id, type }: AccessEntry): readonly Finding[] {
  if (access.api === undefined || id === unknown) return [];
  const say = (what: string, remedy?: string): Finding[] => [
    {
      message: `Application "${displayName(resource)}" asks ${apiTitle(access)} for a permission by the id ${id}. ${what}`,
      ...(remedy && { remedy: [remedy] }),
    },
  ];
  if (!guid.test(id)) {
    const named = findPermission(access.api, id);
    return say("That is no id.", named && type !== unknown ? idOf(named, type) : undefined);
  }
  const found = permissionById(access.api, id);
  if (found === undefined) return checkElsewhere(access, id, say);
  if (type === unknown || found.permission[type]?.toLowerCase() === id) return [];
  return say(
    `It is the ${found.type} permission ${found.permission.value}, declared with type ${keyword(type)}.`,
    idOf(found.permission, type) ?? `${found.permission.value} exists only as ${found.type} permission.`,
  );
}

/** An id that the catalogue does not know at all proves nothing: Microsoft names permissions without publishing their ids. */
function checkElsewhere(access: DeclaredAccess, id: string, say: (what: string) => Finding[]): readonly Finding[] {
  const other = permissionByIdAnywhere(id);
  if (other === undefined || other.permission.api === access.api) return [];
  const { api, value } = other.permission;
  return say(`It belongs to ${apis[api].displayName} (${value}), not to ${apiTitle(access)}.`);
}

function checkAssignment(assignment: ResourceView): readonly Finding[] {
  const id = knownText(assignment.properties.appRoleId);
  const found = id === undefined ? undefined : permissionByIdAnywhere(id);
  if (found === undefined || found.type === "application") return [];
  const { api, value } = found.permission;
  return [
    {
      message: `"${assignment.name}" consents to ${id}, which is the delegated permission ${value} of ${apis[api].displayName}, not an app role.`,
      remedy: [idOf(found.permission, "application") ?? `${value} exists only as delegated permission.`],
    },
  ];
}

function idOf(permission: Permission, type: PermissionType): string | undefined {
  const id = permission[type];
  return id && `${permission.value} as ${type} permission: { type: ${keyword(type)}, id: ${id} }`;
}

const keyword = (type: PermissionType) => (type === "application" ? "Role" : "Scope");

function undecided(resource: ResourceView): Finding {
  return {
    message: `Application "${displayName(resource)}" asks for permissions whose ids are not known yet.`,
    missing: "the ids of the permissions",
  };
}
