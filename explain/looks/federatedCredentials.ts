/** Tokens of another issuer in place of a secret: which of them an application trusts. */
import { type Ask, confirmed, type Finding, type Looks, open, ruledOut } from "../look";
import { withAccess } from "./tenant/access";
import { type App, readsOfApp } from "./tenant/application";
import { readsOfIdentify } from "./tenant/identify";
import { key } from "./tenant/paths";

const reads = [...readsOfApp, ...readsOfIdentify];

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
