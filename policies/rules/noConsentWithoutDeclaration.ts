import { permissionByIdAnywhere } from "../../catalogue/permissions";
import { consented, consenting, graphLookUp, principal } from "../exampleParts";
import { apiAccessTypes, type DeclaredAccess, declaredAccess, declaredApiAccess } from "../facts/access";
import { applicationsOf, partsOf } from "../facts/applications";
import { type Consent, ownConsents } from "../facts/consents";
import { originsOf, shareOrigin } from "../facts/idOrigins";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { type Unknown, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

/** The id by which a principal is assigned to an application as a whole; there is no permission to declare for it. */
const defaultAccess = "00000000-0000-0000-0000-000000000000";

export const noConsentWithoutDeclaration = defineRule({
  name: "no-consent-without-declaration",
  demand: "Each consent belongs to an application permission that the application declares.",
  severity: "medium",
  why: "A consent that the application does not declare works, but is not shown under its API permissions: reviews miss it, and it stays when the permission is taken away.",
  remedy: "Declare the permission in requiredResourceAccesses with type Role, or remove the AppRoleAssignment.",
  source: "https://learn.microsoft.com/entra/identity/enterprise-apps/manage-application-permissions",
  examples: {
    bad: `${graphLookUp}resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
${principal}${consenting("application SecurityIncident.Read.All")}`,
    good: consented("servicenow-defender", "application SecurityIncident.Read.All"),
  },
  stack: (stack) => applicationsOf(stack).flatMap((application) => checkApplication(stack, application)),
});

function checkApplication(stack: StackView, application: ResourceView): readonly Finding[] {
  // Where the declarations are managed outside of the program, nothing can be missing in it.
  if (application.ignoreChanges.includes("requiredResourceAccesses")) return [];
  const parts = partsOf(stack, application, ...apiAccessTypes);
  const own = declaredAccess(application);
  const declared = own === unknown ? unknown : [...own, ...parts.map(declaredApiAccess)];
  const declaring = [application, ...parts];
  return ownConsents(stack, application).flatMap((consent) => judge(stack, application, declaring, declared, consent));
}

function judge(
  stack: StackView,
  application: ResourceView,
  declaring: readonly ResourceView[],
  declared: readonly DeclaredAccess[] | Unknown,
  consent: Consent,
): readonly Finding[] {
  const { assignment, roleId } = consent;
  if (roleId === defaultAccess || isTakenFromDeclaration(stack, declaring, assignment)) return [];
  const entries = declared === unknown ? [] : declared.flatMap((access) => entriesFor(access, consent));
  if (roleId !== unknown && entries.includes(roleId)) return [];
  const name = displayName(application);
  const isOpen = declared === unknown || entries.includes(unknown) || (roleId === unknown && entries.length > 0);
  if (isOpen) {
    const message = `"${assignment.name}" consents to a permission that "${name}" may not declare.`;
    return [{ urn: assignment.urn, message, missing: "the ids of permissions that are declared and consented to" }];
  }
  return [
    {
      urn: assignment.urn,
      message: `"${assignment.name}" consents to ${title(roleId)}, which "${name}" does not declare.`,
    },
  ];
}

/** Declaration and consent take an id that is not known yet from the same resource. */
function isTakenFromDeclaration(
  stack: StackView,
  declaring: readonly ResourceView[],
  assignment: ResourceView,
): boolean {
  if (assignment.properties.appRoleId !== unknown) return false;
  const taken = originsOf(stack, assignment, "appRoleId");
  return declaring.some((resource) =>
    shareOrigin(taken, originsOf(stack, resource, "requiredResourceAccesses", "roleIds")),
  );
}

function entriesFor(access: DeclaredAccess, { apiAppId }: Consent): (string | Unknown)[] {
  if (apiAppId !== undefined && access.apiAppId !== unknown && access.apiAppId !== apiAppId) return [];
  return access.entries.filter(({ type }) => type !== "delegated").map(({ id }) => id);
}

function title(roleId: string | Unknown): string {
  if (roleId === unknown) return "a permission whose id is known after deployment";
  return permissionByIdAnywhere(roleId)?.permission.value ?? roleId;
}
