import { asking, consented, principal } from "../exampleParts";
import {
  type AccessEntry,
  apiAccessTypes,
  apiTitle,
  type DeclaredAccess,
  declaredAccess,
  declaredApiAccess,
  permissionTitle,
} from "../facts/access";
import { applicationOf, servicePrincipalsOf } from "../facts/applications";
import { consentsOf, judgeConsents } from "../facts/consents";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

export const applicationPermissionsAreConsented = defineRule({
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
${asking("servicenow-defender", "application SecurityIncident.Read.All", "Role")}${principal}`,
    good: consented("servicenow-defender", "application SecurityIncident.Read.All"),
  },
  stack: (stack) => [
    ...stack.declared(types.application).flatMap((application) => checkApplication(stack, application)),
    ...stack.declared(...apiAccessTypes).flatMap((access) => checkApiAccess(stack, access)),
  ],
});

function checkApplication(stack: StackView, application: ResourceView): readonly Finding[] {
  const declared = declaredAccess(application);
  if (declared === unknown) {
    const message = `Application "${displayName(application)}" declares permissions that are not known yet.`;
    return [{ urn: application.urn, message, missing: "requiredResourceAccesses" }];
  }
  return declared.flatMap((access) => judge(stack, application, application, access));
}

/** Permissions in a resource of their own, which adds them to an application of the program or to one outside of it. */
function checkApiAccess(stack: StackView, resource: ResourceView): readonly Finding[] {
  const application = applicationOf(stack, resource);
  return judge(stack, application, resource, declaredApiAccess(resource));
}

function judge(
  stack: StackView,
  application: ResourceView | undefined,
  declaring: ResourceView,
  access: DeclaredAccess,
): readonly Finding[] {
  const { missing, certain } = judgeConsents(stack, declaring, access, consentsOf(stack, application));
  if (missing.length === 0) return [];
  const finding: Finding = {
    urn: declaring.urn,
    message: describe(displayName(application ?? declaring), access, missing, certain),
    remedy: [
      ...(application !== undefined && servicePrincipalsOf(stack, application).length === 0
        ? ["The program declares no azuread.ServicePrincipal for the application, and consent is given to that."]
        : []),
      ...missing.map(
        (entry) => `${permissionTitle(access, entry)}: appRoleId ${entry.id === unknown ? "as declared" : entry.id}`,
      ),
    ],
  };
  return [certain > 0 ? finding : { ...finding, missing: "the ids of permissions that are declared and consented to" }];
}

function describe(name: string, access: DeclaredAccess, missing: readonly AccessEntry[], certain: number): string {
  const names = missing.map((entry) => permissionTitle(access, entry)).join(", ");
  const [what, which] =
    certain === 0
      ? ["may not be consented to", ""]
      : ["nothing consents to", certain < missing.length ? `${certain} of these: ` : ""];
  return `Application "${name}" declares application permissions on ${apiTitle(access)} that ${what}: ${which}${names}.`;
}
