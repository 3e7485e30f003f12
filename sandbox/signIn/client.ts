import type { Application, PasswordCredential, ServicePrincipal } from "../state/entities";
import { checkAssertion } from "./assertion";
import type { SignInCall } from "./context";
import { refusals } from "./errors";
import { sha256 } from "./hash";
import { same } from "./resource";
import { tenantName } from "./tenant";

/** The application that asks for a token. */
export interface Client {
  readonly clientId: string;
  readonly name: string;
  /** Absent for an application of another tenant. */
  readonly application: Application | undefined;
  readonly servicePrincipal: ServicePrincipal;
}

/** Claim `appidacr`: how the client proved who it is. */
export type ClientProof = "none" | "secret" | "assertion";

/** The client id of a request, from the form or from HTTP Basic. @throws SignInError 900144 */
export function clientIdOf(call: SignInCall): string {
  const clientId = call.field("client_id") ?? basic(call)?.id;
  if (!clientId) throw refusals.missingParameter("client_id");
  return clientId;
}

/** @throws SignInError 700016, 7000229, 7000112 */
export function findClient(call: SignInCall, clientId: string): Client {
  const { state } = call;
  const application = state.applications.find((item) => same(item.appId, clientId) && call.visible(item));
  const servicePrincipal = state.servicePrincipals.find((item) => same(item.appId, clientId) && call.visible(item));
  if (!servicePrincipal) {
    if (application) throw refusals.noServicePrincipal(clientId, state.tenantId);
    throw refusals.applicationNotFound(clientId, tenantName(state));
  }
  const name = application?.displayName ?? servicePrincipal.displayName;
  if (!servicePrincipal.accountEnabled) throw refusals.applicationDisabled(clientId, name);
  return { clientId: servicePrincipal.appId, name, application, servicePrincipal };
}

/**
 * Checks the client's secret or assertion. `none` where it presented neither.
 * @throws SignInError 7000215, 7000222, or one of the refusals of assertions.
 */
export async function proveClient(call: SignInCall, client: Client): Promise<ClientProof> {
  const assertion = call.field("client_assertion");
  if (assertion !== undefined) {
    await checkAssertion(call, client, assertion);
    return "assertion";
  }
  const secret = call.field("client_secret") ?? basic(call)?.secret;
  if (secret === undefined) return "none";
  checkSecret(call, client, secret);
  return "secret";
}

function checkSecret(call: SignInCall, client: Client, secret: string): void {
  const hash = sha256(secret);
  if (call.startSecrets.get(client.clientId.toLowerCase()) === hash) return;
  const credentials: readonly PasswordCredential[] = [
    ...(client.application?.passwordCredentials ?? []),
    ...client.servicePrincipal.passwordCredentials,
  ];
  const matching = credentials.filter((credential) => credential.secretHash === hash);
  const now = call.now.getTime();
  const valid = matching.find(
    ({ startDateTime, endDateTime }) => Date.parse(startDateTime) <= now && now < Date.parse(endDateTime),
  );
  if (valid) {
    noteUse(call, client, valid);
    return;
  }
  if (matching.some(({ endDateTime }) => Date.parse(endDateTime) <= now)) throw refusals.expiredSecret(client.clientId);
  throw refusals.invalidSecret(client.clientId);
}

/** What the report of sign-ins by credential tells. */
export function noteUse(
  call: SignInCall,
  client: Pick<Client, "clientId">,
  { keyId }: { readonly keyId: string },
): void {
  const lastSignInDateTime = `${call.now.toISOString().slice(0, 19)}Z`;
  call.state.credentialUses.insert({ id: keyId, appId: client.clientId, lastSignInDateTime });
}

/** HTTP Basic with form-encoded parts, RFC 6749 section 2.3.1. */
function basic(call: SignInCall): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(.+)$/i.exec(call.request.headers.authorization ?? "")?.[1];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) throw refusals.malformed();
  return { id: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
}

/** Clients differ in whether they encode; a secret that does not decode is taken as it is. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
