import type { Clock } from "./clock";
import type { FaultControl } from "./http/faults";
import type { Journal } from "./http/journal";
import type { Identities, IdentityName, VendorCredential } from "./identities";
import type { Service, ServiceDefinition } from "./operation";
import type { SandboxState, StateDocument } from "./state/state";

export interface SandboxOptions {
  /**
   * Where state, keys and certificates are kept; made if it is missing. Relative to the working directory.
   * @default a temporary directory, removed at the end
   */
  readonly directory?: string;
  /** Port to listen on; 0 for any free one. @default the one that the directory remembers, else any free one */
  readonly port?: number;
  /** @default the system's */
  readonly clock?: Clock;
  /** State to start from. @default what the directory keeps, else a freshly seeded tenant */
  readonly state?: StateDocument;
  /** Takes one line at a time: warnings and failures, never secrets. @default nothing is logged */
  readonly log?: (line: string) => void;
  /** Services to mount beside sign-in, ServiceNow and control. @default all of the sandbox's */
  readonly services?: readonly ServiceDefinition[];
}

export interface Sandbox {
  /** `https://localhost:<port>` */
  readonly origin: string;
  readonly port: number;
  readonly tenantId: string;
  readonly subscriptionId: string;
  /** Base URL of each service, without a slash at the end. */
  readonly endpoints: Readonly<Record<Service, string>>;
  /** PEM file of the sandbox's certificate authority alone. */
  readonly caFile: string;
  /** PEM file of all authorities that this environment trusts, and the sandbox's. */
  readonly caBundleFile: string;
  /** Service principals to sign in with. The secrets live in memory and differ at each start. */
  readonly identities: Identities;
  /** What vendors sign in with as their own multi-tenant applications. */
  readonly vendors: { readonly okta: VendorCredential };
  /** The live state. Another object after a state was injected: do not keep it. */
  readonly state: SandboxState;
  readonly faults: FaultControl;
  readonly journal: Journal;
  /** Whether the tenant is new: nothing was kept in the directory, or it could not be read. */
  readonly freshlySeeded: boolean;
  /** What the user should know, in sentences. */
  readonly warnings: readonly string[];
  /** Variables that make child processes use the sandbox, signed in as an identity. @default "deployer" */
  environment(identity?: IdentityName): Record<string, string>;
  /**
   * Stops serving, saves the state and frees the directory.
   * @throws Error where the state cannot be saved; it can be called again when that has been mended.
   */
  close(): Promise<void>;
}
