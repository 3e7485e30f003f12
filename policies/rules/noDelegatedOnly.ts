import { azureServiceManagement } from "../../catalogue/apis";
import { asking, consented } from "../exampleParts";
import {
  type AccessEntry,
  apiAccessTypes,
  apiTitle,
  type DeclaredAccess,
  declaredAccess,
  declaredApiAccess,
  permissionTitle,
} from "../facts/access";
import { applicationOf, attendanceInStack, azureRolesOf } from "../facts/applications";
import { type Attendance, type AttendanceSettings, attendanceOf } from "../facts/attendance";
import { applicationCounterpart, isForSignIn } from "../facts/permissions";
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { block, knownList, knownText, type Properties, unknown, type Value } from "../model/value";
import { defineRule, type Finding, type Mended } from "../rule";

const names = {
  type: "array",
  items: { type: "string", description: "Name or URN; * stands for any characters." },
} as const;

export const noDelegatedOnly = defineRule({
  name: "no-delegated-only",
  demand: "An unattended integration needs application permissions; delegated ones give it nothing.",
  severity: "high",
  why: 'A background service has no user. Sign-in issues its token all the same, but without roles, and the API answers 403: "Missing required roles", "Insufficient privileges to complete the operation" or Authorization_RequestDenied.',
  remedy:
    "Declare each permission with type Role and the id of the application permission instead of type Scope, and consent to it with an AppRoleAssignment.",
  source: "https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview",
  examples: {
    bad: `resources:
${asking("servicenow-defender", "delegated SecurityIncident.Read.All", "Scope")}`,
    good: consented("servicenow-defender", "application SecurityIncident.Read.All"),
  },
  settings: {
    unattended: {
      ...names,
      description: "Applications that run without a user, whatever else they look like.",
      default: [],
    },
    attended: { ...names, description: "Applications that people use, whatever else they look like.", default: [] },
  },
  resource: {
    types: [types.application],
    traces: true,
    check: (application, { settings }, stack) =>
      checkApplication(
        application,
        stack === undefined ? attendanceOf(application, settings) : attendanceInStack(stack, application, settings),
        stack,
      ),
    mend: (application, { settings }) => mend(application, attendanceOf(application, settings)),
  },
  stack: (stack, { settings }) =>
    stack.declared(...apiAccessTypes).flatMap((access) => checkApiAccess(stack, access, settings)),
});

function checkApplication(application: ResourceView, attendance: Attendance, stack?: StackView): readonly Finding[] {
  if (attendance.kind === "attended") return [];
  const declared = declaredAccess(application);
  if (declared === unknown) return [undecided(application, attendance, "requiredResourceAccesses")];
  return declared.flatMap((access) => judge(application, attendance, access, stack));
}

/** Permissions in a resource of their own. Of an application outside of the program nothing is known, so nothing is said about it. */
function checkApiAccess(stack: StackView, resource: ResourceView, settings: AttendanceSettings): readonly Finding[] {
  const application = applicationOf(stack, resource);
  if (application === undefined) return [];
  const attendance = attendanceInStack(stack, application, settings);
  if (attendance.kind === "attended") return [];
  const findings = judge(application, attendance, declaredApiAccess(resource), stack);
  return findings.map((finding) => ({ ...finding, urn: resource.urn }));
}

function judge(
  application: ResourceView,
  attendance: Attendance,
  access: DeclaredAccess,
  stack?: StackView,
): readonly Finding[] {
  const useless = uselessEntries(access);
  if (useless.length > 0) {
    if (attendance.kind === "undecided") return [undecided(application, attendance, attendance.because)];
    if (isResourceManager(access)) {
      // What counts there are Azure roles; with one, the delegated permission is a harmless leftover.
      if (stack === undefined) return [undecided(application, attendance, "the Azure roles of its service principal")];
      if (azureRolesOf(stack, application).length > 0) return [];
    }
    return [violation(application, attendance, access, useless)];
  }
  const open = access.entries.some(({ type }) => type === unknown) && !access.entries.some(isApplication);
  return open ? [undecided(application, attendance, `the types of the permissions on ${apiTitle(access)}`)] : [];
}

/**
 * Delegated entries that the integration gets nothing from: all of them where the API has no other, and beside application permissions those
 * that exist as application permission and are not declared as such.
 */
