import type { Ask, LiveReader } from "../../look";
import { guid } from "../../subject";
import { identify } from "./identify";
import { quoted } from "./paths";

/** An app registration, as far as looks read it. */
export interface Registration {
  /** Object id. */
  readonly id: string;
  /** Client id. */
  readonly appId: string;
  readonly displayName: string;
  readonly createdDateTime?: string | null;
  readonly requiredResourceAccess?: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: "Role" | "Scope" }[];
  }[];
  readonly passwordCredentials?: readonly Secret[];
  readonly keyCredentials?: readonly Secret[];
}

/** A client secret or a certificate, without its value, which no service tells. */
export interface Secret {
  readonly keyId: string;
  readonly displayName?: string | null;
  readonly endDateTime?: string | null;
  /** The first three characters of a client secret. */
  readonly hint?: string | null;
}

/** A service principal, which the portal calls an enterprise application. */
export interface Principal {
  /** Object id. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly accountEnabled?: boolean;
  readonly appRoleAssignmentRequired?: boolean;
  readonly passwordCredentials?: readonly Secret[];
}

/** An application in a tenant: one of another tenant has a service principal alone. */
export interface App {
  readonly clientId: string;
  readonly name: string;
  readonly registration?: Registration;
  readonly principal?: Principal;
}

const registrationProperties =
  "id,appId,displayName,createdDateTime,requiredResourceAccess,passwordCredentials,keyCredentials";
const principalProperties = "id,appId,displayName,accountEnabled,appRoleAssignmentRequired,passwordCredentials";

export const readsOfApp = ["GET /applications", "GET /servicePrincipals"];

/** The application of a client id; undefined where the tenant has neither its registration nor a service principal. */
export async function findApp(tenant: LiveReader, clientId: string): Promise<App | undefined> {
  const filter = `$filter=appId eq ${quoted(clientId)}`;
  const [registrations, principals] = await Promise.all([
    tenant.graph.list<Registration>(`/applications?${filter}&$select=${registrationProperties}`),
    tenant.graph.list<Principal>(`/servicePrincipals?${filter}&$select=${principalProperties}`),
  ]);
  const registration = registrations?.[0];
  const principal = principals?.[0];
  const name = registration?.displayName ?? principal?.displayName;
  return name === undefined ? undefined : { clientId, name, registration, principal };
}

/** The application that an input is about. An object id in place of the client id is noted, and the application that it belongs to is taken. */
export async function appOf({ tenant, subject, note }: Ask): Promise<App | "unknown" | "not there"> {
  const { app } = subject;
  if (app === undefined) return "unknown";
  const found = await findApp(tenant, app);
  if (found) return found;
  const mixedUp = guid.test(app) ? await identify(tenant, app) : undefined;
  if (mixedUp?.kind !== "application" && mixedUp?.kind !== "servicePrincipal") return "not there";
  note(`${app} is no client ID: it is ${mixedUp.what}.`);
  return (mixedUp.appId !== undefined && (await findApp(tenant, mixedUp.appId))) || "not there";
}
