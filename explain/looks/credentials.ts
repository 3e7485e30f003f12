/** Client secrets, certificates and federated credentials. No service tells a secret: names, ends and hints are all there is. */
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { withAccess } from "./tenant/access";
import { type App, readsOfApp, type Secret } from "./tenant/application";
import { readsOfIdentify } from "./tenant/identify";
import { key } from "./tenant/paths";

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

interface Federated {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

const readsOfFederated = [...reads, "GET /applications/{id}/federatedIdentityCredentials"];

const withFederated = (ask: Ask, judge: (credentials: readonly Federated[], name: string, app: App) => Finding) =>
  withAccess(ask, async ({ app, title: name }) => {
    if (!app.registration) return open(`The registration of ${name} is in another tenant.`);
    const path = `/applications/${key(app.registration.id)}/federatedIdentityCredentials`;
    return judge((await ask.tenant.graph.list<Federated>(path)) ?? [], name, app);
  });

/** What was presented, by the message or by the token in the input. */
function presented({ seen }: Ask): { readonly subject?: string; readonly issuer?: string; readonly audience?: string } {
  const token = seen.facts.tokens.find(({ kind }) => kind === "other issuer");
  return {
    subject: seen.values.subject ?? token?.subject ?? undefined,
    issuer: seen.values.issuer ?? token?.issuer ?? undefined,
    audience: token?.audience ?? /assertion audience '([^']{1,200})'/i.exec(seen.facts.line)?.[1],
  };
}

type Part = "subject" | "issuer";

const differs = (part: Part, other: Part) => (ask: Ask) =>
  withFederated(ask, (credentials, name) => {
    const sent = presented(ask);
    if (credentials.length === 0) return confirmed(`${name} has no federated credential at all.`);
    const value = sent[part];
    const configured = credentials.map((one) => `"${one.name}": ${one[part]}`).join("; ");
    if (!value)
      return open(
        `The federated credentials of ${name} are ${configured}. The input does not tell the ${part} that was presented.`,
      );
    if (credentials.some((one) => one[part] === value))
      return ruledOut(`${name} has a federated credential with exactly the ${part} ${value}.`);
    if (credentials.some((one) => one[part].toLowerCase() === value.toLowerCase()))
      return part === "subject"
        ? ruledOut("It differs only in upper and lower case.")
        : confirmed(`The ${part} differs only in letter case: ${configured}.`);
    const fitting = credentials.filter((one) => one[other] === sent[other]);
    return confirmed(
      `${value} was presented as ${part}, and ${name} has ${(fitting.length > 0 ? fitting : credentials).map((one) => `"${one.name}": ${one[part]}`).join("; ")}.`,
    );
  });

export const looksOfFederatedMismatch: Looks = {
  subject: {
    asks: "Does a federated credential have that subject?",
    reads: readsOfFederated,
    look: differs("subject", "issuer"),
  },
  issuer: {
    asks: "Does a federated credential have that issuer?",
    reads: readsOfFederated,
    look: differs("issuer", "subject"),
  },
  "letter-case": {
    asks: "Does one differ in upper and lower case alone?",
    reads: readsOfFederated,
    look: (ask) =>
      withFederated(ask, (credentials, name) => {
        const { subject } = presented(ask);
        if (!subject) return open("The input does not tell the subject that was presented.");
        const alike = credentials.find(
          (one) => one.subject !== subject && one.subject.toLowerCase() === subject.toLowerCase(),
        );
        return alike
          ? confirmed(`${subject} was presented, and "${alike.name}" of ${name} has ${alike.subject}.`)
          : ruledOut("None differs in letter case alone.");
      }),
  },
  audience: {
    asks: "Does a federated credential have that audience?",
    reads: readsOfFederated,
    look: (ask) =>
      withFederated(ask, (credentials, name) => {
        const { audience } = presented(ask);
        if (!audience) return open("The input does not tell the audience that was presented.");
        return credentials.some(({ audiences }) => audiences.includes(audience))
          ? ruledOut(`${name} has a federated credential for ${audience}.`)
          : confirmed(`${audience} was presented, and no federated credential of ${name} takes it.`);
      }),
  },
  replication: {
    asks: "Does a federated credential fit now?",
    reads: readsOfFederated,
    look: (ask) =>
      withFederated(ask, (credentials, name) => {
        const { subject, issuer } = presented(ask);
        if (!subject) return open("The input does not tell the subject that was presented.");
        const fitting = credentials.find((one) => one.subject === subject && (!issuer || one.issuer === issuer));
        return fitting
          ? open(`"${fitting.name}" of ${name} fits now.`, "likely")
          : ruledOut(`No federated credential of ${name} fits now either.`);
      }),
  },
};

export const looksOfAssertionTime: Looks = {
  "assertion-reused": {
    asks: "Does the application sign in with a federated token, or with a certificate?",
    reads: readsOfFederated,
    look: (ask) =>
      withFederated(ask, (credentials, name) =>
        credentials.length > 0
          ? open(
              `${name} trusts ${credentials.map(({ name: one, issuer }) => `"${one}" (${issuer})`).join(", ")}, whose tokens live for some minutes.`,
              "likely",
            )
          : open(`${name} has no federated credential: the assertion is signed with its certificate.`),
      ),
  },
  clock: {
    asks: "Does the product sign the assertion itself?",
    reads: readsOfFederated,
    look: (ask) =>
      withFederated(ask, (credentials, name, { registration }) => {
        const certificates = registration?.keyCredentials?.length ?? 0;
        if (certificates === 0 && credentials.length > 0)
          return ruledOut(
            `${name} has no certificate: its assertions are tokens of another issuer, whose clock is right.`,
          );
        return open(
          `${name} has ${certificates === 1 ? "one certificate" : `${certificates} certificates`}; an assertion signed with one carries the time of the machine.`,
        );
      }),
  },
};
