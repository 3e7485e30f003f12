/** Subscriptions and resource groups that are not where they were looked for. */
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { guid } from "../subject";
import { readsOfApp } from "./tenant/application";
import { azureRoleTitle, readsOfAssignments, refusedPrincipal, rolesIn } from "./tenant/azure";
import { identify, readsOfIdentify } from "./tenant/identify";

interface Subscription {
  readonly subscriptionId: string;
  readonly displayName?: string;
}

/** More subscriptions than this are not searched. */
const most = 20;
const readsOfGroups = ["azure GET subscriptions", "azure GET resourceGroups/{name}"];

const seenBy = async ({ tenant }: Ask) =>
  (await tenant.arm.list<Subscription>("/subscriptions?api-version=2022-12-01")) ?? [];

async function hasGroup({ tenant }: Ask, subscription: string, group: string): Promise<boolean> {
  const path = `/subscriptions/${subscription}/resourcegroups/${encodeURIComponent(group)}?api-version=2021-04-01`;
  return (await tenant.arm.get(path)) !== undefined;
}

/** The subscriptions that have the group, of those that can be seen. */
async function withGroup(
  ask: Ask,
  judge: (there: Subscription[], group: string, searched: number) => Finding,
): Promise<Finding> {
  const { group } = ask.seen.values;
  if (!group || /[*<>{}]/.test(group)) return open("The input does not name the resource group.");
  const all = (await seenBy(ask)).slice(0, most);
  const found = await Promise.all(
    all.map(async (one) => ((await hasGroup(ask, one.subscriptionId, group).catch(() => false)) ? [one] : [])),
  );
  return judge(found.flat(), group, all.length);
}

const titles = (some: readonly Subscription[]) =>
  some.map(({ displayName, subscriptionId }) => `"${displayName ?? ""}" (${subscriptionId})`).join(", ");
const isAsked =
  ({ subject }: Ask) =>
  (one: Subscription) =>
    one.subscriptionId.toLowerCase() === subject.subscription;

export const looksOfResourceGroupNotFound: Looks = {
  "wrong-subscription": {
    asks: "Which subscriptions that you see have the resource group?",
    reads: readsOfGroups,
    look: (ask) =>
      withGroup(ask, (there, group, searched) => {
        const others = there.filter((one) => !isAsked(ask)(one));
        if (there.some(isAsked(ask)))
          return ruledOut(`${titles(there.filter(isAsked(ask)))}, which was asked, has ${group} now.`);
        if (others.length === 0) return ruledOut(`None of the ${searched} subscriptions that you see has ${group}.`);
        return ask.subject.subscription
          ? confirmed(`${titles(others)} has ${group}, and ${ask.subject.subscription} was asked.`)
          : open(`${titles(others)} has ${group}: compare it with the subscription that was asked.`, "likely");
      }),
  },
  missing: {
    asks: "Does any subscription that you see have it now?",
    reads: readsOfGroups,
    look: (ask) =>
      withGroup(ask, (there, group, searched) => {
        if (there.some(isAsked(ask)))
          return open(`${titles(there.filter(isAsked(ask)))} has ${group} now: it was made since.`, "likely");
        if (there.length > 0) return ruledOut(`${titles(there)} has ${group}.`);
        return confirmed(`None of the ${searched} subscriptions that you see has ${group}.`);
      }),
  },
};

const wantedId = ({ seen, subject }: Ask) => seen.values.id?.toLowerCase() ?? subject.subscription;

export const looksOfSubscriptionNotFound: Looks = {
  "wrong-id-or-tenant": {
    asks: "Do you see the subscription, or is its ID another one's?",
    reads: ["azure GET subscriptions", ...readsOfIdentify],
    look: async (ask) => {
      const id = wantedId(ask);
      if (!id || !guid.test(id)) return missing("subscription");
      const all = await seenBy(ask);
      const found = all.find(({ subscriptionId }) => subscriptionId.toLowerCase() === id);
      if (found) return ruledOut(`${titles([found])} is in the tenant ${ask.tenant.tenantId}.`);
      if (id === ask.tenant.tenantId.toLowerCase())
        return confirmed(`${id} is the ID of the tenant, and not of a subscription.`);
      const other = await identify(ask.tenant, id).catch(() => undefined);
      if (other) return confirmed(`${id} is ${other.what}, and not a subscription's.`);
      return open(
        `You see ${all.length > 0 ? titles(all.slice(0, 5)) : "no subscription"} in the tenant ${ask.tenant.tenantId}, and not ${id}.`,
        "likely",
      );
    },
  },
  "no-role": {
    asks: "Does the caller hold a role anywhere in the subscription?",
    reads: [...readsOfApp, ...readsOfAssignments],
    look: async (ask) => {
      const id = wantedId(ask);
      const principal = await refusedPrincipal(ask);
      if (!id || !principal)
        return missing(...(id ? [] : (["subscription"] as const)), ...(principal ? [] : (["app"] as const)));
      const held = await rolesIn(ask.tenant, id, principal);
      return held.length > 0
        ? ruledOut(`${principal} holds ${held.map(azureRoleTitle).join(", ")}.`)
        : confirmed(`${principal} holds no role of its own anywhere in the subscription ${id}.`);
    },
  },
};
