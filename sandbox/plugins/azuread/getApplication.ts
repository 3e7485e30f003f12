import { ids, quoted } from "../body";
import { id, rules, string } from "../property";
import type { FunctionType } from "../resourceType";
import { notEmpty } from "../rules";
import { applicationOf } from "./applicationOutputs";
import { exactlyOneOf, find, type Key, readMore, theOne } from "./lookUp";

const keys: readonly Key[] = [
  { argument: "objectId", property: "id" },
  { argument: "clientId", property: "appId" },
  { argument: "displayName", property: "displayName" },
  {
    argument: "identifierUri",
    property: "identifierUris",
    filter: (uri) => `identifierUris/any(uri:uri eq ${quoted(uri)})`,
  },
];

export const getApplication: FunctionType = {
  token: "azuread:index/getApplication:getApplication",
  inputs: {
    clientId: id(),
    displayName: string(rules(notEmpty)),
    identifierUri: string(rules(notEmpty)),
    objectId: id(),
  },
  outputs: [
    ...["apis", "appRoleIds", "appRoles", "clientId", "description", "deviceOnlyAuthEnabled", "disabledByMicrosoft"],
    ...["displayName", "fallbackPublicClientEnabled", "featureTags", "groupMembershipClaims", "id", "identifierUri"],
    ...["identifierUris", "logoUrl", "marketingUrl", "notes", "oauth2PermissionScopeIds", "oauth2PostResponseRequired"],
    ...["objectId", "optionalClaims", "owners", "privacyStatementUrl", "publicClients", "publisherDomain"],
    ...["requiredResourceAccesses", "serviceManagementReference", "signInAudience", "singlePageApplications"],
    ...["supportUrl", "tags", "termsOfServiceUrl", "webs"],
  ],
  validate: exactlyOneOf(keys),
  steps: [
    ...find("application", "applications", keys),
    readMore("beta", (objectId) => `/beta/applications/${objectId}`, { $select: "oauth2RequirePostResponse" }),
    readMore("owners", (objectId) => `/v1.0/applications/${objectId}/owners`),
  ],
  result: (scope) => {
    const { api, optionalClaims, publicClient, singlePageApplication, web, ...known } = applicationOf(
      theOne(scope),
      scope.answers.beta,
    );
    const [firstUri = ""] = known.identifierUris as string[];
    return {
      ...known,
      // Blocks come as lists from a look-up.
      apis: [api],
      id: `/applications/${known.objectId}`,
      identifierUri: scope.inputs.identifierUri ?? firstUri,
      optionalClaims: optionalClaims === undefined ? [] : [optionalClaims],
      owners: ids(scope.answers.owners),
      publicClients: [publicClient],
      singlePageApplications: [singlePageApplication],
      webs: [web],
    };
  },
};
