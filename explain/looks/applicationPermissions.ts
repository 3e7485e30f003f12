/** The application permission of a call that was refused: declared, consented, since when; of an integration or of who deploys. */
import { rolesThatAllow } from "../../catalogue/directoryRoles";
import { type Ask, confirmed, type Finding, open, ruledOut } from "../look";
import { either } from "../who";
import { allowing, call, isApplications, isUsers, names, operationOf } from "./refusedCall";
import { declaredAs, freshFor, grantsTo, minutesSince, withAccess } from "./tenant/access";
import { listed } from "./tenant/consent";
import { rolesOf, roleTitle } from "./tenant/directoryRoles";

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

export async function deployerLacksPermission(ask: Ask): Promise<Finding> {
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
