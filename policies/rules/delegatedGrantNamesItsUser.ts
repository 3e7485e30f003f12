import { graphLookUp } from "../exampleParts";
import { types } from "../model/types";
import { isAbsent, knownList, knownText } from "../model/value";
import { defineRule } from "../rule";

export const delegatedGrantNamesItsUser = defineRule({
  name: "delegated-grant-names-its-user",
  demand: "A delegated permission grant names the one user that it is for.",
  severity: "high",
  why: "Without a user the grant is for all principals: the application may act for everyone in the tenant, administrators included.",
  remedy: "Set userObjectId to the object id of the integration's service account.",
  source: "https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant",
  examples: {
    bad: `${graphLookUp}resources:
  grant:
    type: azuread:ServicePrincipalDelegatedPermissionGrant
    properties:
      servicePrincipalObjectId: <object-id>
      resourceServicePrincipalObjectId: \${graph.objectId}
      claimValues: [Mail.Read]
`,
    good: `${graphLookUp}resources:
  account:
    type: azuread:User
    properties: { userPrincipalName: svc-reports@contoso.com, displayName: Reports }
  grant:
    type: azuread:ServicePrincipalDelegatedPermissionGrant
    properties:
      servicePrincipalObjectId: <object-id>
      resourceServicePrincipalObjectId: \${graph.objectId}
      userObjectId: \${account.objectId}
      claimValues: [Mail.Read]
`,
  },
  resource: {
    types: [types.delegatedPermissionGrant],
    // An unknown object id is one nevertheless.
    check: ({ name, properties }) =>
      isAbsent(properties.userObjectId)
        ? [{ message: `"${name}" consents for all principals to ${claims(properties.claimValues)}.` }]
        : [],
  },
});

const claims = (value: Parameters<typeof knownList>[0]) =>
  knownList(value)
    .map((claim) => knownText(claim) ?? "a permission that is not known yet")
    .join(", ") || "delegated permissions";
