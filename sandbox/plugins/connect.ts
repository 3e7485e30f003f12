/** What a stand-in needs to become someone: endpoints of the sandbox, and an identity. */
import { type Credential, createCredential, type Identity } from "./credential";
import type { Locks } from "./locks";
import { ProviderError } from "./session";
import type { Transport } from "./transport";
import type { Values } from "./values";

export interface Connection {
  /** `https://localhost:<port>` of the sandbox. */
  readonly origin: string;
  readonly transport: Transport;
  /** Who to be where the provider's configuration does not say: what the environment is to a real plugin. */
  readonly identity: Identity;
  readonly subscriptionId: string;
  readonly locks: Locks;
  readonly patience: number;
}

/** Where the cloud is, from the same metadata document that the real providers read. Without trailing slashes. */
export interface Endpoints {
  readonly signIn: string;
  readonly graph: string;
  readonly arm: string;
  readonly armAudience: string;
}

export async function endpointsOf({ origin, transport }: Connection): Promise<Endpoints> {
  const url = `${origin}/metadata/endpoints?api-version=2022-09-01`;
  const answer = await transport.send({ method: "GET", url });
  if (answer.status !== 200) {
    throw new ProviderError(`GET ${url} answered ${answer.status}. Please check that the sandbox runs at ${origin}.`);
  }
  const document = JSON.parse(answer.text) as {
    authentication: { loginEndpoint: string; audiences: string[] };
    microsoftGraphResourceId: string;
    resourceManager: string;
  };
  return {
    signIn: trimmed(document.authentication.loginEndpoint),
    graph: trimmed(document.microsoftGraphResourceId),
    arm: trimmed(document.resourceManager),
    armAudience: trimmed(document.authentication.audiences[0] ?? document.resourceManager),
  };
}

const trimmed = (url: string) => url.replace(/\/+$/, "");

/** Refuses to talk to another cloud than the sandbox: a stand-in must never touch a real tenant. */
export function refuseOtherCloud(config: Values, origin: string): void {
  const host = config.metadataHost;
  if (host === undefined) return;
  const given = String(host)
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "");
  if (given === new URL(origin).host) return;
  throw new ProviderError(
    `metadataHost is "${host}", but this is the sandbox's stand-in, which only talks to ${new URL(origin).host}. ` +
      "Please leave metadataHost out, or run without the sandbox.",
  );
}

export function signIn(connection: Connection, endpoints: Endpoints, identity: Identity): Credential {
  return createCredential(connection.transport, endpoints.signIn, identity);
}
