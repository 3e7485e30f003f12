/** Microsoft Graph's refusals without a reason: whose token it is, and what it lacks. */
import { rolesThatAllow } from "../../catalogue/directoryRoles";
import { type GraphOperation, operationAllowed } from "../../catalogue/operations";
import type { Ask, Finding, Looks } from "../look";
import { confirmed, open, ruledOut } from "../look";
import { callerToken } from "../tokens/judge";
import { either } from "../who";
import { notOwner } from "./owners";
import { protectedUser, readsOfTarget, roleAssignableGroup } from "./protectedObjects";
import {
  type Access,
  declaredAs,
  freshFor,
  grantsTo,
  minutesSince,
  readsOfAccess,
  readsOfGrants,
  withAccess,
} from "./tenant/access";
import { listed } from "./tenant/consent";
import { findUser, readsOfRoles, readsOfUser, rolesOf, roleTitle } from "./tenant/directoryRoles";
import { readsOfUnits, userLacksRole } from "./userRole";

const operationOf = ({ seen }: Ask): GraphOperation | undefined => seen.facts.operations[0]?.operation;
const call = ({ method, path }: GraphOperation) => `${method} ${path}`;

const graphOnly = ({ consented }: Access) => consented.filter(({ api }) => api === "microsoftGraph");
const names = (access: Access) => graphOnly(access).map(({ value }) => value);

/** The consented application permissions that allow the operation. */
function allowing(access: Access, operation: GraphOperation) {
  if (!operationAllowed(operation, "application", names(access))) return [];
  return graphOnly(access).filter(({ value }) => operation.application.includes(value));
}

/** Whose token was refused, by the input: a token in it says it best, then what it says of the sign-in. */
const kindOf = ({ seen }: Ask) => callerToken(seen.facts)?.kind ?? seen.facts.caller?.kind;
const isUsers = (ask: Ask) => (kindOf(ask) ?? (ask.subject.user && "delegated")) === "delegated";
const isApplications = (ask: Ask) => kindOf(ask) === "application";

/** Finds the application permission of an operation that an application lacks. Shared by every refusal of Microsoft Graph. */
export async function missingApplicationPermission(ask: Ask, operation = operationOf(ask)): Promise<Finding> {
  if (isUsers(ask)) return ruledOut("The token is a user's, in which application permissions do not count.");
  return withAccess(ask, async (access) => {
    const held = names(access);
    const declared = declaredAs(access, "application");
    const unconsented = declared.filter((name) => !held.includes(name));
    if (!operation) {
      if (unconsented.length > 0)
        return confirmed(
          `${access.title} declares ${listed(unconsented)} as application permissions, and nobody consented to them.`,
        );
      return open(
        `${access.title} holds these application permissions: ${listed(held)}. The input does not say which operation failed.`,
      );
    }
    const enough = allowing(access, operation);
    if (enough.length > 0)
      return ruledOut(
        `${listed(enough.map(({ value }) => value))} is consented to ${access.title} as application permission, and allows ${call(operation)}.`,
      );
    const waiting = unconsented.filter((name) => operation.application.includes(name));
    if (waiting.length > 0)
      return confirmed(
        `${access.title} declares ${listed(waiting)} as application permission, and nobody consented to it.`,
      );
    const holds = `${access.title} holds ${held.length > 0 ? `only ${listed(held)}` : "no application permission"}; ${call(operation)} takes ${operation.leastApplication ?? "one that does not exist"}.`;
    if (isApplications(ask)) return confirmed(holds);
    const grants = await grantsTo(ask, access);
    if (grants.length === 0)
      return confirmed(`${holds} It holds no delegated permission either, so its token is its own.`);
    return open(
      `${holds} That is the cause where it signs in with client credentials. It also holds delegated permissions: whose token it was (--user) decides.`,
      "likely",
    );
  });
}

export const looksOfInsufficientPrivileges: Looks = {
  "user-lacks-role": {
    asks: "Which directory roles does the user hold, over the whole tenant or an administrative unit?",
    reads: [...readsOfAccess, ...readsOfGrants, ...readsOfUser, ...readsOfRoles, ...readsOfUnits],
    look: (ask) => userLacksRole(ask, operationOf(ask)),
  },
  "missing-application-permission": {
    asks: "Is an application permission that allows the operation declared and consented?",
    reads: [...readsOfAccess, ...readsOfGrants],
    look: (ask) => missingApplicationPermission(ask),
  },
  "deployer-lacks-permission": {
    asks: "Does the deploying application hold the permission, or a directory role?",
    reads: [...readsOfAccess, ...readsOfRoles],
    look: deployerLacksPermission,
  },
  "missing-delegated-permission": {
    asks: "Is a delegated permission that allows the operation consented, for that user or for all?",
    reads: [...readsOfAccess, ...readsOfGrants, ...readsOfUser],
    look: missingDelegatedPermission,
  },
  "grant-type-mismatch": {
    asks: "Are the permissions that allow the operation of the kind that the token is?",
    reads: [...readsOfAccess, ...readsOfGrants],
    look: grantTypeMismatch,
  },
  "protected-user": {
    asks: "Does the user that is changed hold a directory role?",
    reads: [...readsOfTarget, ...readsOfUser, ...readsOfRoles],
    look: protectedUser,
  },
  "role-assignable-group": {
    asks: "Can the group hold directory roles?",
    reads: ["GET /groups/{id}"],
    look: roleAssignableGroup,
  },
  "not-owner": {
    asks: "Is the calling service principal an owner of the application?",
    reads: [...readsOfAccess, "GET /applications/{id}/owners", "GET /servicePrincipals/{id}/owners"],
    look: notOwner,
  },
  "consent-too-fresh": {
    asks: "When was the permission consented?",
    reads: readsOfAccess,
    look: (ask) => consentTooFresh(ask, operationOf(ask)?.application),
  },
};

