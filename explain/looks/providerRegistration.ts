import { findResourceProvider } from "../../catalogue/resourceProviders";
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { lookerMay } from "./tenant/azure";

const namespaceOf = ({ values }: Ask["seen"]) => {
  const given = values.namespace ?? values.target ?? /^([A-Za-z.]+)\/register\/action$/i.exec(values.action ?? "")?.[1];
  return given && (findResourceProvider(given) ?? given);
};

const reads = ["azure GET providers/{namespace}"];
/** More subscriptions than this are not searched. */
const mostSubscriptions = 10;

const stateIn = async ({ tenant }: Ask, subscription: string, namespace: string) =>
  (
    await tenant.arm.get<{ registrationState?: string }>(
      `/subscriptions/${subscription}/providers/${namespace}?api-version=2021-04-01`,
    )
  )?.registrationState;

async function withState(
  ask: Ask,
  judge: (state: string, is: string, subscription: string, namespace: string) => Finding | Promise<Finding>,
): Promise<Finding> {
  const namespace = namespaceOf(ask.seen);
  const { subscription } = ask.subject;
  if (!subscription) return missing("subscription");
  if (!namespace) return open("The input does not name the resource provider.");
  const state = await stateIn(ask, subscription, namespace);
  if (!state) return open(`There is no subscription ${subscription} that you can see.`);
  return judge(state, `${namespace} is ${state} in the subscription ${subscription}`, subscription, namespace);
}

export const looksOfProviderRegistration: Looks = {
  "never-registered": {
    asks: "Is the namespace registered in the subscription, and may you register it?",
    reads: [...reads, "azure GET permissions"],
    look: (ask) =>
      withState(ask, async (state, is, subscription, namespace) => {
        if (state === "Registered") return ruledOut(`${is} now.`);
        if (state === "Registering") return ruledOut(`${is}: somebody did.`);
        const may = await lookerMay(ask.tenant, `/subscriptions/${subscription}`, `${namespace}/register/action`).catch(
          () => undefined,
        );
        const who =
          may === undefined ? "" : may ? " You may register it." : " Your own roles there do not let you register it.";
        return confirmed(`${is}.${who}`);
      }),
  },
  "still-registering": {
    asks: "Is the registration under way?",
    reads,
    look: (ask) =>
      withState(ask, (state, is) => {
        if (state === "Registering") return confirmed(`${is}.`);
        return state === "Registered"
          ? open(`${is} now: it may have been under way when the request was refused. Repeat it.`, "likely")
          : ruledOut(`${is}.`);
      }),
  },
  "other-subscription": {
    asks: "Is it registered in another subscription that you see?",
    reads: [...reads, "azure GET subscriptions"],
    look: (ask) =>
      withState(ask, async (state, is, subscription, namespace) => {
        if (state === "Registered" || state === "Registering") return ruledOut(`${is}.`);
        const all =
          (await ask.tenant.arm.list<{ subscriptionId: string; displayName?: string }>(
            "/subscriptions?api-version=2022-12-01",
          )) ?? [];
        const others = all.filter(({ subscriptionId }) => subscriptionId.toLowerCase() !== subscription);
        if (others.length === 0) return ruledOut("You see no other subscription.");
        const states = await Promise.all(
          others.slice(0, mostSubscriptions).map(async (one) => ({
            ...one,
            state: await stateIn(ask, one.subscriptionId, namespace).catch(() => undefined),
          })),
        );
        const registered = states.filter((one) => one.state === "Registered");
        const named = registered
          .map(({ displayName, subscriptionId }) => `"${displayName}" (${subscriptionId})`)
          .join(", ");
        return registered.length > 0
          ? open(`${namespace} is registered in ${named}.`, "possible")
          : ruledOut(
              `It is not registered in ${others.length > mostSubscriptions ? `the first ${mostSubscriptions} of ` : ""}the ${others.length} other subscriptions that you see either.`,
            );
      }),
  },
};

/** The same question where registering itself was refused. */
export const registersInVain: Looks[string] = {
  asks: "Is the namespace registered by now, and may you register it?",
  reads: [...reads, "azure GET permissions"],
  look: (ask) =>
    withState(ask, async (state, is, subscription, namespace) => {
      if (state === "Registered") return open(`${is} now: nothing needs to register it again.`);
      const may = await lookerMay(ask.tenant, `/subscriptions/${subscription}`, `${namespace}/register/action`).catch(
        () => undefined,
      );
      return confirmed(
        `${is}.${may === undefined ? "" : may ? " You may register it." : " Your own roles there do not let you register it."}`,
      );
    }),
};
