import { randomUUID } from "node:crypto";
import { flag, ids, object as objectIn, objects, quoted, text, texts } from "../body";
import { boolean, computed, id, list, map, object, output, replaces, required, rules, set, string } from "../property";
import type { Body, RemoteType, Scope, Step } from "../resourceType";
import { lengthBetween, notEmpty, oneOf, url } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import {
  appRoleMembers,
  appRolesOf,
  featureTags,
  featureTagsOf,
  firstOwners,
  idMap,
  idsByValue,
  nullable,
  ownersAfterCreate,
  ownersOnUpdate,
  renamed,
  scopeMembers,
  scopesOf,
  tagsOf,
  typed,
  untilGone,
} from "./words";

const path = ({ id }: Scope, version = "v1.0") => `/${version}/servicePrincipals/${id.objectId}`;

const body = ({ inputs }: Scope): Values => {
  const saml = inputs.samlSingleSignOn as Values | undefined;
  return {
    accountEnabled: inputs.accountEnabled ?? true,
    alternativeNames: inputs.alternativeNames ?? [],
    appRoleAssignmentRequired: inputs.appRoleAssignmentRequired ?? false,
    notificationEmailAddresses: inputs.notificationEmailAddresses ?? [],
    samlSingleSignOnSettings: saml ? nullable(saml, { relayState: "relayState" }) : null,
    tags: tagsOf(oldFeatures(inputs)),
    ...nullable(inputs, {
      description: "description",
      loginUrl: "loginUrl",
      notes: "notes",
      preferredSingleSignOnMode: "preferredSingleSignOnMode",
    }),
  };
};

/** `features` is the old name of `featureTags`, with other names in it. */
function oldFeatures(inputs: Values): Values {
  const [old] = (inputs.features as Values[] | undefined) ?? [];
  if (!old) return inputs;
  const { customSingleSignOnApp, enterpriseApplication, galleryApplication, visibleToUsers } = old;
  const renamedTags = {
    customSingleSignOn: customSingleSignOnApp,
    enterprise: enterpriseApplication,
    gallery: galleryApplication,
    hide: visibleToUsers === false,
  };
  return { ...inputs, featureTags: [renamedTags] };
}

/** What Graph tells of a service principal, under the names of the provider; shared with `getServicePrincipal`. */
export function servicePrincipalOf(principal: Body | undefined, beta: Body | undefined): Values {
  const tags = texts(principal, "tags");
  const [feature = {}] = featureTagsOf(tags);
  return {
    accountEnabled: flag(principal, "accountEnabled"),
    alternativeNames: texts(principal, "alternativeNames"),
    appRoleAssignmentRequired: flag(principal, "appRoleAssignmentRequired"),
    appRoles: appRolesOf(principal),
    appRoleIds: idsByValue(appRolesOf(principal)),
    featureTags: [feature],
    features: [
      {
        customSingleSignOnApp: feature.customSingleSignOn,
        enterpriseApplication: feature.enterprise,
        galleryApplication: feature.gallery,
        visibleToUsers: !feature.hide,
      },
    ],
    notificationEmailAddresses: texts(principal, "notificationEmailAddresses"),
    oauth2PermissionScopes: scopesOf(principal),
    oauth2PermissionScopeIds: idsByValue(scopesOf(principal)),
    redirectUris: texts(principal, "replyUrls"),
    samlMetadataUrl: text(beta, "samlMetadataUrl"),
    servicePrincipalNames: texts(principal, "servicePrincipalNames"),
    tags,
    ...renamed(principal, {
      appId: "clientId",
      appOwnerOrganizationId: "applicationTenantId",
      description: "description",
      displayName: "displayName",
      homepage: "homepageUrl",
      id: "objectId",
      loginUrl: "loginUrl",
      logoutUrl: "logoutUrl",
      notes: "notes",
      preferredSingleSignOnMode: "preferredSingleSignOnMode",
      servicePrincipalType: "type",
      signInAudience: "signInAudience",
    }),
  };
}

export const samlRelayState = (principal: Body | undefined): Values => ({
  relayState: text(objectIn(principal, "samlSingleSignOnSettings"), "relayState"),
});

export const findByClientId = (as: string, clientId: (scope: Scope) => unknown): Step => ({
  does: "Could not list existing service principals",
  as,
  request: (scope) => ({
    method: "GET",
    path: "/v1.0/servicePrincipals",
    query: { $filter: `appId eq ${quoted(clientId(scope))}` },
  }),
});

export const readMetadataUrl: Step = {
  does: "Could not retrieve SAML metadata URL",
  as: "beta",
  request: (scope) => ({ method: "GET", path: path(scope, "beta"), query: { $select: "samlMetadataUrl" } }),
};