function uselessEntries(access: DeclaredAccess): readonly AccessEntry[] {
  const delegated = access.entries.filter((entry) => entry.type === "delegated" && !isForSignIn(access, entry));
  if (access.entries.every(({ type }) => type === "delegated")) return delegated;
  const declared = new Set(access.entries.filter(isApplication).map(({ id }) => id));
  return delegated.filter((entry) => {
    const counterpart = applicationCounterpart(access, entry);
    return counterpart !== undefined && !declared.has(counterpart.application);
  });
}

const isApplication = ({ type }: AccessEntry) => type === "application";

function violation(
  application: ResourceView,
  { because }: Attendance,
  access: DeclaredAccess,
  useless: readonly AccessEntry[],
): Finding {
  const list = useless.map((entry) => permissionTitle(access, entry)).join(", ");
  const how = access.entries.some(isApplication) ? "as delegated permissions" : "for delegated permissions only";
  return {
    message: `Application "${displayName(application)}" asks ${apiTitle(access)} ${how}: ${list}.\nIt is an unattended integration: ${because}.`,
    remedy: [
      ...useless.map((entry) => substitute(access, entry)),
      "If people do sign in to it, say how: a redirect URI, fallbackPublicClientEnabled, or the setting `attended` of this rule.",
    ],
  };
}

const isResourceManager = ({ apiAppId }: DeclaredAccess) => apiAppId === azureServiceManagement.appId;

function substitute(access: DeclaredAccess, entry: AccessEntry): string {
  if (isResourceManager(access)) {
    return `${azureServiceManagement.displayName} has no application permissions: give the service principal an Azure role on the resource group (azure-native.authorization.RoleAssignment).`;
  }
  const name = permissionTitle(access, entry);
  const counterpart = applicationCounterpart(access, entry);
  if (counterpart !== undefined)
    return `${name} -> { type: Role, id: ${counterpart.application} } (${counterpart.value})`;
  return access.api === undefined
    ? `${name}: find the application permission (app role) in the API's documentation.`
    : `${name}: has no application permission; choose one that allows the same operations.`;
}

function undecided(application: ResourceView, attendance: Attendance, missing: string): Finding {
  const guess = attendance.kind === "unattended" ? "is an unattended integration" : "may be an unattended integration";
  return { message: `Application "${displayName(application)}" ${guess}.`, missing };
}

/** Turns useless delegated entries into application permissions where the catalogue knows the counterpart. */
function mend(application: ResourceView, attendance: Attendance): Mended | undefined {
  if (attendance.kind !== "unattended") return undefined;
  const declared = declaredAccess(application);
  if (declared === unknown) return undefined;
  const replacements = new Map<string, string>();
  const changes: string[] = [];
  for (const access of declared) {
    for (const entry of uselessEntries(access)) {
      const counterpart = applicationCounterpart(access, entry);
      if (counterpart === undefined || entry.id === unknown) continue;
      replacements.set(`${String(access.apiAppId)} ${entry.id}`, counterpart.application);
      changes.push(`${permissionTitle(access, entry)} -> application permission ${counterpart.value}`);
    }
  }
  if (changes.length === 0) return undefined;
  return {
    properties: { requiredResourceAccesses: replaced(application.properties.requiredResourceAccesses, replacements) },
    said: `Application "${displayName(application)}": changed delegated permissions into application permissions, which need consent: ${[...new Set(changes)].join("; ")}.`,
  };
}

/** The property with entries replaced; everything else stays as it is, unknown values included. */
function replaced(value: Value, replacements: ReadonlyMap<string, string>): Value {
  return knownList(value).map((element) => {
    const access = block(element);
    if (access === unknown) return element;
    const api = knownText(access.resourceAppId)?.toLowerCase();
    const entries: Value[] = [];
    for (const each of knownList(access.resourceAccesses)) {
      const entry = replacedEntry(each, api, replacements);
      if (!entries.some((present) => sameEntry(present, entry))) entries.push(entry);
    }
    return { ...access, resourceAccesses: entries };
  });
}

function replacedEntry(value: Value, api: string | undefined, replacements: ReadonlyMap<string, string>): Value {
  const entry = block(value);
  if (entry === unknown || entry.type !== "Scope") return value;
  const id = replacements.get(`${api} ${knownText(entry.id)?.toLowerCase()}`);
  return id === undefined ? value : { ...entry, id, type: "Role" };
}

function sameEntry(one: Value, other: Value): boolean {
  const [a, b] = [one, other] as [Properties, Properties];
  return typeof a.id === "string" && a.id === b.id && a.type === b.type;
}
