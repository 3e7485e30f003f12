import { type DirectoryRoleName, mayActOn, rolesThatAllow, rolesThatConsent } from "../../../catalogue/directoryRoles";
import type { Environment, SandboxRequest } from "../../operation";
import type { ServicePrincipal } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { applicationByAppId } from "../applications/find";
import { denied } from "../errors";
import { findEntry } from "../references";
import { isObject } from "../schema/body";
import { heldRoles } from "./heldRoles";
import { owns, targetOf } from "./target";

/** What lets a caller through the first check. */
export interface Right {
  readonly by: "permission" | "role" | "owner" | "self";
  /** Directory roles that reach the object that is called. */
  readonly roles?: readonly DirectoryRoleName[];
  /** Through a permission that covers only what the caller owns. */
  readonly ownedOnly?: boolean;
}

type Check = (right: Right, request: SandboxRequest, state: SandboxState) => void;

/** Rules that depend on the body or the object beside the operation; the first member of each says which requests. */
const checks: readonly (readonly [RegExp, Check])[] = [
  [/^POST \/servicePrincipals$/i, backingApplication],
  [/^(POST|DELETE) \/(servicePrincipals|users|groups)\/[^/]+\/appRoleAssign(edTo|ments)(\/|$)/i, applicationConsent],
  [/^(POST|PATCH|DELETE) \/oauth2PermissionGrants(\/|$)/i, delegatedConsent],
  [/^(PATCH|DELETE) \/(users|directoryObjects)\/[^/]+$/i, sensitiveActionOnUser],
  [/^PATCH \/users\/[^/]+$/i, passwordReset],
  [/^POST \/groups$/i, roleAssignableGroup],
  [/^(POST|PATCH|DELETE) \/groups\/[^/]+(\/(members|owners)\/.+)?$/i, roleAssignableGroup],
];

export function checkFurther(
  right: Right,
  request: SandboxRequest,
  state: SandboxState,
  _environment: Environment,
): void {
  const line = `${request.method} ${request.path}`;
  for (const [pattern, check] of checks) if (pattern.test(line)) check(right, request, state);
}

/** Who may only manage what they own makes service principals of their own applications only. */
function backingApplication(right: Right, request: SandboxRequest, state: SandboxState): void {
  const limited = right.ownedOnly || (right.by === "role" && onlyDeveloper(right.roles));
  if (!limited || !isObject(request.body)) return;
  const { appId } = request.body;
  const application = typeof appId === "string" ? applicationByAppId(state, appId) : undefined;
  if (!application) {
    throw denied(
      "When using this permission, the backing application of the service principal being created must in the local tenant",
    );
  }
  if (!owns(request.caller.objectId, { kind: "application", object: application }, state)) throw denied();
}

function onlyDeveloper(roles: readonly DirectoryRoleName[] = []): boolean {
  const allowed = rolesThatAllow("POST", "/servicePrincipals") ?? [];
  return roles.filter((role) => allowed.includes(role)).every((role) => role === "Application Developer");
}

/** A directory role consents to the permissions of some APIs only: those of Microsoft Graph need a privileged one. */
function applicationConsent(right: Right, request: SandboxRequest, state: SandboxState): void {
  if (right.by === "permission") return;
  const { principalId, resource } = consentOf(request, state);
  if (!resource) return;
  // Assigning people to an application is not consent to an application permission.
  if (findEntry(state, principalId)?.kind !== "servicePrincipal") return;
  const allowed = rolesThatConsent(resource.appId, "application");
  if (!right.roles?.some((role) => allowed.includes(role))) throw denied();
}

function delegatedConsent(right: Right, request: SandboxRequest, state: SandboxState): void {
  if (right.by === "permission") return;
  const existing = state.oauth2PermissionGrants.get(request.params.id ?? "");
  const body = isObject(request.body) ? request.body : {};
  const resource = state.servicePrincipals.get(existing?.resourceId ?? String(body.resourceId ?? ""));
  if (!resource) return;
  const allowed = rolesThatConsent(resource.appId, "delegated");
  if (!right.roles?.some((role) => allowed.includes(role))) throw denied();
}

