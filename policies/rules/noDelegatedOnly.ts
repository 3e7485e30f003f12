import { permissionById } from "../../catalogue/permissions";
import { type AccessEntry, apiTitle, type DeclaredAccess, declaredAccess, permissionTitle } from "../facts/access";
import { type Attendance, attendanceOf } from "../facts/attendance";
import { applicationCounterpart, isSignInPermission } from "../facts/permissions";
import { displayName, type ResourceView } from "../model/resource";
import { types } from "../model/types";
import { unknown } from "../model/value";
import type { Finding, Rule } from "../rule";

export const noDelegatedOnly: Rule = {
  name: "no-delegated-only",
  demand: "An unattended integration needs application permissions; delegated ones give it nothing.",
  severity: "high",
  why:
    "A background service has no user. Sign-in issues its token all the same, but without roles, and the API answers 403: " +
    '"Missing required roles", "Insufficient privileges to complete the operation" or Authorization_RequestDenied.',
  remedy:
    "Declare the permissions with type Role and the id of the application permission, remove the entries of type Scope, and consent to each " +
    "with an AppRoleAssignment.",
  source: "https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview",
  examples: {
    bad: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      requiredResourceAccesses:
        - resourceAppId: 00000003-0000-0000-c000-000000000000 # Microsoft Graph
          resourceAccesses:
            - { id: b9abcc4f-94fc-4457-9141-d20ce80ec952, type: Scope } # SecurityIncident.Read.All, delegated
`,
    good: `resources:
  app:
    type: azuread:Application
    properties:
      displayName: servicenow-defender
      requiredResourceAccesses:
        - resourceAppId: 00000003-0000-0000-c000-000000000000 # Microsoft Graph
          resourceAccesses:
            - { id: 45cc0394-e837-488b-a098-1918f48d186c, type: Role } # SecurityIncident.Read.All, application
`,
  },
  resource: { type: types.application, check: checkApplication },
};

function checkApplication(application: ResourceView): readonly Finding[] {
  const attendance = attendanceOf(application);
  if (attendance.kind === "attended") return [];
  const declared = declaredAccess(application);
  if (declared === unknown) return [undecided(application, attendance, "requiredResourceAccesses")];
  return declared.flatMap((access) => judge(application, attendance, access));
}

function judge(application: ResourceView, attendance: Attendance, access: DeclaredAccess): readonly Finding[] {
  const useless = uselessEntries(access);
  if (useless.length > 0) {
    if (attendance.kind === "undecided") return [undecided(application, attendance, attendance.because)];
    return [{ message: describe(application, attendance, access, useless) }];
  }
  const open = access.entries.some(({ type }) => type === unknown) && !access.entries.some(isApplication);
  return open ? [undecided(application, attendance, `the permission types on ${apiTitle(access)}`)] : [];
}

/**
 * Delegated entries that the integration gets nothing from: all of them where the API has no other, and beside application permissions those
 * that exist as application permission and are not declared as such.
 */
function uselessEntries(access: DeclaredAccess): readonly AccessEntry[] {
  const delegated = access.entries.filter((entry) => entry.type === "delegated" && !isForSignIn(access, entry));
  if (!access.entries.some(({ type }) => type !== "delegated")) return delegated;
  return delegated.filter(({ id }) => {
    if (access.api === undefined || id === unknown) return false;
    const counterpart = applicationCounterpart(access.api, id)?.application;
    return (
      counterpart !== undefined && !access.entries.some((entry) => isApplication(entry) && entry.id === counterpart)
    );
  });
}

const isApplication = ({ type }: AccessEntry) => type === "application";

function isForSignIn({ api }: DeclaredAccess, { id }: AccessEntry): boolean {
  if (api === undefined || id === unknown) return false;
  const found = permissionById(api, id);
  return found !== undefined && isSignInPermission(found.permission);
}

function describe(
  application: ResourceView,
  { because }: Attendance,
  access: DeclaredAccess,
  useless: readonly AccessEntry[],
): string {
  const names = useless.map(({ id }) => permissionTitle(access, id)).join(", ");
  const only = access.entries.some(isApplication) ? "as delegated permissions" : "delegated permissions only";
  return [
    `Application "${displayName(application)}" asks ${apiTitle(access)} for ${only}: ${names}.`,
    `It is an unattended integration: ${because}.`,
    `Why it fails: ${noDelegatedOnly.why}`,
    `Remedy: ${noDelegatedOnly.remedy}`,
    ...useless.map((entry) => `  ${substitute(access, entry)}`),
    "If people do sign in to it, declare how: a redirect URI, fallbackPublicClientEnabled, or the rule's configuration.",
  ].join("\n");
}

function substitute(access: DeclaredAccess, { id }: AccessEntry): string {
  const name = permissionTitle(access, id);
  if (access.api === undefined || id === unknown)
    return `${name}: find its application permission (app role) in the API's documentation`;
  const counterpart = applicationCounterpart(access.api, id);
  return counterpart === undefined
    ? `${name}: has no application permission of that name; choose one that allows the same operations`
    : `${counterpart.value}: { type: Role, id: ${counterpart.application} }`;
}

function undecided(application: ResourceView, attendance: Attendance, missing: string): Finding {
  const guess = attendance.kind === "unattended" ? "is an unattended integration" : "may be an unattended integration";
  return { message: `Application "${displayName(application)}" ${guess}.`, missing };
}
