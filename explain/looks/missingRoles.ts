/** A token without the application permissions that an API asks for: declared as what, consented or not, on which API. */
import { type ApiName, apiNames, apis } from "../../catalogue/apis";
import { findPermission } from "../../catalogue/permissions";
import type { Seen } from "../entry";
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { explainDefenderRequest } from "../operations/defender";
import { consentTooFresh } from "./applicationPermissions";
import { type Access, declaredAs, readsOfAccess, withAccess } from "./tenant/access";
import { listed } from "./tenant/consent";

/** Names that the API asks for, any of which is enough; those of ServiceNow's Defender integration where the message names none. */
export function requiredRoles({ values, facts }: Seen): string[] {
  const named = (values.required ?? values.needed ?? "").split(",").flatMap((name) => {
    const plain = name.trim();
    return /^[A-Za-z][\w.-]+$/.test(plain) ? [plain] : [];
  });
  if (named.length > 0) return named;
  const request = facts.requests.find(({ service }) => service === "defender" || service === "threatProtection");
  const choice = request && explainDefenderRequest(request)?.application;
  if (choice?.least) return [choice.least, ...choice.alternatives];
  const operation = facts.operations[0]?.operation.application ?? [];
  return operation.length > 0 ? [...operation] : ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"];
}

const held = ({ consented }: Access, wanted: readonly string[]) =>
  consented.filter(({ value }) => wanted.includes(value)).map(({ value }) => value);
const asDelegated = (access: Access, wanted: readonly string[]) =>
  declaredAs(access, "delegated").filter((name) => wanted.includes(name));
const asApplication = (access: Access, wanted: readonly string[]) =>
  declaredAs(access, "application").filter((name) => wanted.includes(name));

const nowHeld = ({ title }: Access, names: readonly string[]) =>
  ruledOut(`${listed(names)} is consented to ${title} as application permission.`);

async function delegatedOnly(ask: Ask): Promise<Finding> {
  const wanted = requiredRoles(ask.seen);
  return withAccess(ask, (access) => {
    const names = held(access, wanted);
    if (names.length > 0) return nowHeld(access, names);
    const delegated = asDelegated(access, wanted);
    if (asApplication(access, wanted).length > 0)
      return ruledOut(`${access.title} declares ${listed(asApplication(access, wanted))} as application permission.`);
    return delegated.length > 0
      ? confirmed(
          `${access.title} declares ${listed(delegated)} as delegated permissions, and none of them as application permission.`,
        )
      : ruledOut(`${access.title} declares none of ${listed(wanted)} as delegated permission.`);
  });
}

async function notConsented(ask: Ask): Promise<Finding> {
  const wanted = requiredRoles(ask.seen);
  return withAccess(ask, (access) => {
    const names = held(access, wanted);
    if (names.length > 0) return nowHeld(access, names);
    const declared = asApplication(access, wanted);
    if (declared.length > 0)
      return confirmed(
        `${access.title} declares ${listed(declared)} as application permission, and nobody consented to it.`,
      );
    if (asDelegated(access, wanted).length > 0)
      return ruledOut(
        `${access.title} declares ${listed(asDelegated(access, wanted))} as delegated permissions only: there is nothing to consent to yet.`,
      );
    const { registration } = access.app;
    if (!registration)
      return confirmed(
        `None of ${listed(wanted)} is consented to ${access.title}, whose registration is in another tenant.`,
      );
    return confirmed(`${access.title} declares none of ${listed(wanted)}, and none is consented.`);
  });
}

/** The API whose permissions these are, by their names. */
function apiOf(wanted: readonly string[]): ApiName {
  const of = (api: ApiName) => wanted.some((name) => findPermission(api, name)?.application !== undefined);
  return apiNames.find(of) ?? "microsoftGraph";
}

async function otherSurface(ask: Ask): Promise<Finding> {
  const wanted = requiredRoles(ask.seen);
  const called = apiOf(wanted);
  return withAccess(ask, (access) => {
    const names = held(access, wanted);
    if (names.length > 0) return nowHeld(access, names);
    const others = access.consented.filter(
      ({ api, value }) => api !== called && /incident|alert|threat|hunting|machine|advancedquery/i.test(value),
    );
    return others.length > 0
      ? confirmed(
          `${access.title} holds ${others.map(({ api, value }) => `${value} of ${apis[api].displayName}`).join(", ")}, and not ${listed(wanted)} of ${apis[called].displayName}.`,
        )
      : ruledOut(`${access.title} holds no like permission of another API.`);
  });
}

/** For refusals that name no permission: any application permission at all. */
const anything = {
  delegatedOnly: (ask: Ask) =>
    withAccess(ask, (access) => {
      if (access.consented.length > 0)
        return ruledOut(
          `${listed(access.consented.map(({ value }) => value))} is consented to ${access.title} as application permission.`,
        );
      const delegated = declaredAs(access, "delegated");
      if (declaredAs(access, "application").length > 0 || delegated.length === 0)
        return ruledOut(
          `${access.title} declares ${listed(declaredAs(access, "application"))} as application permission.`,
        );
      return confirmed(
        `${access.title} declares ${listed(delegated)} as delegated permissions, and no application permission.`,
      );
    }),
  notConsented: (ask: Ask) =>
    withAccess(ask, (access) => {
      if (access.consented.length > 0)
        return ruledOut(`${listed(access.consented.map(({ value }) => value))} is consented to ${access.title}.`);
      const declared = declaredAs(access, "application");
      if (declared.length > 0)
        return confirmed(
          `${access.title} declares ${listed(declared)} as application permission, and nobody consented to it.`,
        );
      return ruledOut(`${access.title} declares no application permission: there is nothing to consent to yet.`);
    }),
};

const fresh = (wanted: (ask: Ask) => readonly string[] | undefined) => ({
  asks: "When was the permission consented?",
  reads: readsOfAccess,
  look: (ask: Ask) => consentTooFresh({ ...ask, subject: { ...ask.subject, user: undefined } }, wanted(ask)),
});

export const looksOfMissingRoles: Looks = {
  "delegated-only": {
    asks: "Are the permissions declared as delegated ones only?",
    reads: readsOfAccess,
    look: delegatedOnly,
  },
  "not-consented": {
    asks: "Are they declared as application permissions, and consented?",
    reads: readsOfAccess,
    look: notConsented,
  },
  "other-surface": {
    asks: "Does the application hold like permissions of another API?",
    reads: readsOfAccess,
    look: otherSurface,
  },
  "user-lacks-role": {
    asks: "Is it a user's token at all?",
    reads: [],
    look: async () => open("The token is needed to tell: give it to this command."),
  },
  "consent-too-fresh": fresh(({ seen }) => requiredRoles(seen)),
};

export const looksOfEmptyToken: Looks = {
  "not-consented": {
    asks: "Are application permissions declared, and consented?",
    reads: readsOfAccess,
    look: anything.notConsented,
  },
  "delegated-only": {
    asks: "Are all permissions declared as delegated ones?",
    reads: readsOfAccess,
    look: anything.delegatedOnly,
  },
  "consent-too-fresh": fresh(() => undefined),
};
