import { randomUUID } from "node:crypto";
import { objects, quoted, text } from "../body";
import type { Body, RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import { hasUnknown, type Values } from "../values";
import { accessBody, apiBody, applicationBody, rolesBody } from "./applicationBody";
import { applicationOutputs } from "./applicationOutputs";
import { applicationProperties } from "./applicationProperties";
import { accountProblems } from "./applicationRules";
import { firstOwners, ownersAfterCreate, ownersOnUpdate, typed, untilGone } from "./words";

const path = ({ id }: Scope, version = "v1.0") => `/${version}/applications/${id.objectId}`;

/** A change may not have reached every copy of the directory; a conflict is one with an earlier change. */
const catchingUp = [
  ...notFound,
  { status: 409 },
  { status: 400, message: /cannot be deleted or updated unless disabled first/i },
];

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

const postResponse: Step = {
  does: "Could not set `oauth2RequirePostResponse`",
  request: (scope) =>
    scope.changed("oauth2PostResponseRequired")
      ? {
          method: "PATCH",
          path: path(scope, "beta"),
          body: { oauth2RequirePostResponse: scope.inputs.oauth2PostResponseRequired ?? false },
        }
      : undefined,
  retries: catchingUp,
};

const logo: Step = {
  does: "Could not upload logo image",
  request: (scope) =>
    scope.inputs.logoImage !== undefined && scope.changed("logoImage")
      ? {
          method: "PUT",
          path: `${path(scope)}/logo`,
          content: imageOf(String(scope.inputs.logoImage)),
        }
      : undefined,
};

function imageOf(base64: string) {
  const kind = base64.startsWith("/9j/") ? "jpeg" : base64.startsWith("R0lG") ? "gif" : "png";
  return { type: `image/${kind}`, data: Buffer.from(base64, "base64") };
}

const addPassword: Step = {
  does: "Could not add password",
  as: "password",
  request: (scope) => {
    const password = scope.inputs.password as Values | undefined;
    if (!password || !scope.changed("password")) return undefined;
    const { displayName, startDate: startDateTime, endDate: endDateTime } = password;
    return {
      method: "POST",
      path: `${path(scope)}/addPassword`,
      body: { passwordCredential: { displayName, startDateTime, endDateTime } },
    };
  },
  retries: notFound,
};

const removePassword: Step = {
  does: "Could not remove password",
  request: (scope) => {
    const keyId = (scope.state.password as Values | undefined)?.keyId;
    if (keyId === undefined || !scope.changed("password")) return undefined;
    return { method: "POST", path: `${path(scope)}/removePassword`, body: { keyId } };
  },
  tolerates: notFound,
};

/** Roles and scopes must be disabled before they may change or go: what is new or unchanged stays as it is. */
function disabled(current: readonly Body[], wanted: readonly Values[]): Values[] | undefined {
  const keeps = (entry: Body) => wanted.some((one) => one.id === entry.id && sameEntry(one, entry));
  const touched = current.filter((entry) => entry.isEnabled === true && !keeps(entry));
  if (touched.length === 0) return undefined;
  return current.map((entry) => (touched.includes(entry) ? { ...entry, isEnabled: false } : { ...entry }));
}

const sameEntry = (wanted: Values, current: Body) =>
  Object.entries(wanted).every(
    ([name, value]) => JSON.stringify(value ?? null) === JSON.stringify(current[name] ?? null),
  );

const changesEntitlements = (scope: Scope) => scope.changed("appRoles") || scope.changed("api");

const disableEntitlements: readonly Step[] = [
  {
    does: "Could not retrieve application",
    as: "current",
    request: (scope) => (changesEntitlements(scope) ? { method: "GET", path: path(scope) } : undefined),
  },
  {
    does: "Could not disable App Roles and OAuth2 Permission Scopes",
    request: (scope) => {
      if (!changesEntitlements(scope)) return undefined;
      const { current } = scope.answers;
      const appRoles = scope.changed("appRoles")
        ? disabled(objects(current, "appRoles"), rolesBody(scope.inputs))
        : undefined;
      const scopes = disabled(
        objects(current?.api as Body | undefined, "oauth2PermissionScopes"),
        apiBody(scope.inputs.api as Values | undefined).oauth2PermissionScopes as Values[],
      );
      if (!appRoles && !scopes) return undefined;
      const body = {
        ...(appRoles ? { appRoles } : {}),
        ...(scopes ? { api: { oauth2PermissionScopes: scopes } } : {}),
      };
      return { method: "PATCH", path: path(scope), body };
    },
    retries: catchingUp,
  },
];

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
