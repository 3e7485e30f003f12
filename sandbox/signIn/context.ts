import type { FaultControl } from "../http/faults";
import type { Environment, SandboxRequest } from "../operation";
import type { SandboxState } from "../state/state";
import type { PendingSignIns } from "./pending";
import type { SigningKey } from "./signingKey";

/** What sign-in has beside the tenant: the key that signs its tokens, and what is in flight. */
export interface SignInParts {
  readonly key: SigningKey;
  readonly faults: FaultControl;
  /** Whom to trust when the issuer of a federated assertion is asked for its keys. */
  readonly trust: { readonly caBundleFile: string };
  /** Secrets of the seeded identities, which the tenant's state does not hold: SHA-256 by client id in lower case. */
  readonly startSecrets: ReadonlyMap<string, string>;
}

/** One call to sign-in: everything that answering it needs. */
export interface SignInCall extends SignInParts {
  readonly state: SandboxState;
  readonly request: SandboxRequest;
  readonly environment: Environment;
  readonly pending: PendingSignIns;
  /** The fields of the form, or of the query. */
  readonly field: (name: string) => string | undefined;
  readonly now: Date;
  /** `v1` where the endpoint is without `/v2.0`: resources instead of scopes, numbers as strings. */
  readonly endpoint: "v1" | "v2";
  /** Whether an object has come out of the replication delay. */
  readonly visible: (object: { readonly createdMs: number }) => boolean;
}
