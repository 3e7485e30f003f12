import { objects, quoted, sameText, text } from "../body";
import { computed, id, replaces, required, rules, string } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { notEmpty } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import { renamed, typed } from "./words";

const collection = "/v1.0/roleManagement/directory/roleAssignments";

const path = ({ id: { assignmentId } }: Scope) => `${collection}/${assignmentId}`;

const scopeOf = ({ appScopeId, directoryScopeId }: Values): Values =>
  appScopeId === undefined ? { directoryScopeId: directoryScopeId ?? "/" } : { appScopeId };

export const directoryRoleAssignment: RemoteType = {
  token: "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
  idForm: "/roleManagement/directory/roleAssignments/{assignmentId}",
  importForms: ["{assignmentId}"],
  importable: true,
  properties: {
    appScopeId: string({ ...computed, ...replaces, conflictsWith: ["directoryScopeId"], ...rules(notEmpty) }),
    directoryScopeId: string({ ...computed, ...replaces, conflictsWith: ["appScopeId"], ...rules(notEmpty) }),
    principalObjectId: id({ ...required, ...replaces }),
    roleId: id({ ...required, ...replaces }),
  },
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not list directory role assignments",
        as: "assignments",
        request: ({ inputs }) => ({
          method: "GET",
          path: collection,
          query: { $filter: `principalId eq ${quoted(inputs.principalObjectId)}` },
        }),
      },
    ],
    found: ({ answers, inputs }) =>
      objects(answers.assignments, "value").find(
        (one) =>
          sameText(one.roleDefinitionId, inputs.roleId) &&
          Object.entries(scopeOf(inputs)).every(([name, value]) => sameText(one[name], value)),
      ),
    before: () => "create",
  },
  create: [
    {
      does: ({ inputs }) =>
        `Assigning directory role "${inputs.roleId}" to directory principal "${inputs.principalObjectId}"`,
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: collection,
        body: typed("unifiedRoleAssignment", {
          ...scopeOf(inputs),
          principalId: inputs.principalObjectId,
          roleDefinitionId: inputs.roleId,
        }),
      }),
    },
  ],
  created: ({ answers }) => ({ assignmentId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id: { assignmentId } }) => `Retrieving directory role assignment "${assignmentId}"`,
      as: "assignment",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
  ],
  outputs: ({ answers }) =>
    renamed(answers.assignment, {
      appScopeId: "appScopeId",
      directoryScopeId: "directoryScopeId",
      principalId: "principalObjectId",
      roleDefinitionId: "roleId",
    }),
  update: [],
  remove: [
    {
      does: ({ id: { assignmentId } }) => `Deleting directory role assignment "${assignmentId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
  ],
};
