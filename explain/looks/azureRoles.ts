/** Azure's refusals: which roles the principal holds at the scope, and elsewhere. */
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { registersInVain } from "./providerRegistration";
import { freshFor, minutesSince } from "./tenant/access";
import { readsOfApp } from "./tenant/application";
import {
  azureRoleTitle,
  denials,
  type HeldAzureRole,
  readsOfAssignments,
  refusedPrincipal,
  rolesAt,
  rolesIn,
} from "./tenant/azure";
import { identify, readsOfIdentify } from "./tenant/identify";

/** Azure's assignments count after ten minutes at most; the tokens and sessions of before need longer. */
const propagation = 15;

interface Held {
  readonly principal: string;
  readonly scope: string;
  readonly action: string | undefined;
  readonly roles: readonly HeldAzureRole[];
  readonly allowing: readonly HeldAzureRole[];
}

async function withRoles(ask: Ask, judge: (held: Held) => Finding | Promise<Finding>): Promise<Finding> {
  const { scope } = ask.subject;
  const principal = await refusedPrincipal(ask);
  if (!principal || !scope)
    return missing(
      ...(principal ? [] : (["principal", "app"] as const)),
      ...(scope ? [] : (["subscription"] as const)),
    );
  const action = ask.seen.values.missing ?? ask.seen.values.action;
  const roles = await rolesAt(ask.tenant, scope, principal);
  if (!roles) return open(`There is no ${scope} that you can see.`);
  return judge({
    principal,
    scope,
    action,
    roles,
    allowing: action ? roles.filter(({ allows }) => allows(action)) : [],
  });
}

const listedRoles = (roles: readonly HeldAzureRole[]) => roles.map(azureRoleTitle).join(", ");

const noRole = (ask: Ask) =>
  withRoles(ask, async ({ principal, scope, action, roles, allowing }) => {
    if (allowing.length > 0) return ruledOut(`${principal} holds ${listedRoles(allowing)}, which allows ${action}.`);
    if (roles.length === 0) return confirmed(`${principal} holds no role at ${scope} or above.`);
    if (!action) return open(`${principal} holds ${listedRoles(roles)}; the input does not name the action.`);
    return confirmed(`${principal} holds ${listedRoles(roles)} there, and none of it allows ${action}.`);
  });

const justGranted = (ask: Ask) =>
  withRoles(ask, ({ principal, allowing }) => {
    const [first] = allowing;
    if (!first) return ruledOut(`${principal} holds no role that allows it, new or old.`);
    const ages = allowing.map(({ since }) => minutesSince(since, ask.seen.facts.now));
    const oldest = Math.max(...ages.map((minutes) => minutes ?? Number.POSITIVE_INFINITY));
    if (oldest <= propagation) return confirmed(`${azureRoleTitle(first)} was assigned ${oldest} minutes ago.`);
    if (oldest <= freshFor)
      return open(
        `${azureRoleTitle(first)} was assigned ${oldest} minutes ago: a session from before may not know it.`,
        "likely",
      );
    return ruledOut(
      `${azureRoleTitle(first)} was assigned${first.since ? ` on ${first.since.slice(0, 10)}` : " long ago"}.`,
    );
  });

const denied = (ask: Ask) =>
  withRoles(ask, async ({ principal, scope, action, allowing }) => {
    if (!action || allowing.length === 0) return ruledOut("No role allows it, so that there is nothing to deny.");
    const names = await denials(ask.tenant, scope, principal, action);
    return names.length > 0
      ? confirmed(
          `The deny assignment ${names.map((name) => `"${name}"`).join(", ")} keeps ${principal} from it, whatever its roles.`,
        )
      : ruledOut(`No deny assignment at ${scope} or above names ${principal} and the action.`);
  });

const otherObject = (ask: Ask) =>
  withRoles(ask, async ({ principal, action, allowing }) => {
    if (allowing.length > 0) return ruledOut(`${principal} itself holds ${listedRoles(allowing)}.`);
    const { subscription } = ask.subject;
    const elsewhere = subscription ? await rolesIn(ask.tenant, subscription, principal) : [];
    const fitting = elsewhere.filter(({ allows }) => !action || allows(action));
    if (fitting.length > 0)
      return confirmed(`${principal} holds ${listedRoles(fitting)}, which does not reach the scope of the message.`);
    const who = await identify(ask.tenant, principal).catch(() => undefined);
    const { app } = ask.subject;
    if (app && who?.appId && who.appId.toLowerCase() !== app.toLowerCase())
      return confirmed(`${principal} is ${who.what}, and not the application ${app}.`);
    return ruledOut(
      `${principal}${who ? ` is ${who.what}, and` : ""} holds no role elsewhere in the subscription that would allow it.`,
    );
  });