export const servicePrincipal: RemoteType = {
  token: "azuread:index/servicePrincipal:ServicePrincipal",
  idForm: "/servicePrincipals/{objectId}",
  importable: true,
  properties: {
    clientId: id({ ...required, ...replaces }),
    accountEnabled: boolean({ default: true }),
    alternativeNames: set(string(rules(notEmpty))),
    appRoleAssignmentRequired: boolean(),
    description: string(rules(lengthBetween(0, 1024))),
    featureTags: featureTags({ conflictsWith: ["features", "tags"] }),
    features: list(
      object({
        customSingleSignOnApp: boolean(),
        enterpriseApplication: boolean(),
        galleryApplication: boolean(),
        visibleToUsers: boolean({ default: true }),
      }),
      { ...computed, conflictsWith: ["featureTags", "tags"] },
    ),
    loginUrl: string(rules(url("http", "https"))),
    notes: string(rules(lengthBetween(0, 1024))),
    notificationEmailAddresses: set(string(rules(notEmpty))),
    owners: set(id()),
    preferredSingleSignOnMode: string(rules(oneOf("", "notSupported", "oidc", "password", "saml"))),
    samlSingleSignOn: object({ relayState: string(rules(notEmpty)) }),
    tags: set(string(), { ...computed, conflictsWith: ["features", "featureTags"] }),
    useExisting: boolean({ kept: true }),
    appRoles: list(object(appRoleMembers), output),
    appRoleIds: idMap,
    applicationTenantId: string(output),
    displayName: string(output),
    homepageUrl: string(output),
    logoutUrl: string(output),
    oauth2PermissionScopes: list(object(scopeMembers), output),
    oauth2PermissionScopeIds: map(string(), output),
    objectId: string(output),
    redirectUris: list(string(), output),
    samlMetadataUrl: string(output),
    servicePrincipalNames: list(string(), output),
    signInAudience: string(output),
    type: string(output),
  },
  follows: { tags: ["featureTags", "features"], featureTags: ["tags", "features"], features: ["tags", "featureTags"] },
  lock: ({ id }) => id.objectId && `servicePrincipals/${id.objectId}`,
  existing: {
    looksFirst: () => true,
    steps: [findByClientId("found", ({ inputs }) => inputs.clientId)],
    found: ({ answers }) => objects(answers.found, "value")[0],
    before: ({ inputs }, found) =>
      inputs.useExisting === true
        ? "adopt"
        : {
            refuse:
              `A resource with the ID "/servicePrincipals/${found.id}" already exists - to be managed by Pulumi it must be imported: ` +
              `pulumi import azuread:index/servicePrincipal:ServicePrincipal <name> /servicePrincipals/${found.id}`,
          },
  },
  create: [
    {
      does: "Could not create service principal",
      as: "made",
      creates: true,
      request: (scope) => ({
        method: "POST",
        path: "/v1.0/servicePrincipals",
        body: typed("servicePrincipal", {
          ...body(scope),
          appId: scope.inputs.clientId,
          description: `TERRAFORM_UPDATE_${randomUUID()}`,
          "owners@odata.bind": firstOwners(scope),
        }),
      }),
      retries: [
        {
          status: 400,
          message: /The appId '.+' of the service principal does not reference a valid application object/i,
        },
        {
          status: 403,
          message: /the backing application of the service principal being created must in the local tenant/i,
        },
      ],
    },
    // The real description replaces the temporary one: a change that succeeds shows that the new object has arrived.
    {
      does: ({ id }) => `Could not update service principal with object ID: "${id.objectId}"`,
      request: (scope) => ({
        method: "PATCH",
        path: path(scope),
        body: typed("servicePrincipal", nullable(scope.inputs, { description: "description" })),
      }),
      retries: notFound,
    },
    ...ownersAfterCreate("servicePrincipals", "service principal"),
  ],
  created: ({ answers }) => ({ objectId: text(answers.made, "id") }),
  read: [
    {
      does: ({ id }) => `retrieving service principal with object ID: "${id.objectId}"`,
      as: "principal",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
    readMetadataUrl,
    {
      does: ({ id }) => `Could not retrieve owners for service principal with object ID "${id.objectId}"`,
      as: "owners",
      request: (scope) => ({ method: "GET", path: `${path(scope)}/owners` }),
    },
  ],
  outputs: ({ answers }) => ({
    ...servicePrincipalOf(answers.principal, answers.beta),
    owners: ids(answers.owners),
    samlSingleSignOn: samlRelayState(answers.principal),
  }),
  update: [
    {
      does: ({ id }) => `Updating service principal with object ID: "${id.objectId}"`,
      request: (scope) => ({ method: "PATCH", path: path(scope), body: typed("servicePrincipal", body(scope)) }),
      retries: notFound,
    },
    ...ownersOnUpdate("servicePrincipals", "service principal"),
  ],
  // With `useExisting` the real provider deletes too, whatever the answer: a danger that must not be hidden here.
  remove: [
    {
      does: ({ id }) => `Deleting service principal with object ID "${id.objectId}"`,
      request: (scope) => (isBorrowed(scope) ? { method: "DELETE", path: path(scope) } : undefined),
      ignoreRefusal: true,
    },
    {
      does: ({ id }) => `Deleting service principal with object ID "${id.objectId}"`,
      request: (scope) => (isBorrowed(scope) ? undefined : { method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of service principal", path, (scope) => !isBorrowed(scope)),
  ],
};

const isBorrowed = ({ state, inputs }: Scope) => (inputs.useExisting ?? state.useExisting) === true;
