/** Client secrets. No service tells one: names, ends and hints are all there is. */
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { withAccess } from "./tenant/access";
import { type App, readsOfApp, type Secret } from "./tenant/application";
import { readsOfIdentify } from "./tenant/identify";

const reads = [...readsOfApp, ...readsOfIdentify];

const secretsOf = ({ registration, principal }: App): readonly Secret[] => [
  ...(registration?.passwordCredentials ?? []),
  ...(principal?.passwordCredentials ?? []),
];

const ended = ({ endDateTime }: Secret, now: Date) => Date.parse(endDateTime ?? "") <= now.getTime();

/** `"rotation 2" (starts with abc, ends on 2027-01-01)`. */
function title({ displayName, keyId, hint, endDateTime }: Secret, now: Date): string {
  const end = endDateTime
    ? `${ended({ keyId, endDateTime }, now) ? "ended" : "ends"} on ${endDateTime.slice(0, 10)}`
    : "";
  const details = [hint && `starts with ${hint}`, end].filter(Boolean).join(", ");
  return `"${displayName ?? keyId}"${details ? ` (${details})` : ""}`;
}

const withSecrets = (
  ask: Ask,
  judge: (secrets: readonly Secret[], name: string, told: (some: readonly Secret[]) => string) => Finding,
) =>
  withAccess(ask, ({ app, title: name }) => {
    const { now } = ask.seen.facts;
    return judge(secretsOf(app), name, (some) => some.map((one) => title(one, now)).join(", "));
  });

export const looksOfInvalidSecret: Looks = {
  "secret-id": {
    asks: "Is what was sent the ID of one of the application's secrets?",
    reads,
    look: (ask) =>
      withSecrets(ask, (secrets, name, told) => {
        const { secretIds } = ask.seen.facts;
        const sent = secrets.find(({ keyId }) => secretIds.includes(keyId.toLowerCase()));
        if (sent)
          return confirmed(`What was sent is the ID of the secret ${told([sent])} of ${name}, and not its value.`);
        if (secrets.length === 0) return ruledOut(`${name} has no client secret, whose ID could have been entered.`);
        return open(`${name} has ${told(secrets)}. What was entered is not in the input.`);
      }),
  },
  "other-secret": {
    asks: "Which secrets does the application have, and how do they start?",
    reads,
    look: (ask) =>
      withSecrets(ask, (secrets, name, told) => {
        if (secrets.some(({ keyId }) => ask.seen.facts.secretIds.includes(keyId.toLowerCase())))
          return ruledOut("What was sent is the ID of a secret.");
        if (secrets.length === 0) return confirmed(`${name} has no client secret at all.`);
        return open(`${name} has ${told(secrets)}: one that starts otherwise is not of this application.`);
      }),
  },
};

export const looksOfExpiredSecret: Looks = {
  expired: {
    asks: "Which secrets have ended, and is there a newer one?",
    reads,
    look: (ask) =>
      withSecrets(ask, (secrets, name, told) => {
        const { now } = ask.seen.facts;
        const past = secrets.filter((one) => ended(one, now));
        const valid = secrets.filter((one) => !ended(one, now));
        const newer =
          valid.length > 0
            ? ` A newer one is there, and the product does not use it: ${told(valid)}.`
            : " There is no newer one.";
        if (past.length > 0) return confirmed(`${name} has ${told(past)}.${newer}`);
        return open(
          valid.length > 0
            ? `No secret of ${name} has ended: ${told(valid)}. The one that did was removed.`
            : `${name} has no client secret any more.`,
        );
      }),
  },
};
