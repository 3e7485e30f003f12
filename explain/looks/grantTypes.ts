/** Delegated permissions of a call that was refused, and permissions of the other kind than the token is. */
import { operationAllowed } from "../../catalogue/operations";
import { type Ask, confirmed, type Finding, open, ruledOut } from "../look";
import { allowing, call, isApplications, isUsers, names, operationOf } from "./refusedCall";
import { declaredAs, grantsTo, withAccess } from "./tenant/access";
import { listed } from "./tenant/consent";
import { findUser } from "./tenant/directoryRoles";

export async function missingDelegatedPermission(ask: Ask): Promise<Finding> {
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

export async function grantTypeMismatch(ask: Ask): Promise<Finding> {
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
