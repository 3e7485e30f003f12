import { randomUUID } from "node:crypto";
import { objects, quoted, text } from "../body";
import type { Body, RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import { hasUnknown, type Values } from "../values";
import { accessBody, apiBody, applicationBody, rolesBody } from "./applicationBody";
import { disableEntitlements } from "./applicationEntitlements";
import { applicationOutputs } from "./applicationOutputs";
import { applicationProperties } from "./applicationProperties";
import { accountProblems } from "./applicationRules";
import { addPassword, catchingUp, logo, path, postResponse, removePassword } from "./applicationSteps";
import { firstOwners, ownersAfterCreate, ownersOnUpdate, typed, untilGone } from "./words";

const createBody = (scope: Scope): Values =>
  typed("application", {
    ...applicationBody(scope.inputs),
    api: apiBody(scope.inputs.api as Values | undefined),
    appRoles: rolesBody(scope.inputs),
    identifierUris: scope.inputs.identifierUris ?? [],
    requiredResourceAccess: accessBody(scope.inputs),
    "owners@odata.bind": firstOwners(scope),
  });

/** Arrays that Graph replaces as a whole are sent when they changed. */
const updateBody = (scope: Scope): Values =>
  typed("application", {
    ...applicationBody(scope.inputs),
    ...(scope.changed("api") ? { api: apiBody(scope.inputs.api as Values | undefined) } : {}),
    ...(scope.changed("appRoles") ? { appRoles: rolesBody(scope.inputs) } : {}),
    ...(scope.changed("identifierUris") ? { identifierUris: scope.inputs.identifierUris ?? [] } : {}),
    ...(scope.changed("requiredResourceAccesses") ? { requiredResourceAccess: accessBody(scope.inputs) } : {}),
  });

const named = (displayName: (scope: Scope) => unknown): Step => ({
  does: ({ id }) => `Waiting for application with object ID: "${id.objectId}"`,
  request: (scope) => ({
    method: "PATCH",
    path: path(scope),
    body: typed("application", { displayName: displayName(scope) }),
  }),
  retries: catchingUp,
});

const sameName: Step = {
  does: "Could not check for existing application(s)",
  as: "sameName",
  request: ({ inputs }) => ({
    method: "GET",
    path: "/v1.0/applications",
    query: { $filter: `displayName eq ${quoted(inputs.displayName)}` },
  }),
};

export const application: RemoteType = {
  token: "azuread:index/application:Application",
  properties: applicationProperties,
  idForm: "/applications/{objectId}",
  importable: true,
  validate: (inputs) => (hasUnknown(inputs) ? [] : accountProblems(inputs)),
  follows: {
    appRoles: ["appRoleIds"],
    api: ["oauth2PermissionScopeIds"],
    tags: ["featureTags"],
    featureTags: ["tags"],
  },
  lock: ({ id }) => id.objectId && `applications/${id.objectId}`,
  existing: {
    looksFirst: ({ inputs }) => inputs.preventDuplicateNames === true,
    steps: [sameName],
    // The newest with the same declaration; looked at when an answer was lost, and for `preventDuplicateNames`.
    found: ({ answers, inputs }) =>
      objects(answers.sameName, "value")
        .filter((one) => inputs.preventDuplicateNames === true || sameDeclaration(one, inputs))
        .sort((a, b) => text(b, "createdDateTime").localeCompare(text(a, "createdDateTime")))[0],
    before: ({ inputs }, found) =>
      inputs.preventDuplicateNames === true
        ? {
            refuse:
              `an existing azuread_application with the name "${inputs.displayName}" (Object ID: ${found.id}) was found and ` +
              "`prevent_duplicate_names` was specified",
          }
        : "create",
  },
  create: [
    {
      does: "Could not create application",
      as: "made",
      creates: true,
      request: (scope) =>
        scope.inputs.templateId === undefined
          ? { method: "POST", path: "/v1.0/applications", body: createBody(scope) }
          : {
              method: "POST",
              path: `/v1.0/applicationTemplates/${scope.inputs.templateId}/instantiate`,
              body: { displayName: scope.inputs.displayName },
            },
    },
    // A change that succeeds shows that the new application has arrived.
    named(() => `TERRAFORM_UPDATE_${randomUUID()}`),
    named(({ inputs }) => inputs.displayName),
    {
      does: "Could not update application created from template",
      request: (scope) =>
        scope.inputs.templateId === undefined
          ? undefined
          : { method: "PATCH", path: path(scope), body: updateBody(scope) },
      retries: catchingUp,
    },
    postResponse,
    addPassword,
    logo,
    ...ownersAfterCreate("applications", "application"),
  ],
  created: ({ answers }) => ({ objectId: text((answers.made?.application as Body | undefined) ?? answers.made, "id") }),
  read: [
    {
      does: ({ id }) => `Retrieving Application with object ID "${id.objectId}"`,
      as: "app",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
    {
      does: "Could not retrieve `oauth2RequirePostResponse`",
      as: "beta",
      request: (scope) => ({
        method: "GET",
        path: path(scope, "beta"),
        query: { $select: "oauth2RequirePostResponse" },
      }),
    },
    {
      does: ({ id }) => `Could not retrieve owners for application with object ID "${id.objectId}"`,
      as: "owners",
      request: (scope) => ({ method: "GET", path: `${path(scope)}/owners` }),
    },
  ],
  outputs: applicationOutputs,
  update: [
    ...disableEntitlements,
    {
      does: ({ id }) => `Could not update application with object ID: "${id.objectId}"`,
      request: (scope) => ({ method: "PATCH", path: path(scope), body: updateBody(scope) }),
      retries: catchingUp,
    },
    postResponse,
    removePassword,
    addPassword,
    ...ownersOnUpdate("applications", "application"),
    logo,
  ],
  remove: [
    {
      does: ({ id }) => `Deleting application with object ID "${id.objectId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of application", path),
  ],
};

const sameDeclaration = (app: Body, inputs: Values) =>
  text(app, "notes") === (inputs.notes ?? "") &&
  text(app, "signInAudience") === inputs.signInAudience &&
  JSON.stringify(app.tags ?? []) === JSON.stringify(inputs.tags ?? []);
