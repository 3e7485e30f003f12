import { objects, sameText, text } from "../body";
import { id, output, replaces, required, string } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { notFound } from "../steps";
import { renamed, typed } from "./words";

const collection = (resourceId: unknown) => `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`;

const path = ({ id }: Scope) => `${collection(id.resourceId)}/${id.assignmentId}`;

/** Admin consent to an application permission, or a role of an application given to a user or group. */
export const appRoleAssignment: RemoteType = {
  token: "azuread:index/appRoleAssignment:AppRoleAssignment",
  idForm: "/servicePrincipals/{resourceId}/appRoleAssignedTo/{assignmentId}",
  importable: true,
  properties: {
    appRoleId: id({ ...required, ...replaces }),
    principalObjectId: id({ ...required, ...replaces }),
    resourceObjectId: id({ ...required, ...replaces }),
    principalDisplayName: string(output),
    principalType: string(output),
    resourceDisplayName: string(output),
  },
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not list app role assignments",
        as: "assignments",
        request: ({ inputs }) => ({ method: "GET", path: collection(inputs.resourceObjectId) }),
      },
    ],
    found: ({ answers, inputs }) =>
      objects(answers.assignments, "value").find(
        (one) => sameText(one.appRoleId, inputs.appRoleId) && sameText(one.principalId, inputs.principalObjectId),
      ),
    before: () => "create",
  },
  create: [
    {
      does: ({ inputs }) => `Service principal not found for resource (Object ID: "${inputs.resourceObjectId}")`,
      request: ({ inputs }) => ({ method: "GET", path: `/v1.0/servicePrincipals/${inputs.resourceObjectId}` }),
    },
    {
      does: "Could not create app role assignment",
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: collection(inputs.resourceObjectId),
        body: typed("appRoleAssignment", {
          appRoleId: inputs.appRoleId,
          principalId: inputs.principalObjectId,
          resourceId: inputs.resourceObjectId,
        }),
      }),
      retries: [...notFound, { status: 400, message: /Not a valid reference update/i }],
    },
  ],
  created: ({ answers }) => ({
    resourceId: text(answers.made, "resourceId"),
    assignmentId: text(answers.made, "id"),
  }),
  read: [
    {
      does: ({ id }) => `retrieving app role assignment with ID "${id.assignmentId}"`,
      as: "assignment",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
  ],
  outputs: ({ answers }) =>
    renamed(answers.assignment, {
      appRoleId: "appRoleId",
      principalId: "principalObjectId",
      resourceId: "resourceObjectId",
      principalDisplayName: "principalDisplayName",
      principalType: "principalType",
      resourceDisplayName: "resourceDisplayName",
    }),
  update: [],
  remove: [
    {
      does: ({ id }) => `Deleting app role assignment for resource "${id.resourceId}" with ID "${id.assignmentId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: [...notFound, { status: 400, message: /EntitlementGrant being updated or deleted is not found/i }],
    },
  ],
};
