/**
 * The intersection rule: in a delegated call the app's permission is not enough, the signed-in user needs a directory role that allows the
 * operation too. The same holds for an application that was given a directory role instead of a permission.
 *
 * Sources: learn.microsoft.com/graph/api (the roles that each operation's page names, microsoft-graph-docs-contrib
 * includes/rbac-for-apis), and the actions of each role in learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference.
 * Roles that allow an operation only on some objects (Exchange Administrator on Microsoft 365 groups) are left out, as are owners: who owns
 * a group or an application manages it without a role.
 */
import { apis } from "./apis";
import type { DirectoryRoleName } from "./directoryRoleTable";

interface Rule {
  readonly methods: string;
  /** Matches the path without version, in lower case. */
  readonly path: RegExp;
  /** For a PATCH: the properties that all must be among these. */
  readonly properties?: readonly string[];
  /** Least privileged first, without Global Administrator, which may do everything. */
  readonly roles: readonly DirectoryRoleName[];
}

const writers: DirectoryRoleName[] = ["Directory Writers", "User Administrator"];
const passwords: DirectoryRoleName[] = [
  "Password Administrator",
  "Helpdesk Administrator",
  "Authentication Administrator",
  "User Administrator",
  "Privileged Authentication Administrator",
];
const groupWriters: DirectoryRoleName[] = ["Groups Administrator", "Directory Writers", "User Administrator"];
const applicationManagers: DirectoryRoleName[] = ["Cloud Application Administrator", "Application Administrator"];
const roleManagers: DirectoryRoleName[] = ["Privileged Role Administrator"];
const securityReaders: DirectoryRoleName[] = [
  "Security Reader",
  "Security Operator",
  "Global Reader",
  "Security Administrator",
];
const securityWriters: DirectoryRoleName[] = ["Security Operator", "Security Administrator"];
const consentOfOtherApis: DirectoryRoleName[] = [
  "Cloud Application Administrator",
  "Application Administrator",
  "Directory Writers",
  "Identity Governance Administrator",
  "Hybrid Identity Administrator",
  "User Administrator",
  "Privileged Role Administrator",
];

