import { object, objects, sameText, text } from "../body";
import { id, replaces, required } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { notFound } from "../steps";
import { renamed, typed } from "./words";

const collection = (unitId: unknown) => `/v1.0/directory/administrativeUnits/${unitId}/scopedRoleMembers`;

const path = ({ id: { unitId, membershipId } }: Scope) => `${collection(unitId)}/${membershipId}`;

/** A directory role that counts within one administrative unit. */
export const administrativeUnitRoleMember: RemoteType = {
  token: "azuread:index/administrativeUnitRoleMember:AdministrativeUnitRoleMember",
  idForm: "/directory/administrativeUnits/{unitId}/scopedRoleMembers/{membershipId}",
  importable: true,
  properties: {
    administrativeUnitObjectId: id({ ...required, ...replaces }),
    memberObjectId: id({ ...required, ...replaces }),
    /** Of the activated role, not of its template. */
    roleObjectId: id({ ...required, ...replaces }),
  },
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not list scoped role members",
        as: "memberships",
        request: ({ inputs }) => ({ method: "GET", path: collection(inputs.administrativeUnitObjectId) }),
      },
    ],
    found: ({ answers, inputs }) =>
      objects(answers.memberships, "value").find(
        (one) =>
          sameText(one.roleId, inputs.roleObjectId) &&
          sameText(object(one, "roleMemberInfo")?.id, inputs.memberObjectId),
      ),
    before: () => "create",
  },
  create: [
    {
      does: ({ inputs }) =>
        `Adding role member "${inputs.memberObjectId}" to administrative unit "${inputs.administrativeUnitObjectId}"`,
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: collection(inputs.administrativeUnitObjectId),
        body: typed("scopedRoleMembership", {
          administrativeUnitId: inputs.administrativeUnitObjectId,
          roleId: inputs.roleObjectId,
          roleMemberInfo: typed("identity", { id: inputs.memberObjectId }),
        }),
      }),
    },
  ],
  created: ({ answers }) => ({
    unitId: text(answers.made, "administrativeUnitId"),
    membershipId: text(answers.made, "id"),
  }),
  read: [
    {
      does: ({ id: { unitId, membershipId } }) =>
        `Retrieving role membership "${membershipId}" for administrative unit ID: "${unitId}"`,
      as: "membership",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
  ],
  outputs: ({ answers }) => ({
    ...renamed(answers.membership, { administrativeUnitId: "administrativeUnitObjectId", roleId: "roleObjectId" }),
    memberObjectId: text(object(answers.membership, "roleMemberInfo"), "id"),
  }),
  update: [],
  remove: [
    {
      does: ({ id: { unitId, membershipId } }) =>
        `Removing membership "${membershipId}" from administrative unit ID: "${unitId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
  ],
};
