/** What an application may do in Microsoft Graph and the Defender APIs: declared, consented, granted to users. */

import { type Ask, type Finding, missing, open } from "../../look";
import { type App, appOf, readsOfApp } from "./application";
import {
  type Consented,
  consentsOf,
  type Declared,
  declaredOf,
  type Grant,
  grantsOf,
  readsOfConsents,
  readsOfGrants,
} from "./consent";
import { readsOfIdentify } from "./identify";

export interface Access {
  readonly app: App;
  /** `"Spoke" (client id)`. */
  readonly title: string;
  readonly declared: readonly Declared[];
  readonly consented: readonly Consented[];
}

export const readsOfAccess = [...readsOfApp, ...readsOfConsents, ...readsOfIdentify];
export { readsOfGrants };

/** Looks with the application that the input is about. */
export async function withAccess(ask: Ask, look: (access: Access) => Finding | Promise<Finding>): Promise<Finding> {
  const app = await appOf(ask);
  if (app === "unknown") return missing("app");
  if (app === "not there") return notThere(ask);
  return look({
    app,
    title: `"${app.name}" (${app.clientId})`,
    declared: declaredOf(app),
    consented: await consentsOf(ask.tenant, app),
  });
}

export const grantsTo = (ask: Ask, { app }: Access): Promise<Grant[]> => grantsOf(ask.tenant, app);

const notThere = ({ subject, tenant }: Ask) =>
  open(`The tenant ${tenant.tenantId} has no application with the client ID ${subject.app}.`);

/** Names of the declared permissions of a type. */
export const declaredAs = ({ declared }: Access, type: Declared["type"]): string[] =>
  declared.filter((one) => one.type === type).map(({ value }) => value);

/** Minutes since; undefined where the date is not told. */
export function minutesSince(since: string | null | undefined, now: Date): number | undefined {
  const at = Date.parse(since ?? "");
  return Number.isNaN(at) ? undefined : Math.max(0, Math.round((now.getTime() - at) / 60_000));
}

/** How long a token that was issued before may live on without a new consent or role, in minutes: Microsoft's default, an hour and more. */
export const freshFor = 75;