/** The first rule that fits decides. What no rule names is open to every member of the tenant, as reading the directory is. */
const rules: readonly Rule[] = [
  // Users.
  { methods: "POST", path: /^\/users$/, roles: writers },
  { methods: "PATCH", path: /^\/users\/[^/]+$/, properties: ["passwordProfile"], roles: passwords },
  {
    methods: "PATCH",
    path: /^\/users\/[^/]+$/,
    roles: ["Directory Writers", "User Administrator", "Privileged Authentication Administrator"],
  },
  {
    methods: "DELETE",
    path: /^\/users\/[^/]+$/,
    roles: ["User Administrator", "Privileged Authentication Administrator"],
  },
  { methods: "POST", path: /^\/users\/[^/]+\/assignlicense$/, roles: ["License Administrator", ...writers] },
  {
    methods: "POST",
    path: /^\/users\/[^/]+\/(revokesigninsessions|invalidateallrefreshtokens)$/,
    roles: ["Directory Writers", ...passwords],
  },
  { methods: "PUT DELETE", path: /^\/users\/[^/]+\/manager(\/\$ref)?$/, roles: writers },
  {
    methods: "POST PATCH DELETE",
    path: /^\/users\/[^/]+\/authentication\//,
    roles: ["Authentication Administrator", "Privileged Authentication Administrator"],
  },

  // Groups: those to which roles can be assigned need Privileged Role Administrator besides (the caller decides that).
  { methods: "POST", path: /^\/groups$/, roles: groupWriters },
  { methods: "PATCH", path: /^\/groups\/[^/]+$/, roles: groupWriters },
  { methods: "DELETE", path: /^\/groups\/[^/]+$/, roles: ["Groups Administrator", "User Administrator"] },
  {
    methods: "POST DELETE",
    path: /^\/groups\/[^/]+\/members(\/|$)/,
    roles: ["Groups Administrator", "Directory Writers", "Identity Governance Administrator", "User Administrator"],
  },
  { methods: "POST DELETE", path: /^\/groups\/[^/]+\/owners(\/|$)/, roles: groupWriters },
  {
    methods: "POST",
    path: /^\/groups\/[^/]+\/assignlicense$/,
    roles: ["License Administrator", ...groupWriters],
  },

  // Applications: whoever creates one owns it, so a member with default permissions or Application Developer goes on from there.
  {
    methods: "POST",
    path: /^\/(applications|serviceprincipals)$/,
    roles: ["Application Developer", ...applicationManagers],
  },
  {
    methods: "POST DELETE",
    path: /^\/(serviceprincipals|users|groups)\/[^/]+\/approleassign(edto|ments)(\/|$)/,
    roles: consentOfOtherApis,
  },
  {
    methods: "POST PATCH PUT DELETE",
    // Asking which groups and roles one is a member of is a POST that changes nothing.
    path: /^\/(applications|serviceprincipals)[/(](?!.*\/(check|get)member(groups|objects)$)/,
    roles: applicationManagers,
  },
  {
    methods: "POST PATCH DELETE",
    path: /^\/oauth2permissiongrants(\/|$)/,
    roles: [...applicationManagers, ...writers, "Privileged Role Administrator"],
  },

  // Roles and administrative units.
  { methods: "POST PATCH DELETE", path: /^\/directoryroles(\/|$)/, roles: roleManagers },
  { methods: "POST PATCH DELETE", path: /^\/rolemanagement\/directory\//, roles: roleManagers },
  { methods: "POST PATCH DELETE", path: /^\/(directory\/)?administrativeunits(\/|$)/, roles: roleManagers },
  {
    methods: "POST DELETE",
    path: /^\/directory\/deleteditems\/(?!getuserownedobjects$)/,
    roles: ["Groups Administrator", ...applicationManagers, "User Administrator"],
  },

  // Security data is closed to members without a role.
  { methods: "GET", path: /^\/security\/(incidents|alerts|alerts_v2)(\/|$)/, roles: securityReaders },
  { methods: "POST PATCH", path: /^\/security\/(incidents|alerts|alerts_v2)(\/|$)/, roles: securityWriters },
  { methods: "POST", path: /^\/security\/runhuntingquery$/, roles: securityReaders },
  {
    methods: "GET",
    path: /^\/auditlogs\//,
    roles: ["Reports Reader", "Security Reader", "Security Operator", "Global Reader", "Security Administrator"],
  },

  { methods: "POST PATCH DELETE", path: /^\/domains(\/|$)/, roles: ["Domain Name Administrator"] },
  { methods: "POST PATCH PUT DELETE", path: /^\/(organization|policies|identity)(\/|$)/, roles: [] },
];

/**
 * The directory roles that allow a Microsoft Graph operation, least privileged first, Global Administrator last. Undefined where a user
 * needs none: reading the directory, inviting guests, the user's own data (`/me`), and what the catalogue has no rule for.
 *
 * @param path as called or templated, with or without version
 * @param properties for a PATCH, the names of the properties that it changes: resetting a password takes less than changing a name
 */
export function rolesThatAllow(
  method: string,
  path: string,
  properties?: readonly string[],
): readonly DirectoryRoleName[] | undefined {
  const plain = path
    .replace(/^https?:\/\/[^/]+/i, "")
    .replace(/[?#].*$/, "")
    .replace(/^(?:\/[^/]+)?\/(?:v1\.0|beta)(?=\/)/i, "")
    .replace(/\/{2,}/g, "/")
    .replace(/\/+$/, "")
    .replace(/\/microsoft\.graph\./gi, "/")
    .toLowerCase();
  const rule = rules.find(
    (candidate) =>
      candidate.methods.split(" ").includes(method.toUpperCase()) &&
      candidate.path.test(plain) &&
      (candidate.properties === undefined ||
        (properties !== undefined &&
          properties.length > 0 &&
          properties.every((property) => candidate.properties?.includes(property) || property.startsWith("@")))),
  );
  return rule && [...rule.roles, "Global Administrator"];
}

/** Azure AD Graph, the retired predecessor of Microsoft Graph, for whose permissions the same stricter rule holds. */
const azureAdGraphAppId = "00000002-0000-0000-c000-000000000000";

/**
 * The directory roles that may consent to a permission for the whole tenant, least privileged first. Application permissions of Microsoft
 * Graph and Azure AD Graph need Privileged Role Administrator or Global Administrator; Application Administrator and Cloud Application
 * Administrator consent to all others. Source: learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent.
 *
 * @param resourceAppId application id of the API whose permission it is
 */
export function rolesThatConsent(
  resourceAppId: string,
  type: "application" | "delegated",
): readonly DirectoryRoleName[] {
  const resource = resourceAppId.toLowerCase();
  const graph = resource === apis.microsoftGraph.appId || resource === azureAdGraphAppId;
  if (graph && type === "application") return ["Privileged Role Administrator", "Global Administrator"];
  return [...applicationManagers, "Privileged Role Administrator", "Global Administrator"];
}

/** Properties of a user whose change is a sensitive action, beside deleting and restoring the user (same source as `mayActOn`). */
export const sensitiveUserProperties: readonly string[] = [
  "accountEnabled",
  "businessPhones",
  "mobilePhone",
  "onPremisesImmutableId",
  "otherMails",
  "passwordProfile",
  "userPrincipalName",
];

/** Roles whose holders a role may act on sensitively: reset the password, disable, delete, change the user principal name. */
const helpdeskReach: DirectoryRoleName[] = [
  "Directory Readers",
  "Guest Inviter",
  "Message Center Reader",
  "Reports Reader",
  "Usage Summary Reports Reader",
  "User Experience Success Manager",
];
const reach: Partial<Record<DirectoryRoleName, readonly DirectoryRoleName[]>> = {
  "Password Administrator": ["Directory Readers", "Guest Inviter", "Password Administrator"],
  "Helpdesk Administrator": [...helpdeskReach, "Helpdesk Administrator", "Password Administrator"],
  "Authentication Administrator": [...helpdeskReach, "Authentication Administrator", "Password Administrator"],
  "User Administrator": [
    ...helpdeskReach,
    "Groups Administrator",
    "Helpdesk Administrator",
    "Password Administrator",
    "User Administrator",
  ],
  "Directory Writers": [],
};

/**
 * Whether a role may perform a sensitive action (reset password, disable, delete, change the user principal name) on a user who holds these
 * roles. Anyone with the right to act may act on a user without roles; administrators are protected from most roles, and from applications
 * with `User.ReadWrite.All`. Source: learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions, "Who can
 * reset passwords" and "Who can perform sensitive actions".
 */
export function mayActOn(role: DirectoryRoleName | undefined, rolesOfTheUser: readonly string[]): boolean {
  if (rolesOfTheUser.length === 0) return true;
  if (role === "Global Administrator" || role === "Privileged Authentication Administrator") return true;
  const reachable: readonly string[] = (role && reach[role]) ?? [];
  return rolesOfTheUser.every((held) => reachable.includes(held));
}
