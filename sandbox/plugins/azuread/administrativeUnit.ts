import { randomUUID } from "node:crypto";
import { ids, objects, orNull, quoted, text } from "../body";
import { boolean, computed, id, output, required, rules, set, string } from "../property";
import type { RemoteType, Scope, Step } from "../resourceType";
import { notEmpty } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import { alreadyThere, membersOnUpdate, renamed, typed, untilGone } from "./words";

const collection = "/v1.0/directory/administrativeUnits";

const path = ({ id: { objectId } }: Scope) => `${collection}/${objectId}`;

const body = (inputs: Values): Values => ({
  description: orNull(inputs.description),
  displayName: inputs.displayName,
  visibility: inputs.hiddenMembershipEnabled === true ? "HiddenMembership" : "Public",
});

const named = (displayName: (scope: Scope) => unknown): Step => ({
  does: ({ id: { objectId } }) => `Waiting for administrative unit with object ID "${objectId}"`,
  request: (scope) => ({
    method: "PATCH",
    path: path(scope),
    body: typed("administrativeUnit", { displayName: displayName(scope) }),
  }),
  retries: notFound,
});

export const administrativeUnit: RemoteType = {
  token: "azuread:index/administrativeUnit:AdministrativeUnit",
  idForm: "/directory/administrativeUnits/{objectId}",
  importable: true,
  properties: {
    displayName: string({ ...required, ...rules(notEmpty) }),
    description: string(),
    hiddenMembershipEnabled: boolean(),
    members: set(id(), computed),
    preventDuplicateNames: boolean({ default: false, kept: true }),
    objectId: string(output),
  },
  lock: ({ id: { objectId } }) => objectId && `administrativeUnits/${objectId}`,
  existing: {
    looksFirst: ({ inputs }) => inputs.preventDuplicateNames === true,
    steps: [
      {
        does: "Could not check for existing administrative unit(s)",
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
        `an existing azuread_administrative_unit with the name "${inputs.displayName}" (Object ID: ${found.id}) was found ` +
        "and `prevent_duplicate_names` was specified",
    }),
  },
  create: [
    {
      does: ({ inputs }) => `Creating administrative unit "${inputs.displayName}"`,
      as: "made",
      creates: true,
      request: ({ inputs }) => ({ method: "POST", path: collection, body: typed("administrativeUnit", body(inputs)) }),
    },
    named(() => `TERRAFORM_UPDATE_${randomUUID()}`),
    named(({ inputs }) => inputs.displayName),
    {
      does: ({ item }) => `Could not add member "${item}" to administrative unit`,
      forEach: ({ inputs }) => (inputs.members as string[] | undefined) ?? [],
      request: (scope) => ({
        method: "POST",
        path: `${path(scope)}/members/$ref`,
        body: { "@odata.id": scope.reference(scope.item as string) },
      }),
      tolerates: alreadyThere,
    },
  ],
  created: ({ answers }) => ({ objectId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id: { objectId } }) => `Retrieving administrative unit with object ID: "${objectId}"`,
      as: "unit",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
    {
      does: ({ id: { objectId } }) => `Could not retrieve members for administrative unit with object ID "${objectId}"`,
      as: "memberList",
      request: (scope) => ({ method: "GET", path: `${path(scope)}/members` }),
    },
  ],
  outputs: ({ answers }) => ({
    ...renamed(answers.unit, { description: "description", displayName: "displayName", id: "objectId" }),
    hiddenMembershipEnabled: text(answers.unit, "visibility") === "HiddenMembership",
    members: ids(answers.memberList),
  }),
  update: [
    {
      does: ({ id: { objectId } }) => `Updating administrative unit with ID: "${objectId}"`,
      request: (scope) => ({
        method: "PATCH",
        path: path(scope),
        body: typed("administrativeUnit", body(scope.inputs)),
      }),
      retries: notFound,
    },
    ...membersOnUpdate(collection, "members", "administrative unit"),
  ],
  remove: [
    {
      does: ({ id: { objectId } }) => `Deleting administrative unit with object ID: "${objectId}"`,
      request: ({ id: { objectId } }) => ({ method: "DELETE", path: `/beta/administrativeUnits/${objectId}` }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of administrative unit", path),
  ],
};
