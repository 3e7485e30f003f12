import { randomUUID } from "node:crypto";
import { ids, objects, quoted, text } from "../body";
import type { RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";
import { samlRelayState, servicePrincipalOf } from "./servicePrincipalOutputs";
import { servicePrincipalProperties } from "./servicePrincipalProperties";
import { firstOwners, nullable, ownersAfterCreate, ownersOnUpdate, tagsOf, typed, untilGone } from "./words";

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

const findByClientId = (as: string, clientId: (scope: Scope) => unknown): Step => ({
  does: "Could not list existing service principals",
  as,
  request: (scope) => ({
    method: "GET",
    path: "/v1.0/servicePrincipals",
    query: { $filter: `appId eq ${quoted(clientId(scope))}` },
  }),
});

const readMetadataUrl: Step = {
  does: "Could not retrieve SAML metadata URL",
  as: "beta",
  request: (scope) => ({ method: "GET", path: path(scope, "beta"), query: { $select: "samlMetadataUrl" } }),
};

export const servicePrincipal: RemoteType = {
  token: "azuread:index/servicePrincipal:ServicePrincipal",
  idForm: "/servicePrincipals/{objectId}",
  importable: true,
  properties: servicePrincipalProperties,
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
