import type { Locks } from "./locks";
import type { Caller } from "./resourceType";
import type { ServiceClient } from "./serviceClient";
import type { Values } from "./values";

/** A configured provider: what it may reach, as whom. */
export interface Session {
  readonly client: ServiceClient;
  readonly caller: (signal: AbortSignal) => Promise<Caller>;
  /** Value of the provider's configuration. */
  readonly config: (name: string) => string | undefined;
  /** Absolute URL of a directory object. */
  readonly reference: (objectId: string) => string;
  readonly locks: Locks;
  /** Milliseconds to go on asking where a service says "not yet". */
  readonly patience: number;
}

/** A user's mistake, or a state of affairs that the user must change; `message` says it all. */
export class ProviderError extends Error {}

/** The resource was made, but a later request failed: the state keeps it, and the next deployment repairs it. */
export class PartlyCreated extends Error {
  constructor(
    readonly id: string,
    readonly outputs: Values,
    readonly reason: Error,
  ) {
    super(reason.message);
  }
}
