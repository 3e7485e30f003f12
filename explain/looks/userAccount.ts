/** A user who could not sign in: there, enabled? */
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { type DirectoryUser, findUser, readsOfUser } from "./tenant/directoryRoles";

async function withUser(ask: Ask, judge: (user: DirectoryUser | undefined, name: string) => Finding): Promise<Finding> {
  const name = ask.subject.user ?? /user account '?([^\s'{}@]+@[^\s'{}@,]+?)'?[\s,.]/i.exec(ask.seen.facts.line)?.[1];
  return name ? judge(await findUser(ask.tenant, name), name) : missing("user");
}

export const looksOfUserAccount: Looks = {
  "no-such-user": {
    asks: "Is the user in the tenant?",
    reads: readsOfUser,
    look: (ask) =>
      withUser(ask, (user, name) =>
        user
          ? ruledOut(`${user.userPrincipalName} is in the tenant.`)
          : confirmed(`The tenant ${ask.tenant.tenantId} has no user ${name}.`),
      ),
  },
  disabled: {
    asks: "Is the account enabled?",
    reads: readsOfUser,
    look: (ask) =>
      withUser(ask, (user, name) => {
        if (!user) return open(`The tenant has no user ${name}.`);
        return user.accountEnabled === false
          ? confirmed(`${user.userPrincipalName} is disabled.`)
          : ruledOut(`${user.userPrincipalName} is enabled.`);
      }),
  },
};
