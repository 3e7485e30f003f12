import { createHash } from "node:crypto";
import type { Environment, SandboxRequest } from "../../operation";
import type { User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { newId } from "../ids";
import { type Body, checkedProperties, isObject, merged, objectBody } from "../schema/body";
import { userType } from "../schema/user";
import { nowMs, timestamp } from "../visibility";
import { showUser } from "./show";
import { validateUser } from "./validate";

/** Members of the entity beside `properties`. */
const own = ["userPrincipalName", "displayName", "accountEnabled"];

/** Makes a user of the body of `POST /users`. */
export function createUser(state: SandboxState, request: SandboxRequest, environment: Environment): User {
  const given = checkedProperties(userType, objectBody(request));
  validateUser(state, given);
  const now = timestamp(environment);
  const { passwordHash, passwordProfile } = passwordOf(given);
  return state.users.insert({
    id: newId(),
    createdMs: nowMs(environment),
    userPrincipalName: String(given.userPrincipalName),
    displayName: String(given.displayName),
    accountEnabled: given.accountEnabled === true,
    passwordHash: passwordHash ?? null,
    licenseAssignmentStates: [],
    properties: {
      ...merged(userType.properties, {}, without(given, [...own, "passwordProfile"])),
      ...(passwordProfile ? { passwordProfile } : {}),
      createdDateTime: now,
      lastPasswordChangeDateTime: now,
      signInSessionsValidFromDateTime: now,
    },
  });
}

/** Applies the body of `PATCH /users/{id}`. */
export function updateUser(state: SandboxState, user: User, request: SandboxRequest, environment: Environment): void {
  const shown = showUser(user, state);
  const given = checkedProperties(userType, objectBody(request), shown);
  validateUser(state, given, user);
  const after = merged(userType.properties, shown, without(given, ["passwordProfile"]));
  const { passwordHash, passwordProfile } = passwordOf(given);
  const changed = Object.keys(without(given, [...own, "passwordProfile"]));
  const now = timestamp(environment);
  state.users.insert({
    ...user,
    userPrincipalName: String(after.userPrincipalName),
    displayName: String(after.displayName),
    accountEnabled: after.accountEnabled === true,
    passwordHash: passwordHash ?? user.passwordHash,
    properties: {
      ...user.properties,
      ...Object.fromEntries(changed.map((name) => [name, after[name]])),
      ...(passwordProfile ? { passwordProfile } : {}),
      // A new password ends the sessions that the old one began.
      ...(passwordHash ? { lastPasswordChangeDateTime: now, signInSessionsValidFromDateTime: now } : {}),
    },
  });
}

/** The hash is kept, the password is not. */
function passwordOf(given: Body): { passwordHash?: string; passwordProfile?: Body } {
  if (!isObject(given.passwordProfile)) return {};
  const { password, ...flags } = given.passwordProfile;
  const passwordProfile = {
    forceChangePasswordNextSignIn: flags.forceChangePasswordNextSignIn ?? false,
    forceChangePasswordNextSignInWithMfa: flags.forceChangePasswordNextSignInWithMfa ?? false,
  };
  if (typeof password !== "string") return { passwordProfile };
  return { passwordHash: createHash("sha256").update(password, "utf8").digest("hex"), passwordProfile };
}

function without(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}
