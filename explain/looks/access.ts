/** Sign-in errors about who is let in: consent, assignment, a disabled application. */
import { type Ask, confirmed, type Looks, open, ruledOut } from "../look";
import { declaredAs, grantsTo, readsOfAccess, readsOfGrants, withAccess } from "./tenant/access";
import { listed } from "./tenant/consent";
import { findUser, membershipsOf, readsOfUser } from "./tenant/directoryRoles";
import { key } from "./tenant/paths";

const readsOfConsent = [...readsOfAccess, ...readsOfGrants, ...readsOfUser];

const userOf = ({ tenant, subject }: Ask) =>
  subject.user ? findUser(tenant, subject.user) : Promise.resolve(undefined);

export const looksOfConsentMissing: Looks = {
  "no-consent": {
    asks: "Which delegated permissions are consented, for whom?",
    reads: readsOfConsent,
    look: (ask) =>
      withAccess(ask, async (access) => {
        const [grants, user] = await Promise.all([grantsTo(ask, access), userOf(ask)]);
        const declared = declaredAs(access, "delegated");
        const declares = declared.length > 0 ? ` It declares ${listed(declared)}.` : " It declares none either.";
        if (grants.length === 0)
          return confirmed(`No delegated permission is consented to ${access.title}.${declares}`);
        const mine = grants.filter((grant) => grant.user === null || grant.user === user?.id);
        const scopes = mine.flatMap((grant) => grant.scopes);
        if (mine.length === 0) {
          const others = `Delegated permissions are consented to ${access.title} for ${grants.length === 1 ? "one user" : `${grants.length} users`} alone`;
          return user
            ? confirmed(`${others}, and ${user.userPrincipalName} is not among them.`)
            : open(`${others}: whether it is this one, --user decides.`, "likely");
        }
        const unconsented = declared.filter((name) => !scopes.includes(name));
        if (unconsented.length > 0)
          return confirmed(
            `${listed(scopes)} is consented to ${access.title}, and ${listed(unconsented)}, which it declares, is not.`,
          );
        return open(
          `${listed(scopes)} is consented to ${access.title}: the request asks for more, or came before the consent.`,
        );
      }),
  },
  "should-be-client-credentials": {
    asks: "Are application permissions consented, and no delegated ones?",
    reads: readsOfConsent,
    look: (ask) =>
      withAccess(ask, async (access) => {
        const grants = await grantsTo(ask, access);
        const held = access.consented.map(({ value }) => value);
        if (held.length === 0) return ruledOut(`No application permission is consented to ${access.title}.`);
        return grants.length === 0 && declaredAs(access, "delegated").length === 0
          ? confirmed(
              `${access.title} holds ${listed(held)} as application permission, and declares no delegated one: nobody is meant to sign in.`,
            )
          : open(`${access.title} holds ${listed(held)} as application permission, and delegated ones too.`);
      }),
  },
};

export const looksOfNotAssigned: Looks = {
  "not-assigned": {
    asks: "Does the application require assignment, and who is assigned?",
    reads: [
      ...readsOfAccess,
      ...readsOfUser,
      "GET /servicePrincipals/{id}/appRoleAssignedTo",
      "GET /users/{id}/transitiveMemberOf",
    ],
    look: (ask) =>
      withAccess(ask, async ({ app, title }) => {
        const { principal } = app;
        if (!principal) return open(`${title} has no service principal.`);
        if (principal.appRoleAssignmentRequired === false) return ruledOut(`${title} does not require assignment now.`);
        const [assigned, user] = await Promise.all([
          ask.tenant.graph.list<{ principalId: string; principalDisplayName?: string }>(
            `/servicePrincipals/${key(principal.id)}/appRoleAssignedTo?$top=999`,
          ),
          userOf(ask),
        ]);
        const names = listed(
          (assigned ?? [])
            .map(({ principalDisplayName, principalId }) => principalDisplayName ?? principalId)
            .slice(0, 10),
        ).replace("nothing", "nobody");
        const requires = `${title} requires assignment, and assigned are: ${names}${(assigned ?? []).length > 10 ? " and others" : ""}.`;
        if (!user) return open(requires);
        const direct = (assigned ?? []).some(({ principalId }) => principalId === user.id);
        if (direct) return ruledOut(`${user.userPrincipalName} is assigned to ${title} now.`);
        const groups = await membershipsOf(ask.tenant, "users", user.id);
        const through = groups.find(({ id }) => (assigned ?? []).some(({ principalId }) => principalId === id));
        return through
          ? open(
              `${user.userPrincipalName} is in the assigned group "${through.displayName}"; members of a group within it do not count.`,
              "possible",
            )
          : confirmed(`${requires} ${user.userPrincipalName} is not among them.`);
      }),
  },
};

export const looksOfDisabled: Looks = {
  disabled: {
    asks: "Is the application enabled for sign-in?",
    reads: readsOfAccess,
    look: (ask) =>
      withAccess(ask, ({ app, title }) => {
        if (!app.principal) return open(`${title} has no service principal.`);
        return app.principal.accountEnabled === false
          ? confirmed(`${title} is disabled for sign-in (accountEnabled is false).`)
          : ruledOut(`${title} is enabled for sign-in now.`);
      }),
  },
};
