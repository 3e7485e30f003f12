import { flag, text } from "../body";
import type { RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import { passwordProfile, selected, userBody, userOf } from "./userBody";
import { userProperties } from "./userProperties";
import { typed, untilGone } from "./words";

const path = ({ id }: Scope, version = "v1.0") => `/${version}/users/${id.objectId}`;

const setManager: Step = {
  does: "Could not assign manager",
  request: (scope) => {
    const { managerId } = scope.inputs;
    if (!scope.changed("managerId")) return undefined;
    const at = `${path(scope)}/manager/$ref`;
    return managerId === undefined
      ? { method: "DELETE", path: at }
      : { method: "PUT", path: at, body: { "@odata.id": scope.reference(String(managerId)) } };
  },
};

/** Graph takes it on its beta path only. */
const showInAddressList = (when: (scope: Scope) => boolean): Step => ({
  does: ({ id }) => `Setting \`showInAddressList\` for User (User: "${id.objectId}")`,
  request: (scope) =>
    when(scope)
      ? { method: "PATCH", path: path(scope, "beta"), body: { showInAddressList: scope.inputs.showInAddressList } }
      : undefined,
  retries: notFound,
});

const changedOnly = (scope: Scope, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names)
      .filter(([, name]) => scope.inputs[name] !== undefined && scope.changed(name))
      .map(([graphName, name]) => [graphName, scope.inputs[name]]),
  );

const optional = {
  businessPhones: "businessPhones",
  employeeHireDate: "employeeHireDate",
  mail: "mail",
  onPremisesImmutableId: "onpremisesImmutableId",
};

export const user: RemoteType = {
  token: "azuread:index/user:User",
  idForm: "/users/{objectId}",
  importable: true,
  properties: userProperties,
  lock: ({ id }) => id.objectId && `users/${id.objectId}`,
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not look for the user",
        as: "found",
        request: ({ inputs }) => ({
          method: "GET",
          path: `/v1.0/users/${encodeURIComponent(String(inputs.userPrincipalName))}`,
        }),
        tolerates: notFound,
      },
    ],
    found: ({ answers }) => answers.found,
    before: () => "create",
  },
  create: [
    {
      does: ({ inputs }) => `Creating user "${inputs.userPrincipalName}"`,
      as: "made",
      creates: true,
      refuse: ({ inputs }) =>
        inputs.password === undefined ? "`password` is required when creating a new user" : undefined,
      request: (scope) => {
        const { inputs } = scope;
        const [alias] = String(inputs.userPrincipalName).split("@");
        return {
          method: "POST",
          path: "/v1.0/users",
          body: typed("user", {
            ...userBody(inputs),
            ...changedOnly(scope, optional),
            mailNickname: inputs.mailNickname ?? alias,
            passwordProfile: passwordProfile(inputs),
          }),
        };
      },
      // The domain or licence that the values refer to may be new.
      retries: [{ status: 400, message: /One or more property values specified are invalid/i }],
    },
    showInAddressList(() => true),
    setManager,
  ],
  created: ({ answers }) => ({ objectId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id }) => `Retrieving User (User: "${id.objectId}")`,
      as: "user",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
    {
      does: ({ id }) => `Retrieving additional fields for User (User: "${id.objectId}")`,
      as: "more",
      request: (scope) => ({ method: "GET", path: path(scope), query: { $select: selected.join(",") } }),
    },
    {
      does: ({ id }) => `Retrieving \`showInAddressList\` for User (User: "${id.objectId}")`,
      as: "beta",
      request: (scope) => ({ method: "GET", path: path(scope, "beta"), query: { $select: "showInAddressList" } }),
    },
    {
      does: ({ id }) => `Could not retrieve manager for User (User: "${id.objectId}")`,
      as: "manager",
      request: (scope) => ({ method: "GET", path: `${path(scope)}/manager` }),
      tolerates: notFound,
    },
  ],
  outputs: ({ answers }) => ({
    ...userOf({ ...answers.user, ...answers.more }),
    managerId: text(answers.manager, "id"),
    showInAddressList: flag(answers.beta, "showInAddressList"),
  }),
  update: [
    {
      does: ({ id }) => `Could not update User (User: "${id.objectId}")`,
      request: (scope) => ({
        method: "PATCH",
        path: path(scope),
        body: typed("user", {
          ...userBody(scope.inputs),
          ...changedOnly(scope, { ...optional, mailNickname: "mailNickname" }),
          ...(scope.changed("password") ? { passwordProfile: passwordProfile(scope.inputs) } : {}),
        }),
      }),
    },
    showInAddressList((scope) => scope.changed("showInAddressList")),
    setManager,
  ],
  remove: [
    {
      does: ({ id }) => `Deleting User (User: "${id.objectId}")`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of user", path),
  ],
};
