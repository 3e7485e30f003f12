import { type AccessEntry, apiTitle, type DeclaredAccess, declaredAccess, permissionTitle } from "../facts/access";
import { type Consent, consentsOf, judgeConsents, servicePrincipalsOf } from "../facts/consents";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { unknown } from "../model/value";
import type { Finding, Rule } from "../rule";

export const applicationPermissionsAreConsented: Rule = {
  name: "application-permissions-are-consented",
  demand: "Each application permission that an application declares is consented to in the same program.",
  severity: "high",
  why:
    "A declared permission is a wish. Until an administrator consents, which is an app role assignment, the token carries no such role and the " +
    "API answers 403.",
  remedy:
    "Add an azuread.AppRoleAssignment for each: principalObjectId is the object id of the application's service principal, resourceObjectId that " +
    "of the API's (azuread.getServicePrincipal), appRoleId the permission's id.",
  source: "https://learn.microsoft.com/graph/permissions-grant-via-msgraph",
  examples: {
    bad: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      requiredResourceAccesses:
        - resourceAppId: 00000003-0000-0000-c000-000000000000 # Microsoft Graph
          resourceAccesses:
            - { id: 45cc0394-e837-488b-a098-1918f48d186c, type: Role } # SecurityIncident.Read.All
  principal:
    type: azuread:ServicePrincipal
    properties:
      clientId: \${app.clientId}
`,
    good: `variables:
  graph:
    fn::invoke:
      function: azuread:getServicePrincipal
      arguments:
        clientId: 00000003-0000-0000-c000-000000000000
resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      requiredResourceAccesses:
        - resourceAppId: 00000003-0000-0000-c000-000000000000 # Microsoft Graph
          resourceAccesses:
            - { id: 45cc0394-e837-488b-a098-1918f48d186c, type: Role } # SecurityIncident.Read.All
  principal:
    type: azuread:ServicePrincipal
    properties:
      clientId: \${app.clientId}
  consent:
    type: azuread:AppRoleAssignment
    properties:
      appRoleId: 45cc0394-e837-488b-a098-1918f48d186c
      principalObjectId: \${principal.objectId}
      resourceObjectId: \${graph.objectId}
`,
  },
  stack: checkStack,
};

function checkStack(stack: StackView): readonly Finding[] {
  return stack.ofType(types.application).flatMap((application) => checkApplication(stack, application));
}

function checkApplication(stack: StackView, application: ResourceView): readonly Finding[] {
  const declared = declaredAccess(application);
  if (declared === unknown) {
    const message = `Application "${displayName(application)}" declares permissions that are not known yet.`;
    return [{ urn: application.urn, message, missing: "requiredResourceAccesses" }];
  }
  const consents = consentsOf(stack, application);
  return declared.flatMap((access) => judge(stack, application, access, consents));
}

function judge(
  stack: StackView,
  application: ResourceView,
  access: DeclaredAccess,
  consents: readonly Consent[],
): readonly Finding[] {
  const { missing, certain } = judgeConsents(stack, application, access, consents);
  if (missing.length === 0) return [];
  const finding = { urn: application.urn, message: describe(stack, application, access, missing, certain) };
  return certain > 0
    ? [finding]
    : [{ ...finding, missing: "the ids of the permissions that are declared and consented to" }];
}

function describe(
  stack: StackView,
  application: ResourceView,
  access: DeclaredAccess,
  missing: readonly AccessEntry[],
  certain: number,
): string {
  const names = missing.map(({ id }) => permissionTitle(access, id)).join(", ");
  const which =
    certain === 0
      ? "that may not be consented to"
      : certain < missing.length
        ? `${certain} of which nothing consents to`
        : "that nothing consents to";
  return [
    `Application "${displayName(application)}" declares application permissions on ${apiTitle(access)} ${which}: ${names}.`,
    ...(servicePrincipalsOf(stack, application).length === 0
      ? ["The program declares no service principal for it (azuread.ServicePrincipal), and consent is given to that."]
      : []),
    `Why it fails: ${applicationPermissionsAreConsented.why}`,
    `Remedy: ${applicationPermissionsAreConsented.remedy}`,
    ...missing.map(({ id }) => `  ${permissionTitle(access, id)}: appRoleId ${id === unknown ? "as declared" : id}`),
  ].join("\n");
}
