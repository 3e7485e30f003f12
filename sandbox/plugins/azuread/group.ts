import { ids, objects, orNull, quoted, text } from "../body";
import type { RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";
import { dynamicMembershipOf, groupOf } from "./groupOutputs";
import { groupProperties } from "./groupProperties";
import { groupProblems } from "./groupRules";
import { alreadyThere, membersOnUpdate, nullable, typed, untilGone } from "./words";

const collection = "/beta/groups";

const path = ({ id: { objectId } }: Scope) => `${collection}/${objectId}`;

/** What Graph takes one by one, and tells only when asked. */
const additional = {
  allowExternalSenders: "externalSendersAllowed",
  autoSubscribeNewMembers: "autoSubscribeNewMembers",
  hideFromAddressLists: "hideFromAddressLists",
  hideFromOutlookClients: "hideFromOutlookClients",
};

const body = (scope: Scope): Values => {
  const { inputs } = scope;
  const rule = inputs.dynamicMembership as Values | undefined;
  return {
    displayName: inputs.displayName,
    mailEnabled: inputs.mailEnabled ?? false,
    membershipRule: rule?.rule ?? null,
    ...(rule ? { membershipRuleProcessingState: rule.enabled ? "On" : "Paused" } : {}),
    securityEnabled: inputs.securityEnabled ?? false,
    ...(inputs.visibility === undefined ? {} : { visibility: inputs.visibility }),
    ...nullable(inputs, { description: "description", theme: "theme" }),
    ...(scope.changed("writebackEnabled") || scope.changed("onpremisesGroupType")
      ? {
          writebackConfiguration: {
            isEnabled: inputs.writebackEnabled ?? false,
            onPremisesGroupType: orNull(inputs.onpremisesGroupType),
          },
        }
      : {}),
  };
};

const owners = ({ inputs, caller }: Scope): string[] => {
  const declared = (inputs.owners as string[] | undefined) ?? [];
  return declared.length === 0 ? [caller.objectId] : declared;
};

/** Each setting has a request of its own. */
const settings: readonly Step[] = Object.entries(additional).map(([graphName, name]) => ({
  does: `Failed to set \`${name}\` for group`,
  request: (scope) =>
    scope.inputs[name] !== undefined && scope.changed(name)
      ? { method: "PATCH", path: path(scope), body: { [graphName]: scope.inputs[name] } }
      : undefined,
  retries: notFound,
}));

const addReferences = (listName: "owners" | "members", which: (scope: Scope) => readonly string[]): Step => ({
  does: ({ item }) => `Could not add "${item}" to the ${listName} of group`,
  forEach: which,
  request: (scope) => ({
    method: "POST",
    path: `${path(scope)}/${listName}/$ref`,
    body: { "@odata.id": scope.reference(scope.item as string) },
  }),
  tolerates: alreadyThere,
});

const references = (as: string, listName: string): Step => ({
  does: ({ id: { objectId } }) => `Could not retrieve ${listName} for group with object ID "${objectId}"`,
  as,
  request: (scope) => ({ method: "GET", path: `${path(scope)}/${listName}` }),
});

export const group: RemoteType = {
  token: "azuread:index/group:Group",
  idForm: "/groups/{objectId}",
  importable: true,
  properties: groupProperties,
  validate: groupProblems,
  lock: ({ id: { objectId } }) => objectId && `groups/${objectId}`,
  existing: {
    looksFirst: ({ inputs }) => inputs.preventDuplicateNames === true,
    steps: [
      {
        does: "Could not check for existing group(s)",
        as: "sameName",
        request: ({ inputs }) => ({
          method: "GET",
          path: collection,
          query: { $filter: `displayName eq ${quoted(inputs.displayName)}` },
        }),
      },
    ],
    found: ({ answers }) => objects(answers.sameName, "value")[0],
    before: ({ inputs }, found) => ({
      refuse:
        `an existing azuread_group with the name "${inputs.displayName}" (Object ID: ${found.id}) was found and ` +
        "`prevent_duplicate_names` was specified",
    }),
  },
  create: [
    {
      does: ({ inputs }) => `Creating group "${inputs.displayName}"`,
      as: "made",
      creates: true,
      request: (scope) => ({
        method: "POST",
        path: collection,
        body: typed("group", {
          ...body(scope),
          groupTypes: scope.inputs.types ?? [],
          isAssignableToRole: scope.inputs.assignableToRole ?? false,
          mailNickname: scope.inputs.mailNickname ?? scope.uuid.slice(0, 8),
          resourceBehaviorOptions: scope.inputs.behaviors ?? [],
          resourceProvisioningOptions: scope.inputs.provisioningOptions ?? [],
          "owners@odata.bind": owners(scope).slice(0, 20).map(scope.reference),
        }),
      }),
    },
    {
      does: ({ id: { objectId } }) => `Waiting for group with object ID "${objectId}"`,
      request: (scope) => ({ method: "PATCH", path: path(scope), body: { displayName: scope.inputs.displayName } }),
      retries: notFound,
    },
    ...settings,
    addReferences("owners", (scope) => owners(scope).slice(20)),
    addReferences("members", ({ inputs }) => (inputs.members as string[] | undefined) ?? []),
    {
      does: ({ item }) => `Could not add group to administrative unit "${item}"`,
      forEach: ({ inputs }) => (inputs.administrativeUnitIds as string[] | undefined) ?? [],
      request: ({ id: { objectId = "" }, item, reference }) => ({
        method: "POST",
        path: `/v1.0/directory/administrativeUnits/${item}/members/$ref`,
        body: { "@odata.id": reference(objectId) },
      }),
      tolerates: alreadyThere,
    },
  ],
  created: ({ answers }) => ({ objectId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id: { objectId } }) => `Retrieving group with object ID: "${objectId}"`,
      as: "group",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
    {
      does: ({ id: { objectId } }) => `Could not retrieve additional settings of group with object ID "${objectId}"`,
      as: "more",
      request: (scope) => ({
        method: "GET",
        path: path(scope),
        query: { $select: Object.keys(additional).join(",") },
      }),
    },
    references("ownerList", "owners"),
    references("memberList", "members"),
  ],
  outputs: ({ answers }) => ({
    ...groupOf({ ...answers.group, ...answers.more }),
    dynamicMembership: dynamicMembershipOf(answers.group),
    members: ids(answers.memberList),
    owners: ids(answers.ownerList),
  }),
  update: [
    {
      does: ({ id: { objectId } }) => `Updating group with object ID: "${objectId}"`,
      request: (scope) => ({ method: "PATCH", path: path(scope), body: typed("group", body(scope)) }),
      retries: notFound,
    },
    ...settings,
    ...membersOnUpdate(collection, "owners", "group"),
    ...membersOnUpdate(collection, "members", "group"),
  ],
  remove: [
    {
      does: ({ id: { objectId } }) => `Deleting group with object ID: "${objectId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of group", path),
  ],
};
