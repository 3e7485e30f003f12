/** A refusal that names the permissions that it asks for, any one of which is enough. */
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { type Access, declaredAs, grantsTo, readsOfAccess, readsOfGrants, withAccess } from "./tenant/access";
import { listed } from "./tenant/consent";

/** What the message lists; Intune and Teams name both types alike. */
const wantedBy = ({ seen }: Ask) =>
  (seen.values.required ?? seen.values.must ?? "")
    .split(/[,\s]+/)
    .filter((name) => /^[A-Za-z][\w.-]{2,80}$/.test(name));

/** Of the permissions that are asked for, those that the application holds, as either type. */
async function heldBy(ask: Ask, access: Access): Promise<{ own: string[]; users: string[] }> {
  const wanted = wantedBy(ask);
  const grants = await grantsTo(ask, access);
  return {
    own: access.consented.map(({ value }) => value).filter((name) => wanted.includes(name)),
    users: grants.flatMap(({ scopes }) => scopes).filter((name) => wanted.includes(name)),
  };
}

async function withHeld(
  ask: Ask,
  judge: (held: { own: string[]; users: string[] }, access: Access, wanted: string[]) => Finding,
): Promise<Finding> {
  const wanted = wantedBy(ask);
  return withAccess(ask, async (access) => {
    if (wanted.length === 0) return open("The message does not name the permissions that it asks for.");
    return judge(await heldBy(ask, access), access, wanted);
  });
}

const reads = [...readsOfAccess, ...readsOfGrants];

export const looksOfMissingScope: Looks = {
  "delegated-permission-missing": {
    asks: "Is one of the permissions consented as a delegated one?",
    reads,
    look: (ask) =>
      withHeld(ask, ({ users }, { title }, wanted) =>
        users.length > 0
          ? ruledOut(`${listed(users)} is consented to ${title} as delegated permission: a new token carries it.`)
          : confirmed(`None of ${listed(wanted)} is consented to ${title} as delegated permission.`),
      ),
  },
  "application-permission-missing": {
    asks: "Is one of the permissions consented as an application permission?",
    reads,
    look: (ask) =>
      withHeld(ask, ({ own }, access, wanted) => {
        const { title } = access;
        if (own.length > 0) return ruledOut(`${listed(own)} is consented to ${title} as application permission.`);
        const waiting = declaredAs(access, "application").filter((name) => wanted.includes(name));
        return waiting.length > 0
          ? confirmed(`${title} declares ${listed(waiting)} as application permission, and nobody consented to it.`)
          : confirmed(`None of ${listed(wanted)} is consented to ${title} as application permission.`);
      }),
  },
  "grant-type-mismatch": {
    asks: "Is one of the permissions consented as the other type alone?",
    reads,
    look: (ask) =>
      withHeld(ask, ({ own, users }, { title }) => {
        if (own.length > 0 && users.length === 0)
          return confirmed(
            `${title} holds ${listed(own)} as application permission alone, which no user's token carries.`,
          );
        if (users.length > 0 && own.length === 0)
          return confirmed(
            `${title} holds ${listed(users)} as delegated permission alone, which its own token does not carry.`,
          );
        return ruledOut(own.length > 0 ? `${title} holds it as both types.` : `${title} holds it as neither type.`);
      }),
  },
};
