/** Whom and what an input is about: the ids that a tenant can be asked for. */
import type { Seen } from "./entry";
import type { Facts } from "./facts/facts";

export interface Subject {
  /** Client id of the application that failed. */
  readonly app?: string;
  /** Sign-in name or object id of the user whose token it is. */
  readonly user?: string;
  /** Sign-in name or object id of the user that the operation is about. */
  readonly target?: Target;
  /** Object id of who was refused by Azure, or is to get a role. */
  readonly principal?: string;
  readonly subscription?: string;
  /** Resource id of a subscription, a resource group or a resource. */
  readonly scope?: string;
  /** Id of the tenant that the input names. */
  readonly tenant?: string;
}

export interface Target {
  /** As in the path: `users`, `groups`, `applications`, `servicePrincipals`. */
  readonly collection: string;
  readonly id: string;
}

export type SubjectPart = "app" | "user" | "principal" | "subscription";

/** What a user can say besides. */
export type Given = Pick<Subject, "app" | "user" | "principal" | "subscription" | "scope">;

export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is given outranks what the input says. */
export function subjectOf({ facts, values }: Seen, given: Given): Subject {
  const token = facts.tokens.find(({ kind }) => kind === "application" || kind === "delegated" || kind === "assertion");
  const delegated = facts.tokens.find(({ kind }) => kind === "delegated");
  const target = targetOf(facts);
  const scope = given.scope ?? scopeOf(facts, values.linked ?? values.scope);
  const subscription =
    given.subscription ?? /^\/subscriptions\/([^/]+)/i.exec(scope ?? "")?.[1] ?? named("subscription");
  return trimmed({
    app: given.app ?? id(values.app) ?? token?.clientId ?? id(values.client) ?? named("application (client) id"),
    user: given.user ?? signInName(values.user) ?? delegated?.user ?? delegated?.objectId ?? signInName(values.client),
    target,
    principal: given.principal ?? id(values.principal) ?? id(values.objectId) ?? refusedPrincipal(facts),
    subscription: subscription?.toLowerCase(),
    scope: scope ?? (subscription && `/subscriptions/${subscription}`),
    tenant: (id(values.tenant) ?? id(token?.tenantId) ?? named("tenant"))?.toLowerCase(),
  });

  function named(name: string): string | undefined {
    const found = facts.identifiers.filter((one) => one.name === name && one.meaning === null);
    return found.length === 1 ? id(found[0]?.value) : undefined;
  }
}

/** An object of the directory that the operation names. */
function targetOf({ operations }: Facts): Target | undefined {
  const called = operations.find(({ by }) => by === "request");
  const [, collection = "", key = ""] =
    /^(?:\/[a-z.0-9]+)*?\/(users|groups|applications|servicePrincipals)\/([^/]+)/i.exec(called?.path ?? "") ?? [];
  const value = decoded(key);
  const known = guid.test(value) || /^[^\s{}<>]+@[^\s{}<>]+$/.test(value);
  return known ? { collection, id: value } : undefined;
}

/** The scope that a message names, or what a request to Azure was about. */
function scopeOf({ requests }: Facts, named: string | undefined): string | undefined {
  if (named?.startsWith("/subscriptions/")) return named.replace(/\/+$/, "");
  const path = requests.find(({ service }) => service === "azure")?.path.replace(/^\/arm(?=\/)/i, "");
  if (!path || /[{}<>]/.test(path)) return undefined;
  const [scope] = path.split(/\/providers\/(?!.*\/providers\/)/i);
  const ofSubscription = /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?/i.exec(scope ?? "")?.[0];
  return ofSubscription;
}

const refusedPrincipal = ({ line }: Facts) => id(/with object id '([^']{1,80})'/i.exec(line)?.[1]);

/** A GUID, also one that is written without dashes. */
function id(text: string | null | undefined): string | undefined {
  const plain = (text ?? "").trim();
  if (guid.test(plain)) return plain.toLowerCase();
  const [, a, b, c, d, e] = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i.exec(plain) ?? [];
  return a === undefined ? undefined : [a, b, c, d, e].join("-").toLowerCase();
}

const signInName = (text: string | undefined) => (/^[^\s@]+@[^\s@]+$/.test(text ?? "") ? text : id(text));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function trimmed(subject: { readonly [Part in keyof Subject]: Subject[Part] | null | undefined }): Subject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined && value !== null));
}
