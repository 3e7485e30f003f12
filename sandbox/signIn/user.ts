import type { User } from "../state/entities";
import type { Client } from "./client";
import type { SignInCall } from "./context";
import { sha256 } from "./hash";
import { same } from "./resource";
import { tenantName } from "./tenant";
import { userRefusals } from "./userErrors";

/** Checks a sign-in name and password. @throws SignInError 50034, 50126, 50057, 50055 */
export function authenticateUser(call: SignInCall, name: string, password: string): User {
  const user = findUser(call, name);
  if (!user) throw userRefusals.unknownUser(name, tenantName(call.state));
  if (user.passwordHash === null || user.passwordHash !== sha256(password)) throw userRefusals.wrongPassword();
  if (!user.accountEnabled) throw userRefusals.disabledUser();
  if (mustChangePassword(user)) throw userRefusals.passwordExpired();
  return user;
}

export function findUser(call: SignInCall, name: string): User | undefined {
  return call.state.users.find((user) => call.visible(user) && same(user.userPrincipalName, name.trim()));
}

/** Checks that a user may use an application that asks for assignment. @throws SignInError 50105 */
export function checkAssigned(call: SignInCall, client: Client, user: User): void {
  if (client.servicePrincipal.properties.appRoleAssignmentRequired !== true) return;
  const groups = call.state.groups.filter((group) => group.members.some((member) => same(member, user.id)));
  const principals = [user.id, ...groups.map((group) => group.id)];
  const assigned = call.state.appRoleAssignments.find(
    (assignment) =>
      same(assignment.resourceId, client.servicePrincipal.id) &&
      principals.some((principal) => same(principal, assignment.principalId)),
  );
  if (!assigned) throw userRefusals.notAssigned(client.name, client.clientId, user.userPrincipalName);
}

function mustChangePassword(user: User): boolean {
  const profile = user.properties.passwordProfile as { forceChangePasswordNextSignIn?: unknown } | null | undefined;
  return profile?.forceChangePasswordNextSignIn === true;
}
