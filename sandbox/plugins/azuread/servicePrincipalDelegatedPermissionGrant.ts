import { objects, quoted, sameText, text } from "../body";
import { id, replaces, required, rules, set, string } from "../property";
import type { RemoteType, Scope, Step } from "../resourceType";
import { notEmpty } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import { renamed, typed } from "./words";

const collection = "/v1.0/oauth2PermissionGrants";

const path = ({ id: { grantId } }: Scope) => `${collection}/${grantId}`;

const scopeOf = (inputs: Values) => (inputs.claimValues as string[]).join(" ");

const principal = (kind: string, name: string): Step => ({
  does: ({ inputs }) => `Service principal not found for ${kind} (Object ID: "${inputs[name]}")`,
  request: ({ inputs }) => ({ method: "GET", path: `/v1.0/servicePrincipals/${inputs[name]}` }),
});

/** Consent to delegated permissions: for one user, or without `userObjectId` for everyone. */
export const servicePrincipalDelegatedPermissionGrant: RemoteType = {
  token: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  idForm: "/oauth2PermissionGrants/{grantId}",
  importable: true,
  properties: {
    claimValues: set(string(rules(notEmpty)), required),
    resourceServicePrincipalObjectId: id({ ...required, ...replaces }),
    servicePrincipalObjectId: id({ ...required, ...replaces }),
    userObjectId: id(replaces),
  },
  lock: ({ inputs }) => `oauth2PermissionGrants/${inputs.servicePrincipalObjectId}`,
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not list delegated permission grants",
        as: "grants",
        request: ({ inputs }) => ({
          method: "GET",
          path: collection,
          query: { $filter: `clientId eq ${quoted(inputs.servicePrincipalObjectId)}` },
        }),
      },
    ],
    found: ({ answers, inputs }) =>
      objects(answers.grants, "value").find(
        (one) =>
          sameText(one.resourceId, inputs.resourceServicePrincipalObjectId) &&
          sameText(one.principalId ?? "", inputs.userObjectId ?? ""),
      ),
    before: () => "create",
  },
  create: [
    principal("client", "servicePrincipalObjectId"),
    principal("resource", "resourceServicePrincipalObjectId"),
    {
      does: "Could not create delegated permission grant",
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: collection,
        body: typed("oAuth2PermissionGrant", {
          clientId: inputs.servicePrincipalObjectId,
          consentType: inputs.userObjectId === undefined ? "AllPrincipals" : "Principal",
          resourceId: inputs.resourceServicePrincipalObjectId,
          scope: scopeOf(inputs),
          ...(inputs.userObjectId === undefined ? {} : { principalId: inputs.userObjectId }),
        }),
      }),
      retries: [
        ...notFound,
        { status: 400, message: /does not exist or one of its queried reference-property objects are not present/i },
      ],
    },
  ],
  created: ({ answers }) => ({ grantId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id: { grantId } }) => `retrieving delegated permission grant with ID "${grantId}"`,
      as: "grant",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
  ],
  outputs: ({ answers }) => ({
    ...renamed(answers.grant, {
      clientId: "servicePrincipalObjectId",
      principalId: "userObjectId",
      resourceId: "resourceServicePrincipalObjectId",
    }),
    claimValues: text(answers.grant, "scope").split(/\s+/).filter(Boolean),
  }),
  update: [
    {
      does: ({ id: { grantId } }) => `Updating delegated permission grant with ID "${grantId}"`,
      request: (scope) => ({
        method: "PATCH",
        path: path(scope),
        body: typed("oAuth2PermissionGrant", { scope: scopeOf(scope.inputs) }),
      }),
    },
  ],
  remove: [
    {
      does: ({ id: { grantId } }) => `Deleting delegated permission grant with ID "${grantId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
  ],
};