function consentOf(
  request: SandboxRequest,
  state: SandboxState,
): { principalId: string; resource: ServicePrincipal | undefined } {
  const existing = state.appRoleAssignments.get(request.params.assignmentId ?? "");
  const body = isObject(request.body) ? request.body : {};
  const principalId = existing?.principalId ?? String(body.principalId ?? "");
  const resourceId = existing?.resourceId ?? String(body.resourceId ?? "");
  return { principalId, resource: state.servicePrincipals.get(resourceId) };
}

/** Properties whose change can take an account over. */
const sensitive = [
  "accountEnabled",
  "userPrincipalName",
  "passwordProfile",
  "businessPhones",
  "mobilePhone",
  "otherMails",
];

/** Administrators are protected from applications with a mere permission, and from most roles. */
function sensitiveActionOnUser(right: Right, request: SandboxRequest, state: SandboxState): void {
  const target = targetOf(request, state);
  if (target?.kind !== "user" || right.by === "self") return;
  const names = isObject(request.body) ? Object.keys(request.body) : [];
  if (request.method === "PATCH" && !names.some((name) => sensitive.includes(name))) return;
  if (target.object.id === request.caller.objectId && request.method === "PATCH") return;
  const rolesOfTarget = heldRoles(state, target.object.id);
  const rolesOfCaller = right.roles ?? heldRoles(state, request.caller.objectId, target.object.id);
  const candidates = [undefined, ...rolesOfCaller];
  if (!candidates.some((role) => mayActOn(role, rolesOfTarget))) throw denied();
}

/**
 * An application resets passwords with User-PasswordProfile.ReadWrite.All, or with a directory role beside its permission: a mere
 * User.ReadWrite.All does not do. A delegated call needs that permission too, or Directory.AccessAsUser.All.
 * Source: learn.microsoft.com/graph/api/user-update, passwordProfile.
 */
function passwordReset(right: Right, request: SandboxRequest, state: SandboxState): void {
  if (!isObject(request.body) || request.body.passwordProfile === undefined) return;
  const { caller } = request;
  if (caller.kind === "user") {
    const scopes = ["User-PasswordProfile.ReadWrite.All", "Directory.AccessAsUser.All"];
    if (!scopes.some((scope) => caller.scopes.includes(scope))) throw denied();
    return;
  }
  if (caller.roles.includes("User-PasswordProfile.ReadWrite.All")) return;
  const held = right.roles ?? heldRoles(state, caller.objectId, targetOf(request, state)?.object.id);
  const allowed = rolesThatAllow("PATCH", "/users/{id}", ["passwordProfile"]) ?? [];
  if (!held.some((role) => allowed.includes(role))) throw denied();
}

/** Groups that directory roles can be assigned to are as good as the roles. */
function roleAssignableGroup(right: Right, request: SandboxRequest, state: SandboxState): void {
  const target = targetOf(request, state);
  const body = isObject(request.body) ? request.body : {};
  const protectedGroup =
    target?.kind === "group" ? target.object.properties.isAssignableToRole === true : body.isAssignableToRole === true;
  if (!protectedGroup) return;
  const { caller } = request;
  const permission = "RoleManagement.ReadWrite.Directory";
  const permitted = caller.kind === "app" ? caller.roles.includes(permission) : caller.scopes.includes(permission);
  const held = right.roles ?? heldRoles(state, caller.objectId);
  const privileged = held.some((role) => role === "Privileged Role Administrator" || role === "Global Administrator");
  const owner = owns(caller.objectId, target, state) && caller.kind === "user";
  const allowed = caller.kind === "app" ? permitted || privileged : permitted && (privileged || owner);
  if (!allowed) throw denied();
}
