/** What several azuread types have in common on their way from and to Microsoft Graph. */
import { flag, objects, orNull, text, texts } from "../body";
import { boolean, list, map, object, output, string } from "../property";
import type { Body, Property, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";

/** Adds what Graph wants to know of the kind of an object. */
export const typed = (kind: string, body: Values): Values => ({ "@odata.type": `#microsoft.graph.${kind}`, ...body });

/** Tags that the portal gives a meaning, by the name that the provider has for it. */
const featureTagValues = {
  customSingleSignOn: "WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
  enterprise: "WindowsAzureActiveDirectoryIntegratedApp",
  gallery: "WindowsAzureActiveDirectoryGalleryApplicationNonPrimaryV1",
  hide: "HideApp",
} as const;

const featureNames = Object.keys(featureTagValues) as (keyof typeof featureTagValues)[];

export const featureTags = (extra: Partial<Property> = {}): Property =>
  list(object(Object.fromEntries(featureNames.map((name) => [name, boolean()]))), {
    computed: true,
    conflictsWith: ["tags"],
    ...extra,
  });

/** The tags to write: those given, or those that the feature tags stand for. */
export function tagsOf({ tags, featureTags: features }: Values): string[] {
  const [chosen] = (features as Values[] | undefined) ?? [];
  if (!chosen) return (tags as string[] | undefined) ?? [];
  return featureNames.filter((name) => chosen[name] === true).map((name) => featureTagValues[name]);
}

export const featureTagsOf = (tags: readonly string[]): Values[] => [
  Object.fromEntries(featureNames.map((name) => [name, tags.includes(featureTagValues[name])])),
];

export const appRoleMembers = {
  allowedMemberTypes: list(string(output), output),
  description: string(output),
  displayName: string(output),
  enabled: boolean(output),
  id: string(output),
  value: string(output),
};

export const appRolesOf = (body: Body | undefined): Values[] =>
  objects(body, "appRoles").map((role) => ({
    allowedMemberTypes: texts(role, "allowedMemberTypes"),
    description: text(role, "description"),
    displayName: text(role, "displayName"),
    enabled: flag(role, "isEnabled"),
    id: text(role, "id"),
    value: text(role, "value"),
  }));

export const scopeMembers = {
  adminConsentDescription: string(output),
  adminConsentDisplayName: string(output),
  enabled: boolean(output),
  id: string(output),
  type: string(output),
  userConsentDescription: string(output),
  userConsentDisplayName: string(output),
  value: string(output),
};

/** From the list `oauth2PermissionScopes` of an application's `api` or a service principal. */
export const scopesOf = (body: Body | undefined): Values[] =>
  objects(body, "oauth2PermissionScopes").map((scope) => ({
    adminConsentDescription: text(scope, "adminConsentDescription"),
    adminConsentDisplayName: text(scope, "adminConsentDisplayName"),
    enabled: flag(scope, "isEnabled"),
    id: text(scope, "id"),
    type: text(scope, "type"),
    userConsentDescription: text(scope, "userConsentDescription"),
    userConsentDisplayName: text(scope, "userConsentDisplayName"),
    value: text(scope, "value"),
  }));

/** Ids by value, of roles or scopes that have one. */
export const idsByValue = (entries: readonly Values[]): Values =>
  Object.fromEntries(entries.filter(({ value }) => value !== "").map(({ value, id }) => [value, id]));

export const idMap = map(string(), output);

/** `null` for what is empty. */
export const nullable = (inputs: Values, names: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(names).map(([graphName, name]) => [graphName, orNull(inputs[name])]));

/** Texts under Graph's names, as properties. */
export const renamed = (body: Body | undefined, names: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(names).map(([graphName, name]) => [name, text(body, graphName)]));

/** Owners to send with a create: the caller first, then the declared ones; Graph takes at most 20. */
export function firstOwners({ inputs, caller, reference }: Scope): string[] {
  const declared = ownersOf(inputs).filter((id) => id !== caller.objectId);
  return [caller.objectId, ...declared].slice(0, 20).map(reference);
}

export const ownersOf = (inputs: Values): string[] => (inputs.owners as string[] | undefined) ?? [];

/** After a create: the owners beyond 20 are added, and the caller is removed unless declared. */
export const ownersAfterCreate = (collection: string, kind: string): readonly Step[] => [
  {
    does: ({ item }) => `Could not add owner "${item}" to ${kind}`,
    forEach: ({ inputs, caller }) =>
      ownersOf(inputs)
        .filter((id) => id !== caller.objectId)
        .slice(19),
    request: ({ id, item, reference }) => ({
      method: "POST",
      path: `/v1.0/${collection}/${id.objectId}/owners/$ref`,
      body: { "@odata.id": reference(item as string) },
    }),
    tolerates: alreadyThere,
  },
  {
    does: `Could not remove initial owner from ${kind}`,
    request: ({ id, inputs, caller }) =>
      ownersOf(inputs).includes(caller.objectId)
        ? undefined
        : { method: "DELETE", path: `/v1.0/${collection}/${id.objectId}/owners/${caller.objectId}/$ref` },
    tolerates: notFound,
  },
];

/** Graph's answer to a reference that exists. */
export const alreadyThere = [{ status: 400, message: /already exist/i }] as const;

/** Reads the owners (`answers.owners`) and makes them the declared ones: additions first, so that there is always one. */
export const ownersOnUpdate = (collection: string, kind: string): readonly Step[] =>
  membersOnUpdate(`/v1.0/${collection}`, "owners", kind);

/** Makes a list of references what the inputs declare. `path`: of the collection, with version. */
export function membersOnUpdate(path: string, list: "owners" | "members", kind: string): readonly Step[] {
  const current = ({ answers }: Scope) => objects(answers[list], "value").map((item) => text(item, "id"));
  const wanted = ({ inputs }: Scope) => (inputs[list] as string[] | undefined) ?? [];
  const listPath = ({ id }: Scope) => `${path}/${id.objectId}/${list}`;
  return [
    {
      does: `Could not retrieve ${list} of ${kind}`,
      as: list,
      request: (scope) => (scope.changed(list) ? { method: "GET", path: listPath(scope) } : undefined),
    },
    {
      does: ({ item }) => `Could not add "${item}" to the ${list} of ${kind}`,
      forEach: (scope) => (scope.changed(list) ? wanted(scope).filter((id) => !current(scope).includes(id)) : []),
      request: (scope) => ({
        method: "POST",
        path: `${listPath(scope)}/$ref`,
        body: { "@odata.id": scope.reference(scope.item as string) },
      }),
      tolerates: alreadyThere,
    },
    {
      does: ({ item }) => `Could not remove "${item}" from the ${list} of ${kind}`,
      forEach: (scope) => (scope.changed(list) ? current(scope).filter((id) => !wanted(scope).includes(id)) : []),
      request: (scope) => ({ method: "DELETE", path: `${listPath(scope)}/${scope.item}/$ref` }),
      tolerates: notFound,
    },
  ];
}

/** Waits until a deleted object is no longer there. */
export const untilGone = (
  does: string,
  path: (scope: Scope) => string,
  when: (scope: Scope) => boolean = () => true,
): Step => ({
  does,
  request: (scope) => (when(scope) ? { method: "GET", path: path(scope) } : undefined),
  tolerates: notFound,
  until: (answer) => answer === undefined,
});