/** Whether a scope is there: a subscription and a resource group by themselves, a resource in the list of its group. */
async function noSuchScope(ask: Ask): Promise<Finding> {
  const { scope } = ask.subject;
  const [, subscription, group] = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?/i.exec(scope ?? "") ?? [];
  if (!scope || !subscription) return missing("subscription");
  const { arm } = ask.tenant;
  const found = await arm.get<{ displayName?: string }>(`/subscriptions/${subscription}?api-version=2022-12-01`);
  if (!found) return confirmed(`There is no subscription ${subscription} that you can see.`);
  if (!group)
    return ruledOut(
      `The subscription ${subscription}${found.displayName ? ` ("${found.displayName}")` : ""} is there.`,
    );
  if (!(await arm.get(`/subscriptions/${subscription}/resourcegroups/${group}?api-version=2021-04-01`)))
    return confirmed(`The subscription has no resource group ${group}.`);
  const name = /\/providers\/.*\/([^/]+)$/i.exec(scope)?.[1];
  if (!name) return ruledOut(`The resource group ${group} is there.`);
  if (/\/write$/i.test(ask.seen.values.missing ?? ask.seen.values.action ?? ""))
    return ruledOut(`The resource group ${group} is there, and the request may make the resource.`);
  const resources = await arm.list<{ id: string }>(
    `/subscriptions/${subscription}/resourceGroups/${group}/resources?$filter=name eq '${encodeURIComponent(name)}'&api-version=2021-04-01`,
  );
  return (resources ?? []).some(({ id }) => id.toLowerCase() === scope.toLowerCase())
    ? ruledOut(`${scope} is there.`)
    : open(
        `The resource group ${group} is there, and its list has no resource of that ID: it is missing, or belongs to another resource.`,
        "likely",
      );
}

const readsOfRefusal = [...readsOfApp, ...readsOfAssignments];
const exists = {
  asks: "Is the scope there?",
  reads: ["azure GET subscriptions/{id}", "azure GET resourceGroups/{name}", "azure GET resources"],
  look: noSuchScope,
};
const role = {
  asks: "Which roles does the principal hold at the scope and above it, and does one allow the action?",
  reads: [...readsOfRefusal, "azure GET roleDefinitions/{id}"],
  look: noRole,
};

export const looksOfAuthorizationFailed: Looks = {
  "register-needs-subscription": registersInVain,
  "no-role": role,
  "just-granted": { asks: "When was the role assigned?", reads: readsOfRefusal, look: justGranted },
  denied: {
    asks: "Does a deny assignment name the principal?",
    reads: [...readsOfRefusal, "azure GET denyAssignments"],
    look: denied,
  },
  "other-object": {
    asks: "Does the principal hold the role elsewhere, or is it another application?",
    reads: [...readsOfRefusal, ...readsOfIdentify],
    look: otherObject,
  },
  "no-such-scope": exists,
};

export const looksOfLinkedAuthorizationFailed: Looks = {
  "no-role-on-linked": role,
  "linked-missing": exists,
  "other-tenant": {
    asks: "Which tenant does the linked subscription belong to?",
    reads: ["azure GET subscriptions/{id}"],
    look: async ({ seen, tenant }) => {
      const id = seen.values.subscription;
      if (!id) return open("The input does not name the linked subscription.");
      const found = await tenant.arm.get<{ tenantId?: string }>(
        `/subscriptions/${encodeURIComponent(id)}?api-version=2022-12-01`,
      );
      if (!found)
        return open(
          `You see no subscription ${id} in the tenant ${tenant.tenantId}: it belongs to another, or you have no role in it.`,
          "likely",
        );
      return found.tenantId && found.tenantId.toLowerCase() !== tenant.tenantId.toLowerCase()
        ? confirmed(
            `The subscription ${id} belongs to the tenant ${found.tenantId}, and you are in ${tenant.tenantId}.`,
          )
        : ruledOut(`The subscription ${id} belongs to the tenant ${tenant.tenantId}.`);
    },
  },
};
