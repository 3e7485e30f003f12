import { type DirectoryRoleName, rolesThatAllow } from "../../catalogue/directoryRoles";
import type { GraphOperation } from "../../catalogue/operations";
import { type Ask, confirmed, type Finding, missing, open, ruledOut } from "../look";
import { either } from "../who";
import { grantsTo, withAccess } from "./tenant/access";
import { appOf } from "./tenant/application";
import { listed } from "./tenant/consent";
import {
  type DirectoryUser,
  findUser,
  type HeldRole,
  membershipsOf,
  rolesOf,
  roleTitle,
  unitName,
} from "./tenant/directoryRoles";

export const readsOfUnits = ["GET /directory/administrativeUnits/{id}"];

/** The user whose token was refused: named, or the only one for whom the application has a consent. */
async function userOf(ask: Ask): Promise<DirectoryUser | Finding> {
  const { tenant, subject } = ask;
  if (subject.user) {
    const user = await findUser(tenant, subject.user);
    return user ?? open(`The tenant has no user ${subject.user}.`);
  }
  const app = await appOf(ask);
  if (app === "unknown") return missing("user", "app");
  let only: string | undefined;
  const finding = await withAccess(ask, async (access) => {
    const grants = await grantsTo(ask, access);
    if (grants.length === 0)
      return ruledOut(`${access.title} holds no delegated permission, so its token is not a user's.`);
    const users = new Set(grants.map(({ user }) => user));
    const [first] = users;
    if (users.size === 1 && first) only = first;
    return {
      ...open(
        `${access.title} holds delegated permissions (${listed(grants.flatMap(({ scopes }) => scopes))}): in a user's token that user's directory roles decide.`,
      ),
      missing: ["user"],
    };
  });
  const user = only && finding.verdict === "open" ? await findUser(tenant, only) : undefined;
  return user ?? finding;
}

/** Whether the directory roles of the user whose token it is allow the operation. */
export async function userLacksRole(ask: Ask, operation: GraphOperation | undefined): Promise<Finding> {
  const user = await userOf(ask);
  if ("verdict" in user) return user;
  const needed = operation
    ? rolesThatAllow(operation.method, operation.path)
    : (["User Administrator", "Global Administrator"] satisfies DirectoryRoleName[]);
  if (!needed) return ruledOut(`${operation?.method} ${operation?.path} takes no directory role.`);
  const held = await rolesOf(ask.tenant, "users", user.id);
  const isEnough = ({ name }: HeldRole) => needed.some((role) => role === name);
  const whole = held.find((role) => !role.unit && isEnough(role));
  if (whole) return ruledOut(`${user.userPrincipalName} holds ${roleTitle(whole)} over the whole tenant.`);
  const limited = held.find((role) => role.unit && isEnough(role));
  if (limited?.unit) return withinUnit(ask, user, limited, limited.unit);
  const roles = listed(held.map(roleTitle)).replace("nothing", "no directory role");
  const sentence = `${user.userPrincipalName} holds ${roles}, and it takes ${either(needed)}.`;
  return ask.subject.user
    ? confirmed(sentence)
    : open(
        `${sentence} The application has a delegated consent for that user alone; it is the cause where the token is that user's.`,
        "likely",
      );
}

/** A role over an administrative unit reaches the unit's members, and makes no new users elsewhere. */
async function withinUnit(ask: Ask, user: DirectoryUser, role: HeldRole, unit: string): Promise<Finding> {
  const { target } = ask.subject;
  const holds = `${user.userPrincipalName} holds ${roleTitle(role)} over the administrative unit ${await unitName(ask.tenant, unit)} alone`;
  if (target?.collection !== "users") return confirmed(`${holds}, and the operation is not limited to its members.`);
  const memberships = await membershipsOf(ask.tenant, "users", target.id);
  return memberships.some(({ id }) => id === unit)
    ? ruledOut(`${holds}, of which ${target.id} is a member.`)
    : confirmed(`${holds}, of which ${target.id} is no member.`);
}
