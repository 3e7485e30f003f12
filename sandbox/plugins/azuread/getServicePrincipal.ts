import { id, rules, string } from "../property";
import type { FunctionType } from "../resourceType";
import { notEmpty } from "../rules";
import { exactlyOneOf, find, type Key, readMore, theOne } from "./lookUp";
import { samlRelayState, servicePrincipalOf } from "./servicePrincipalOutputs";

const keys: readonly Key[] = [
  { argument: "objectId", property: "id" },
  { argument: "displayName", property: "displayName" },
  { argument: "clientId", property: "appId" },
];

export const getServicePrincipal: FunctionType = {
  token: "azuread:index/getServicePrincipal:getServicePrincipal",
  inputs: { clientId: id(), displayName: string(rules(notEmpty)), objectId: id() },
  outputs: [
    ...["accountEnabled", "alternativeNames", "appRoleAssignmentRequired", "appRoleIds", "appRoles"],
    ...[
      "applicationTenantId",
      "clientId",
      "description",
      "displayName",
      "featureTags",
      "features",
      "homepageUrl",
      "id",
    ],
    ...["loginUrl", "logoutUrl", "notes", "notificationEmailAddresses", "oauth2PermissionScopeIds"],
    ...["oauth2PermissionScopes", "objectId", "preferredSingleSignOnMode", "redirectUris", "samlMetadataUrl"],
    ...["samlSingleSignOns", "servicePrincipalNames", "signInAudience", "tags", "type"],
  ],
  validate: exactlyOneOf(keys),
  steps: [
    ...find("service principal", "servicePrincipals", keys),
    readMore("beta", (objectId) => `/beta/servicePrincipals/${objectId}`, { $select: "samlMetadataUrl" }),
  ],
  result: (scope) => {
    const principal = theOne(scope);
    const known = servicePrincipalOf(principal, scope.answers.beta);
    return { ...known, id: `/servicePrincipals/${known.objectId}`, samlSingleSignOns: [samlRelayState(principal)] };
  },
};