async function deployerLacksPermission(ask: Ask): Promise<Finding> {
  const operation = operationOf(ask);
  return withAccess(ask, async (access) => {
    if (!operation) return open(`${access.title} holds these application permissions: ${listed(names(access))}.`);
    const enough = allowing(access, operation);
    if (enough.length > 0)
      return ruledOut(
        `${listed(enough.map(({ value }) => value))} is consented to ${access.title}, and allows ${call(operation)}.`,
      );
    const { principal } = access.app;
    const roles = principal ? await rolesOf(ask.tenant, "servicePrincipals", principal.id) : [];
    const needed = rolesThatAllow(operation.method, operation.path) ?? [];
    const role = roles.find(({ name, unit }) => !unit && needed.some((one) => one === name));
    if (role) return ruledOut(`${access.title} holds the directory role ${roleTitle(role)}.`);
    return confirmed(
      `${access.title} holds ${listed([...names(access), ...roles.map(roleTitle)])}; ${call(operation)} takes ${operation.leastApplication ?? "a person"}${needed.length > 0 ? `, or ${either(needed)}` : ""}.`,
    );
  });
}

async function missingDelegatedPermission(ask: Ask): Promise<Finding> {
  const operation = operationOf(ask);
  return withAccess(ask, async (access) => {
    const grants = await grantsTo(ask, access);
    const user = ask.subject.user ? await findUser(ask.tenant, ask.subject.user) : undefined;
    const mine = grants.filter((grant) => grant.user === null || !user || grant.user === user.id);
    const scopes = mine.flatMap((grant) => grant.scopes);
    if (grants.length === 0 && !isUsers(ask))
      return ruledOut(`${access.title} holds no delegated permission, so its token is not a user's.`);
    if (!operation) return open(`${access.title} holds these delegated permissions: ${listed(scopes)}.`);
    if (operationAllowed(operation, "delegated", scopes))
      return ruledOut(
        `${listed(scopes.filter((name) => operation.delegated.includes(name)))} is consented to ${access.title} as delegated permission, and allows ${call(operation)}.`,
      );
    const holds = `The delegated permissions of ${access.title}${user ? ` for ${user.userPrincipalName}` : ""} are ${listed(scopes)}; ${call(operation)} takes ${operation.leastDelegated ?? "one that does not exist"}.`;
    return isUsers(ask) ? confirmed(holds) : open(`${holds} That is the cause where the token is a user's.`);
  });
}

async function grantTypeMismatch(ask: Ask): Promise<Finding> {
  const operation = operationOf(ask);
  return withAccess(ask, async (access) => {
    const grants = await grantsTo(ask, access);
    const scopes = grants.flatMap((grant) => grant.scopes);
    const enough = operation ? allowing(access, operation).map(({ value }) => value) : names(access);
    const delegated = operation ? operationAllowed(operation, "delegated", scopes) : scopes.length > 0;
    if (isUsers(ask)) {
      if (enough.length === 0)
        return ruledOut(`${access.title} holds no application permission for it that a user's token could hide.`);
      return delegated
        ? open(
            `${access.title} holds ${listed(enough)} as application permission as well: with client credentials it needs no role.`,
            "possible",
          )
        : confirmed(
            `${access.title} holds ${listed(enough)} as application permission, and the token is a user's, in which it does not count.`,
          );
    }
    if (enough.length > 0 && (grants.length === 0 || isApplications(ask)))
      return ruledOut(`${access.title} holds ${listed(enough)} as application permission, as its own token needs.`);
    if (isApplications(ask))
      return delegated
        ? confirmed(`${access.title} holds ${listed(scopes)} as delegated permission, and the token is its own.`)
        : ruledOut(`${access.title} holds no delegated permission that would allow it either.`);
    if (enough.length === 0 && delegated && declaredAs(access, "application").length === 0)
      return open(
        `${access.title} is delegated-only (${listed(scopes)}): that is the cause where the product signs in with client credentials.`,
        "likely",
      );
    if (enough.length === 0)
      return ruledOut(`${access.title} holds no permission of the other kind that would allow it.`);
    return open(
      `${access.title} holds ${listed(enough)} as application permission, and delegated ones (${listed(scopes)}): that is the cause where the product signs in a user.`,
      "likely",
    );
  });
}

/** Whether a consent is younger than tokens may be. */
export async function consentTooFresh(ask: Ask, wanted?: readonly string[]): Promise<Finding> {
  if (isUsers(ask)) return open("When a role was assigned to a user, the directory does not tell.");
  return withAccess(ask, (access) => {
    const counted = access.consented.filter(({ value }) => wanted === undefined || wanted.includes(value));
    const ages = counted.map((one) => ({ ...one, minutes: minutesSince(one.since, ask.seen.facts.now) }));
    const youngest = ages.sort(
      (a, b) => (a.minutes ?? Number.POSITIVE_INFINITY) - (b.minutes ?? Number.POSITIVE_INFINITY),
    )[0];
    if (!youngest) return ruledOut(`Nothing that would allow it is consented to ${access.title}.`);
    if (youngest.minutes === undefined) return open(`${youngest.value} is consented; when, the tenant does not tell.`);
    if (youngest.minutes > freshFor)
      return ruledOut(
        `${youngest.value} was consented on ${youngest.since?.slice(0, 10)}, before any token that still lives.`,
      );
    return confirmed(
      `${youngest.value} was consented ${youngest.minutes} minutes ago; a token from before does not carry it.`,
    );
  });
}
